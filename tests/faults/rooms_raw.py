"""WebSocket by hand, for what no library sends: a handshake, frames of any kind, what comes back."""

import asyncio
import base64
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from peerhub.stack.processes import LOOPBACK

TEXT, BINARY, CLOSE, PING, PONG = 0x1, 0x2, 0x8, 0x9, 0xA
PATIENCE = 15.0  # seconds for any reaction


@dataclass(frozen=True)
class Came:
    """One frame, or the end of the line (``opcode`` -1)."""

    opcode: int
    payload: bytes = b""

    @property
    def code(self) -> int:
        """Why it was closed; 1005: without a reason."""
        return int.from_bytes(self.payload[:2], "big") if len(self.payload) > 1 else 1005


ENDED = Came(-1)


def frame(
    payload: bytes,
    opcode: int = TEXT,
    *,
    last: bool = True,
    reserved: int = 0,
    masked: bool = True,
    claims: int | None = None,
) -> bytes:
    """A frame as a client sends it, or almost; ``claims``: another length than it has."""
    size = len(payload) if claims is None else claims
    first = (0x80 if last else 0) | reserved << 4 | opcode
    bit = 0x80 if masked else 0
    if size < 126:
        head = bytes([first, bit | size])
    elif size < 2**16:
        head = bytes([first, bit | 126]) + size.to_bytes(2, "big")
    else:
        head = bytes([first, bit | 127]) + size.to_bytes(8, "big")
    if not masked:
        return head + payload
    mask = os.urandom(4)
    return head + mask + bytes(byte ^ mask[place % 4] for place, byte in enumerate(payload))


def upgrade(port: int, path: str, *, cookie: str = "", **headers: str) -> bytes:
    """The words of a handshake; a header given as "" is left out."""
    given: Mapping[str, str] = {
        "Host": f"localhost:{port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": base64.b64encode(secrets.token_bytes(16)).decode(),
        "Sec-WebSocket-Version": "13",
        "Origin": f"http://localhost:{port}",
        "Cookie": cookie,
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}" for name, value in given.items() if value]
    return "\r\n".join([f"GET {path} HTTP/1.1", *lines, "", ""]).encode("latin-1")


class Raw:
    """One connection that says exactly what it is told to say."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    @classmethod
    async def dial(cls, port: int) -> "Raw":
        """Connect, and say nothing yet."""
        return cls(*await asyncio.open_connection(LOOPBACK, port))

    async def status(self, words: bytes) -> int:
        """Send a handshake; gives the answer's status, 0 when the line just ends."""
        self.writer.write(words)
        try:
            async with asyncio.timeout(PATIENCE):
                head = await self.reader.readuntil(b"\r\n\r\n")
        except (asyncio.IncompleteReadError, OSError):
            return 0
        return int(head.split(b" ", 2)[1])

    async def send(self, words: bytes) -> None:
        """Send bytes; a line that ended meanwhile is no error."""
        try:
            self.writer.write(words)
            await self.writer.drain()
        except OSError:
            return

    async def hear(self) -> Came:
        """The next frame.

        Raises:
            TimeoutError: nothing came in time.
        """
        async with asyncio.timeout(PATIENCE):
            try:
                first, size = await self.reader.readexactly(2)
                if size == 126:
                    size = int.from_bytes(await self.reader.readexactly(2), "big")
                elif size == 127:
                    size = int.from_bytes(await self.reader.readexactly(8), "big")
                return Came(first & 0x0F, await self.reader.readexactly(size))
            except (asyncio.IncompleteReadError, OSError):
                return ENDED

    def close(self) -> None:
        """Go without a word."""
        self.writer.transport.abort()
