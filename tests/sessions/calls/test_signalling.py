"""What a page may say: each word is rebuilt, and nothing else travels."""

from typing import Any

import pytest

from sessions.calls.signalling import Caption, Change, Join, More, Pass, Say, parsed

AUDIO = frozenset({"audio"})
SEAT = "5f0c2b1e-8f3d-4a53-9a55-0d8d5a1f6c11"
RELAYED = "candidate:1 1 udp 1 198.51.100.9 9 typ relay raddr 0.0.0.0 rport 9"


@pytest.mark.parametrize(
    ("frame", "means"),
    [
        ({"t": "join", "seat": SEAT, "way": "text"}, Join(SEAT, "text")),
        ({"t": "way", "way": "voice"}, Change("voice")),
        ({"t": "bye", "type": "room.look"}, Say("bye")),
        ({"t": "pause"}, Say("pause")),
        ({"t": "more", "on": False, "why": "x"}, More(on=False)),
        ({"t": "captions", "on": True, "words": "what was said"}, Caption(on=True)),
        (
            {"t": "media", "call": SEAT, "mic": True, "camera": False, "type": "x", "seat": "y"},
            Pass({"t": "media", "call": SEAT, "mic": True, "camera": False}),
        ),
        (
            {"t": "candidate", "call": SEAT, "candidate": RELAYED, "mid": "0", "x": 1},
            Pass({"t": "candidate", "call": SEAT, "candidate": RELAYED, "mid": "0"}),
        ),
        (
            {"t": "offer", "call": SEAT, "sdp": "v=0\r\nc=IN IP4 192.0.2.17\r\n"},
            Pass({"t": "offer", "call": SEAT, "sdp": "v=0\r\nc=IN IP4 0.0.0.0\r\n"}),
        ),
    ],
)
def test_a_word_that_we_know_is_written_anew(frame: dict[str, Any], means: object) -> None:
    assert parsed(frame, kinds=AUDIO) == means


@pytest.mark.parametrize(
    "frame",
    [
        {},
        {"t": "join", "seat": "../../x", "way": "text"},
        {"t": "join", "seat": SEAT, "way": "by carrier pigeon"},
        {"t": "join", "seat": SEAT},
        {"t": "way", "way": ["text"]},
        {"t": ["pause"]},
        {"t": "more", "on": 1},
        {"t": "captions", "on": "what was said"},
        {"t": "room.look"},
        {"t": "media", "call": SEAT, "mic": 1, "camera": False},
        {"t": "candidate", "call": SEAT, "candidate": RELAYED, "mid": "\r\n"},
        {
            "t": "candidate",
            "call": SEAT,
            "candidate": "candidate:1 1 udp 1 192.0.2.17 9 typ host",
            "mid": "0",
        },
        {"t": "offer", "call": "x", "sdp": "v=0"},
        {"t": "offer", "call": SEAT, "sdp": "v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96"},
        {"t": "offer", "call": SEAT, "sdp": {"v": 0}},
    ],
)
def test_anything_else_means_nothing(frame: dict[str, Any]) -> None:
    assert parsed(frame, kinds=AUDIO) is None


def test_in_a_session_by_text_no_call_can_be_set_up() -> None:
    offer = {"t": "offer", "call": SEAT, "sdp": "v=0\r\n"}

    assert parsed(offer, kinds=frozenset()) is None
    assert parsed({"t": "captions", "on": True}, kinds=frozenset()) is None
    assert parsed({"t": "pause"}, kinds=frozenset()) == Say("pause")
