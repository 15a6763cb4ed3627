"""The server's websocket protocol: what goes to many sockets costs little, and no socket stays.

A room's hub gives one frame to a thousand sockets. Through ASGI's ``send`` each costs several
coroutines and a serialisation of its own (12 µs beside 3, measured), so the scope also offers
``push``: a plain call, and the bytes, which are the same for all, are made once.

uvicorn closes a transport and waits until what is buffered was taken. Somebody who never reads
never takes it: the socket would stay for ever (tests/faults/rooms_slow.py shows it). Here a
transport that is asked to close is cut off a moment later.
"""

import asyncio
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame, Opcode

from peerhub.push import PUSH

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


class Wire:
    """The bytes of a text frame as a server sends it; those of the newest text are kept."""

    def __init__(self) -> None:
        self._text: str | None = None
        self._data = b""

    def of(self, text: str) -> bytes:
        """An unmasked text frame (RFC 6455, 5.2), made once for each string object."""
        if text is not self._text:
            frame = Frame(Opcode.TEXT, text.encode())
            self._text, self._data = text, frame.serialize(mask=False)
        return self._data


_wire = Wire()


class Protocol(WebSocketsSansIOProtocol):
    """uvicorn's own, on such a transport: ``--ws peerhub.websockets:Protocol``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._is_full = False  # the transport's buffer
        self._is_ending = False  # one of the two sides said good-bye

    def connection_made(self, transport: Any) -> None:
        """Begin with a transport that ends."""
        super().connection_made(Transport(transport, self.loop))  # type: ignore[arg-type]
        self._write = transport.write

    async def run_asgi(self) -> None:
        """Run the application, which finds ``push`` among the scope's extensions."""
        if not self.config.ws_per_message_deflate:
            self.scope["extensions"][PUSH] = {"push": self.push}
        await super().run_asgi()

    def push(self, text: str) -> bool:
        """Send ``text`` now and without a coroutine; gives whether it was.

        It is not when the socket is anything but open and reading: that is for ASGI's own
        ``send`` to wait for, or to refuse.
        """
        if (
            self._is_full
            or self._is_ending
            or self.close_sent
            or self.disconnected
            or not self.handshake_complete
        ):
            return False
        self._write(_wire.of(text))
        return True

    def pause_writing(self) -> None:
        """The other side reads too slowly."""
        self._is_full = True
        super().pause_writing()

    def resume_writing(self) -> None:
        """It has caught up."""
        self._is_full = False
        super().resume_writing()

    def handle_close(self, event: Frame) -> None:
        """The other side says good-bye, or answers ours."""
        self._is_ending = True
        super().handle_close(event)

    def shutdown(self) -> None:
        """The server stops."""
        self._is_ending = True
        super().shutdown()
