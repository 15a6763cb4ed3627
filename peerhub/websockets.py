"""The server's websocket protocol, with an end for sockets that never read.

uvicorn closes a transport and waits until what is buffered was taken. Somebody who never reads
never takes it: the socket would stay for ever (tests/faults/rooms_slow.py shows it). Here a
transport that is asked to close is cut off a moment later.
"""

import asyncio
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

LINGER = 2.0  # seconds for what is buffered to be taken


class Transport:
    """A transport whose ``close`` ends."""

    def __init__(self, inner: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._inner = inner
        self._loop = loop
        self.write = inner.write  # called for every frame: no detour

    def close(self) -> None:
        """Close, and cut off when that does not happen by itself."""
        self._inner.close()
        self._loop.call_later(LINGER, self._inner.abort)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class Protocol(WebSocketsSansIOProtocol):
    """uvicorn's own, on such a transport: ``--ws peerhub.websockets:Protocol``."""

    def connection_made(self, transport: Any) -> None:
        """Begin with a transport that ends."""
        super().connection_made(Transport(transport, self.loop))  # type: ignore[arg-type]
