"""The little of HTTP that a browser in a room needs, in asyncio."""

import asyncio
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from peerhub.stack.processes import LOOPBACK

TOKEN = "a" * 32  # of forms
PATIENCE = 30.0  # seconds for an answer


class Address(Protocol):
    """Where to ask."""

    @property
    def origin(self) -> str:
        """As a browser names it."""

    @property
    def port(self) -> int:
        """On the loopback."""


@dataclass(frozen=True)
class Answer:
    """What came back; status 0: nothing did."""

    status: int
    body: bytes = b""


async def ask(
    home: Address, path: str, *, key: str, form: Mapping[str, str] | None = None
) -> Answer:
    """GET ``path``, or POST ``form`` to it, as somebody who is signed in."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await _ask(home, _request(home, path, key, form))
    except (OSError, ValueError, asyncio.IncompleteReadError):
        return Answer(0)


def _request(home: Address, path: str, key: str, form: Mapping[str, str] | None) -> bytes:
    body = urllib.parse.urlencode(form or {}).encode()
    lines = [
        f"{'GET' if form is None else 'POST'} {path} HTTP/1.1",
        f"Host: {home.origin.removeprefix('http://')}",
        f"Cookie: csrftoken={TOKEN}; sessionid={key}",
        "Accept: application/json",
        "Connection: close",
    ]
    if form is not None:
        lines += [
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        ]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def _ask(home: Address, request: bytes) -> Answer:
    reader, writer = await asyncio.open_connection(LOOPBACK, home.port)
    try:
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = head.split("\r\ncontent-length:")
        body = (
            await reader.readexactly(int(length[1].split("\r\n")[0]))
            if len(length) > 1
            else await reader.read()
        )
        return Answer(int(head.split(" ", 2)[1]), body)
    finally:
        writer.close()
