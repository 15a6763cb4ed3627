"""Many websockets in one thread, cheap enough to keep up with every server measured.

No frame is parsed as JSON. Each post carries a mark of nine letters; what arrives is counted by
it, on every socket. On some of them, the watched ones, each mark is read: when a post has reached
all of these it is no longer in flight, and the time from post to delivery is taken there.
Frame headers are read everywhere, so that pings are answered and closes are seen.
"""

import re
import select
import socket
import struct
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

SIGN = b"~~"
MARK = re.compile(rb"~~([a-j]{7})")
WIDTH = 9  # bytes of one mark
TO_DIGITS, TO_LETTERS = bytes.maketrans(b"abcdefghij", b"0123456789"), "abcdefghij"
SHORT = 230  # bytes; frames below it are no messages and are read whole
ROOM = 1 << 18  # bytes read at once
FRONT = 16 + SHORT  # bytes kept of what came before
AT_ONCE = 64  # sockets served before the clock is looked at
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
PATIENCE = 30  # seconds for a handshake
TOGETHER = 20  # handshakes on the way
KEY = "cGVlcmh1Yi1wZWVyaHViIQ=="


def mark_of(number: int) -> str:
    """The mark of a post: letters, because a person's words with a long number are asked about."""
    return "~~" + "".join(TO_LETTERS[int(digit)] for digit in f"{number:07d}")


@dataclass(frozen=True)
class Door:
    """How to come in."""

    port: int
    path: str
    origin: str = ""
    answer: Callable[[bytes], bytes] = lambda _: b""  # to a short text frame


@dataclass
class Ledger:
    """The posts of one measurement."""

    first: int  # number of the first post
    watched: int  # sockets that must have it
    timed: bool = True
    sent: list[float] = field(default_factory=list)
    seen: list[int] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)  # seconds
    done: int = 0

    def note(self, number: int, now: float) -> None:
        """A post arrived at a watched socket."""
        index = number - self.first
        if 0 <= index < len(self.sent):
            self.seen[index] += 1
            if self.seen[index] == self.watched:
                self.done += 1
            if self.timed:
                self.waits.append(now - self.sent[index])


class Seat:
    """One socket."""

    __slots__ = (
        "errors",
        "got",
        "is_watched",
        "kept",
        "marks",
        "need",
        "open",
        "rest",
        "said",
        "sock",
    )

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.got = 0  # messages
        self.need = 0  # bytes of the present frame that are still to come
        self.rest = 0  # bytes at the end of ``kept`` that begin a frame
        self.kept = b""
        self.said = 0  # answers to what it said
        self.errors: list[bytes] = []
        self.is_watched = False
        self.marks: list[int] = []  # numbers of the posts that arrived since it is watched
        self.open = True

    def send(self, payload: bytes, opcode: int = TEXT) -> None:
        """Send one frame, masked with zeros: that is, not changed."""
        size = len(payload)
        if size < 126:
            head = struct.pack("!BB", 0x80 | opcode, 0x80 | size)
        else:
            head = struct.pack("!BBH", 0x80 | opcode, 0x80 | 126, size)
        self.sock.sendall(head + b"\0\0\0\0" + payload)


class Crowd:
    """All sockets of one measurement."""

    def __init__(self, door: Door) -> None:
        self.door = door
        self.seats: list[Seat] = []
        self.ledger = Ledger(0, 0)
        self._poll = select.epoll()
        self._by_fd: dict[int, Seat] = {}
        self._buffer = bytearray(FRONT + ROOM)
        self._view = memoryview(self._buffer)

    def open(self, count: int, cookies: Sequence[str] = ()) -> None:
        """Open ``count`` more; ``cookies``: one for each.

        Raises:
            RuntimeError: the server did not let one in.
        """
        for begin in range(0, count, TOGETHER):
            asked = [
                _asked(self.door, cookies[number] if cookies else "")
                for number in range(begin, min(count, begin + TOGETHER))
            ]
            for sock in asked:
                seat = Seat(sock)
                more = _entered(sock)
                sock.setblocking(False)
                self.seats.append(seat)
                self._by_fd[sock.fileno()] = seat
                self._poll.register(sock, select.EPOLLIN)
                if more:
                    self._buffer[FRONT : FRONT + len(more)] = more
                    self._read(seat, len(more), 0)
            self.turn(0)

    def watch(self, count: int) -> None:
        """Watch ``count`` of them from now on, spread evenly."""
        step = max(1, len(self.seats) // count)
        for index, seat in enumerate(self.seats):
            seat.is_watched = index % step == step - 1
            seat.marks = []

    @property
    def watched(self) -> int:
        """How many are watched."""
        return sum(seat.is_watched for seat in self.seats)

    @property
    def received(self) -> int:
        """Messages that arrived, over all sockets."""
        return sum(seat.got for seat in self.seats)

    def close(self, keep: int = 0) -> None:
        """Close all but the first ``keep``."""
        for seat in self.seats[keep:]:
            self._gone(seat)
            self._by_fd.pop(seat.sock.fileno(), None)
            seat.sock.close()
        del self.seats[keep:]
        if not keep:
            self._poll.close()

    def turn(self, patience: float) -> None:
        """Read what is there, waiting at most ``patience`` seconds for the first of it."""
        for fd, _ in self._poll.poll(patience, AT_ONCE):
            seat = self._by_fd[fd]
            kept = seat.kept
            start = FRONT - len(kept)
            self._buffer[start:FRONT] = kept
            try:
                size = seat.sock.recv_into(self._view[FRONT:])
            except BlockingIOError:
                continue
            except OSError:
                size = 0
            if size:
                self._read(seat, size, len(kept))
            else:
                self._gone(seat)

    def run(self, seconds: float) -> None:
        """Only read, for a while."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self.turn(left)

    def _read(self, seat: Seat, size: int, kept: int) -> None:
        buffer, end = self._buffer, FRONT + size
        if seat.is_watched:
            now = time.perf_counter()
            for found in MARK.finditer(buffer, FRONT - min(kept, WIDTH - 1), end):
                seat.got += 1
                number = int(found[1].translate(TO_DIGITS))
                seat.marks.append(number)
                self.ledger.note(number, now)
        else:
            seat.got += buffer.count(SIGN, FRONT - min(kept, 1), end)
        seat.rest = end - self._frames(seat, end)
        seat.kept = bytes(buffer[end - min(kept + size, max(seat.rest, WIDTH - 1)) : end])

    def _frames(self, seat: Seat, end: int) -> int:
        """Go through the frames; gives where an unfinished head or short frame begins."""
        buffer = self._buffer
        at = FRONT - seat.rest
        if seat.need:
            step = min(seat.need, end - at)
            seat.need -= step
            at += step
        while (sized := _sized(buffer, at, end)) is not None:
            body, size = sized
            after = body + size
            if size < SHORT:
                if after > end:
                    return at
                self._short(seat, buffer[at] & 15, bytes(buffer[body:after]))
            elif after > end:
                seat.need = after - end
                return end
            at = after
        return at

    def _short(self, seat: Seat, opcode: int, payload: bytes) -> None:
        if opcode == PING:
            seat.send(payload, PONG)
        elif opcode == CLOSE:
            seat.errors.append(b"closed: " + payload)
            self._gone(seat)
        elif payload.startswith(b'{"t":"said"'):
            seat.said += 1
        elif payload.startswith(b'{"t":"error"'):
            seat.errors.append(payload)
        elif answer := self.door.answer(payload):
            seat.send(answer)

    def _gone(self, seat: Seat) -> None:
        if seat.open:
            seat.open = False
            self._poll.unregister(seat.sock)


def differences(marks: Sequence[int], *, first: int, count: int) -> int:
    """How far what arrived is from each of ``count`` posts once: the missing and the surplus."""
    right = set(marks) & set(range(first, first + count))
    return count + len(marks) - 2 * len(right)


def _sized(buffer: bytearray, at: int, end: int) -> tuple[int, int] | None:
    """Where the content of the frame at ``at`` begins, and its size; None: not all is there."""
    if at + 2 > end:
        return None
    size = buffer[at + 1]
    if size < 126:
        return at + 2, size
    if size == 126:
        return (at + 4, (buffer[at + 2] << 8) | buffer[at + 3]) if at + 4 <= end else None
    return (at + 10, int.from_bytes(buffer[at + 2 : at + 10], "big")) if at + 10 <= end else None


def _asked(door: Door, cookie: str) -> socket.socket:
    sock = socket.create_connection(("127.0.0.1", door.port), PATIENCE)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    lines = [
        f"GET {door.path} HTTP/1.1",
        f"Host: localhost:{door.port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {KEY}",
        "Sec-WebSocket-Version: 13",
        *([f"Origin: {door.origin}"] if door.origin else []),
        *([f"Cookie: {cookie}"] if cookie else []),
    ]
    sock.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
    return sock


def _entered(sock: socket.socket) -> bytes:
    """Read the answer to the end of its head; gives what came after it."""
    heard = b""
    while b"\r\n\r\n" not in heard:
        part = sock.recv(4096)
        if not part:
            break
        heard += part
    head, _, more = heard.partition(b"\r\n\r\n")
    if b" 101 " not in head.split(b"\r\n")[0] + b" ":
        raise RuntimeError(f"not let in: {head[:80]!r}")
    return more
