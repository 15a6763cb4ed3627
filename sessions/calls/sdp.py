"""Session descriptions and candidates, rebuilt so that no address but a relay's is in them. Pure.

What a browser offers is not passed on: each line that we know is written anew from its parts, and
every other line is left out. So an address in a place that nobody thought of does not travel, nor
does a name of the device's network. Sources: RFC 8866 (SDP), RFC 8839 (ICE in SDP) section 5, the
handbook's reliability 1.11.
"""

import re
from collections.abc import Collection, Iterator
from ipaddress import ip_address

LONGEST = 24 * 1024  # characters of one description
LINES = 600
CANDIDATE = 400  # characters of one candidate
NOWHERE = "IN IP4 0.0.0.0"

TOKEN = r"[A-Za-z0-9_-]{1,64}"  # noqa: S105 - the grammar's word
ALWAYS = {"v=": "0", "s=": "-", "t=": "0 0", "c=": NOWHERE}  # whatever was written
# Attributes that pass, and the whole of what may stand behind the colon.
ATTRIBUTES: dict[str, str] = {
    "group": rf"BUNDLE(?: {TOKEN}){{0,4}}",
    "extmap-allow-mixed": "",
    "msid-semantic": r" ?WMS[A-Za-z0-9 *{}-]{0,200}",
    "mid": TOKEN,
    "sendrecv": "",
    "sendonly": "",
    "recvonly": "",
    "inactive": "",
    "rtcp-mux": "",
    "rtcp-mux-only": "",
    "rtcp-rsize": "",
    "bundle-only": "",
    "end-of-candidates": "",
    "setup": "actpass|active|passive",
    "ice-ufrag": r"[A-Za-z0-9+/]{4,256}",
    "ice-pwd": r"[A-Za-z0-9+/]{22,256}",
    "ice-options": r"[a-z0-9 -]{1,60}",
    "fingerprint": r"sha-(?:256|384|512) [0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){31,63}",
    "rtpmap": r"\d{1,3} [A-Za-z0-9-]{1,32}/\d{1,6}(?:/\d)?",
    "fmtp": r"\d{1,3} [A-Za-z0-9=;/ -]{1,200}",
    "rtcp-fb": r"(?:\d{1,3}|\*) [a-z0-9 -]{1,40}",
    "extmap": r"\d{1,3}(?:/[a-z]+)? (?:urn:ietf:params:rtp-hdrext:[a-z0-9:-]{1,60}"
    r"|urn:3gpp:video-orientation|https?://[a-z.]{1,40}/[A-Za-z0-9/-]{1,90})",
    "msid": r"[A-Za-z0-9{}-]{1,64}(?: [A-Za-z0-9{}-]{1,64})?",
    "ssrc": r"\d{1,10} (?:cname:[A-Za-z0-9+/={}-]{1,64}|msid:[A-Za-z0-9{} -]{1,130})",
    "ssrc-group": r"[A-Z]{1,8}(?: \d{1,10}){1,6}",
    "sctp-port": r"\d{1,5}",
    "max-message-size": r"\d{1,10}",
    "ptime": r"\d{1,4}",
    "maxptime": r"\d{1,4}",
}
_attributes = {name: re.compile(pattern) for name, pattern in ATTRIBUTES.items()}
_origin = re.compile(r"\S{1,64} (\d{1,20}) (\d{1,20}) IN IP[46] \S{1,64}")
_medium = re.compile(
    r"(audio|video|application) (\d{1,5}) ((?:UDP|TCP)/[A-Z/]{3,20})((?: [A-Za-z0-9-]{1,20}){1,60})"
)
_bandwidth = re.compile(r"(?:AS|TIAS|CT):\d{1,9}")
_candidate = re.compile(
    r"(?:a=)?candidate:\S{1,40} ([12]) (udp|tcp) (\d{1,10}) (\S{1,45}) (\d{1,5}) typ relay(?: .*)?",
    re.IGNORECASE,
)
_generation = re.compile(r" generation (\d{1,5})(?: |$)")
_ufrag = re.compile(r" ufrag ([A-Za-z0-9+/]{4,256})(?: |$)")


class NotAllowed(ValueError):
    """A description or candidate that is none, or asks for more than the session may carry."""


def clean_candidate(words: str) -> str | None:
    """The candidate of a relay, without its own address behind it; None for any other kind.

    The empty candidate, which says that there are no more, stays as it is. What stands behind
    ``raddr`` is the reader's address as the relay sees it; ``network-cost`` tells Wi-Fi from a
    telephone. Neither is written again.
    """
    if not words:
        return words
    found = _candidate.fullmatch(words) if len(words) <= CANDIDATE else None
    if found is None:
        return None
    component, transport, priority, address, port = found.groups()
    try:
        version = ip_address(address).version
    except ValueError:
        return None
    behind = "0.0.0.0" if version == 4 else "::"  # noqa: S104 - written, never listened on
    rest = f"typ relay raddr {behind} rport 9"
    for name, pattern in (("generation", _generation), ("ufrag", _ufrag)):
        if more := pattern.search(words):
            rest += f" {name} {more[1]}"
    return f"candidate:1 {component} {transport.lower()} {priority} {address} {port} {rest}"


def clean(words: str, *, kinds: Collection[str]) -> str:
    """The description with nothing in it but what a call needs.

    Args:
        words: as a browser wrote it.
        kinds: which media the session may carry: "audio", "video".

    Raises:
        NotAllowed: it is no description, too long, or has media that the session may not carry.
    """
    lines = words.replace("\r\n", "\n").rstrip("\n").split("\n")
    if len(words) > LONGEST or len(lines) > LINES or lines[0] != "v=0":
        raise NotAllowed
    return "".join(f"{line}\r\n" for each in lines for line in _written(each, kinds))


def _written(line: str, kinds: Collection[str]) -> Iterator[str]:
    """The line written anew, or nothing."""
    name, value = line[:2], line[2:]
    if name in ALWAYS:
        yield name + ALWAYS[name]
        return
    match name:
        case "o=":
            yield _new_origin(value)
        case "m=":
            yield _new_medium(value, kinds)
        case "b=" if _bandwidth.fullmatch(value):
            yield line
        case "a=":
            yield from _attribute(value)


def _new_origin(value: str) -> str:
    found = _origin.fullmatch(value)
    if found is None:
        raise NotAllowed
    return f"o=- {found[1]} {found[2]} {NOWHERE}"


def _new_medium(value: str, kinds: Collection[str]) -> str:
    found = _medium.fullmatch(value)
    if found is None or (found[1] != "application" and found[1] not in kinds):
        raise NotAllowed
    port = "0" if found[2] == "0" else "9"  # 9: the address comes with the candidates
    return f"m={found[1]} {port} {found[3]}{found[4]}"


def _attribute(value: str) -> Iterator[str]:
    name, _, rest = value.partition(":")
    if name == "rtcp":
        yield f"a=rtcp:9 {NOWHERE}"
    elif name == "candidate":
        if (found := clean_candidate(value)) is not None:
            yield f"a={found}"
    elif (pattern := _attributes.get(name)) and pattern.fullmatch(rest):
        yield f"a={value}"
