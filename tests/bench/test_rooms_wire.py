"""The crowd that measures rooms: it counts every message once, however the bytes are cut."""

import random
import socket
import struct

import pytest

from tests.bench.rooms_wire import FRONT, Crowd, Door, Ledger, Seat, differences, mark_of


def framed(payload: bytes, opcode: int = 1) -> bytes:
    size = len(payload)
    if size < 126:
        return struct.pack("!BB", 0x80 | opcode, size) + payload
    if size < 1 << 16:
        return struct.pack("!BBH", 0x80 | opcode, 126, size) + payload
    return struct.pack("!BBQ", 0x80 | opcode, 127, size) + payload


def message(*numbers: int) -> bytes:
    return framed(b"|".join(mark_of(number).encode() + b" " * 240 for number in numbers))


@pytest.mark.parametrize("is_watched", [True, False])
@pytest.mark.parametrize("seed", range(20))
def test_every_message_is_counted_once_however_the_bytes_are_cut(
    seed: int, is_watched: bool
) -> None:
    here, there = socket.socketpair()
    crowd = Crowd(Door(0, "/"))
    seat = Seat(here)
    seat.is_watched = is_watched
    crowd.ledger = Ledger(first=0, watched=1, sent=[0.0] * 400, seen=[0] * 400)
    said = framed(b'{"t":"said"}')
    stream = b"".join(
        [message(0), said, message(1), framed(b"abcd", 9), message(*range(2, 302)), said]
        + [message(number) for number in range(302, 400)]
    )
    dice = random.Random(seed)
    while stream:
        size = dice.choice([1, 2, 5, 9, 100, 1000, 50_000])
        part, stream = stream[:size], stream[size:]
        crowd._buffer[FRONT - len(seat.kept) : FRONT] = seat.kept
        crowd._buffer[FRONT : FRONT + len(part)] = part
        crowd._read(seat, len(part), len(seat.kept))

    assert seat.got == 400
    assert seat.said == 2
    assert there.recv(100) == b"\x8a\x84\0\0\0\0abcd"  # the ping was answered
    if is_watched:
        assert crowd.ledger.seen == [1] * 400
        assert seat.marks == list(range(400))
    here.close()
    there.close()


@pytest.mark.parametrize(
    ("marks", "count"),
    [
        ([5, 6, 7], 0),
        ([7, 5, 6], 0),
        ([5, 6], 1),
        ([5, 6, 7, 7], 1),
        ([5, 6, 6], 2),
        ([5, 6, 9], 2),
    ],
)
def test_one_lost_and_one_twice_are_two_differences_and_not_none(
    marks: list[int], count: int
) -> None:
    assert differences(marks, first=5, count=3) == count
