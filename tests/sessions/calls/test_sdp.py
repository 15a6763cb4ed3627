"""No address but a relay's gets through, wherever a page puts it."""

import re
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.calls.sdp import LINES, LONGEST, NotAllowed, clean, clean_candidate

BOTH = frozenset({"audio", "video"})
HOME, NETWORK, RELAY = "192.0.2.17", "2001:db8::17", "198.51.100.9"
BEHIND = f"raddr {HOME} rport 40404"
RELAYED = f"candidate:3 1 udp 41885439 {RELAY} 50010 typ relay {BEHIND} generation 0 ufrag aB3+ network-id 1 network-cost 10"
CLEANED = f"candidate:1 1 udp 41885439 {RELAY} 50010 typ relay raddr 0.0.0.0 rport 9 generation 0 ufrag aB3+"

# As a browser writes it, with an address of its device in every place that has one.
OFFER = "\r\n".join(
    [
        "v=0",
        f"o=- 4611731400430051336 2 IN IP4 {HOME}",
        "s=-",
        "t=0 0",
        "a=group:BUNDLE 0 1",
        "a=extmap-allow-mixed",
        "a=msid-semantic: WMS",
        "m=audio 40404 UDP/TLS/RTP/SAVPF 111",
        f"c=IN IP4 {HOME}",
        f"a=rtcp:40404 IN IP4 {HOME}",
        f"a=candidate:1 1 udp 2122260223 {HOME} 40404 typ host generation 0",
        f"a=candidate:1 1 udp 2122260223 {NETWORK} 40404 typ host generation 0",
        "a=candidate:1 1 udp 2122260223 7c1a9a2e-8b0e-4e2f-8c4d-0d3b1d2c1f00.local 40404 typ host",
        f"a=candidate:2 1 udp 1686052607 {HOME} 40404 typ srflx raddr {HOME} rport 40404",
        f"a={RELAYED}",
        f"a=remote-candidates:1 {HOME} 40404",
        "a=ice-ufrag:aB3+",
        "a=ice-pwd:0123456789abcdefghijklmn",
        "a=ice-options:trickle",
        "a=fingerprint:sha-256 " + ":".join(["AB"] * 32),
        "a=setup:actpass",
        "a=mid:0",
        "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level",
        "a=sendrecv",
        "a=msid:- 5f0c2b1e-8f3d-4a53-9a55-0d8d5a1f6c11",
        "a=rtcp-mux",
        "a=rtpmap:111 opus/48000/2",
        "a=rtcp-fb:111 transport-cc",
        "a=fmtp:111 minptime=10;useinbandfec=1",
        f"a=fmtp:111 x={HOME}",
        f"a=ssrc:3735928559 cname:{HOME}",
        "a=ssrc:3735928559 cname:nm0SnmYbpJDDqxkF",
        f"a=tool:from {HOME}",
        f"i=call from {HOME}",
        f"u=http://{HOME}/",
        "b=AS:64",
        "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
        f"c=IN IP6 {NETWORK}",
        "a=mid:1",
        "a=sctp-port:5000",
        "a=max-message-size:262144",
        "",
    ]
)
NOWHERE = "0.0.0.0"  # noqa: S104 - written, never listened on
ADDRESS = re.compile(r"\d+\.\d+\.\d+\.\d+")


def test_a_browsers_offer_keeps_what_a_call_needs_and_nothing_of_where_it_is() -> None:
    cleaned = clean(OFFER, kinds=BOTH)

    assert cleaned.split("\r\n") == [
        "v=0",
        "o=- 4611731400430051336 2 IN IP4 0.0.0.0",
        "s=-",
        "t=0 0",
        "a=group:BUNDLE 0 1",
        "a=extmap-allow-mixed",
        "a=msid-semantic: WMS",
        "m=audio 9 UDP/TLS/RTP/SAVPF 111",
        "c=IN IP4 0.0.0.0",
        "a=rtcp:9 IN IP4 0.0.0.0",
        f"a={CLEANED}",
        "a=ice-ufrag:aB3+",
        "a=ice-pwd:0123456789abcdefghijklmn",
        "a=ice-options:trickle",
        "a=fingerprint:sha-256 " + ":".join(["AB"] * 32),
        "a=setup:actpass",
        "a=mid:0",
        "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level",
        "a=sendrecv",
        "a=msid:- 5f0c2b1e-8f3d-4a53-9a55-0d8d5a1f6c11",
        "a=rtcp-mux",
        "a=rtpmap:111 opus/48000/2",
        "a=rtcp-fb:111 transport-cc",
        "a=fmtp:111 minptime=10;useinbandfec=1",
        "a=ssrc:3735928559 cname:nm0SnmYbpJDDqxkF",
        "b=AS:64",
        "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
        "c=IN IP4 0.0.0.0",
        "a=mid:1",
        "a=sctp-port:5000",
        "a=max-message-size:262144",
        "",
    ]
    assert clean(cleaned, kinds=BOTH) == cleaned


addresses = st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)).map(str)
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=30)
LINE = st.one_of(
    st.sampled_from(OFFER.split("\r\n")[1:-1]),
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(
            ["a=", "c=", "o=", "a=rtcp:", "a=candidate:", "a=ssrc:1 cname:", "a=fmtp:1 ", "x=", ""]
        ),
        WORDS,
        st.just(HOME),
        WORDS,
    ),
    st.builds(
        "a=candidate:1 1 {} 1 {} 9 typ {} {}".format,
        st.sampled_from(["udp", "tcp", "UDP"]),
        st.sampled_from([HOME, NETWORK, "a.local"]),
        st.sampled_from(["host", "srflx", "prflx", "relay x typ host", "Relay\ttyp host"]),
        WORDS,
    ),
)


@given(st.lists(LINE, max_size=25))
def test_whatever_lines_a_page_writes_its_device_is_in_none_of_them(lines: list[str]) -> None:
    written = "\r\n".join(["v=0", *lines])
    try:
        cleaned = clean(written, kinds=BOTH)
    except NotAllowed:
        return
    left = [
        line.replace(RELAY, "")
        for line in cleaned.split("\r\n")
        if not re.match(
            r"a=candidate:1 1 (udp|tcp) \d+ \S+ \d+ typ relay raddr (0\.0\.0\.0|::) ", line
        )
    ]
    assert [line for line in left if HOME in line or NETWORK in line] == []
    assert {found for line in left for found in ADDRESS.findall(line)} <= {NOWHERE}


@given(
    st.sampled_from(["host", "srflx", "prflx", "relay"]),
    addresses,
    addresses,
    st.integers(1, 65535),
)
def test_a_candidate_is_a_relays_or_none(kind: str, address: str, behind: str, port: int) -> None:
    cleaned = clean_candidate(
        f"candidate:7 1 udp 100 {address} {port} typ {kind} raddr {behind} rport 4 network-cost 10"
    )

    if kind != "relay":
        assert cleaned is None
        return
    nowhere = NOWHERE if ip_address(address).version == 4 else "::"
    expected = f"candidate:1 1 udp 100 {address} {port} typ relay raddr {nowhere} rport 9"
    assert cleaned == expected


@pytest.mark.parametrize(
    "words",
    [
        "candidate:1 1 udp 1 my-telephone.local 9 typ relay",
        "candidate:1 1 udp 1 192.0.2.17 9 typ host x typ relay",
        "candidate:1 1 udp 1 192.0.2.17 9 typ host\r\na=candidate:1 1 udp 1 1.2.3.4 9 typ relay",
        f"{RELAYED}\r\na=candidate:1 1 udp 1 {HOME} 9 typ host",
        "x" * 401,
        "typ relay",
    ],
)
def test_what_only_looks_like_a_relays_is_none(words: str) -> None:
    assert clean_candidate(words) is None


def test_the_word_that_there_are_no_more_candidates_passes() -> None:
    assert clean_candidate("") == ""


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("", BOTH),
        ("hello", BOTH),
        ("v=0\r\nm=image 9 UDP/TLS/RTP/SAVPF 1", BOTH),
        ("v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96", frozenset({"audio"})),
        ("v=0\r\no=- 1 2 IN IP4 1.2.3.4 and more", BOTH),
        ("v=0\r\n" + "a=sendrecv\r\n" * LINES, BOTH),
        ("v=0\r\na=x:" + "x" * LONGEST, BOTH),
    ],
)
def test_what_is_no_description_or_asks_for_more_than_was_booked_is_refused(
    words: str, kinds: frozenset[str]
) -> None:
    with pytest.raises(NotAllowed):
        clean(words, kinds=kinds)
