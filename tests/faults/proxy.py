"""TCP lines that can be slow, and that can go dead: nothing more passes, and nobody is told."""

import asyncio
import socket
from typing import Self

from peerhub.stack.processes import LOOPBACK

SMALL = 16_384  # bytes that a slow line keeps to itself
SEGMENT = 1400  # bytes, as on a real line: the server's kernel keeps little for it too


class Line:
    """One connection through the proxy."""

    def __init__(self, near: asyncio.StreamWriter, far: asyncio.StreamWriter) -> None:
        self.near, self.far = near, far
        self.dead = False
        self.port = int(far.get_extra_info("sockname")[1])  # as the server knows it

    async def carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, rate: float = 0
    ) -> None:
        """Pass on what comes, until it ends or the line goes dead; ``rate``: bytes a second."""
        try:
            while data := await reader.read(SEGMENT if rate else 65_536):
                if self.dead:
                    return
                writer.write(data)
                await writer.drain()
                if rate:
                    await asyncio.sleep(len(data) / rate)
        except OSError:
            pass
        if not self.dead:
            writer.close()

    def abort(self) -> None:
        """Let go of both ends."""
        for writer in (self.near, self.far):
            writer.transport.abort()


class Proxy:
    """Listens on ``port`` of the loopback, and connects to ``target``.

    ``rate``: bytes a second that come from there on each line; 0: as fast as it goes.
    """

    def __init__(self, target: int, rate: float = 0) -> None:
        self.target, self.rate = target, rate
        self.lines: list[Line] = []
        self._jobs: set[asyncio.Task[None]] = set()

    async def open(self) -> Self:
        """Begin to listen."""
        self._server = await asyncio.start_server(self._serve, LOOPBACK, 0)
        self.port = int(self._server.sockets[0].getsockname()[1])
        return self

    def freeze(self) -> list[Line]:
        """Every line of now goes dead; later ones live. Gives those that died."""
        dead = [line for line in self.lines if not line.dead]
        for line in dead:
            line.dead = True
            # Not even read: what comes stays in the kernel, as if the network were cut.
            for writer in (line.near, line.far):
                writer.transport.pause_reading()  # type: ignore[attr-defined]
        return dead

    async def close(self) -> None:
        """End everything."""
        self._server.close()
        for line in self.lines:
            line.abort()
        for job in tuple(self._jobs):
            job.cancel()

    async def _serve(self, reader: asyncio.StreamReader, near: asyncio.StreamWriter) -> None:
        try:
            answers, far = await self._reach()
        except OSError:
            near.close()
            return
        line = Line(near, far)
        self.lines.append(line)
        jobs = [
            asyncio.create_task(line.carry(reader, far)),
            asyncio.create_task(line.carry(answers, near, self.rate)),
        ]
        self._jobs |= set(jobs)
        await asyncio.wait(jobs)
        self._jobs -= set(jobs)
        if not line.dead:
            self.lines.remove(line)
            line.abort()

    async def _reach(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if not self.rate:
            return await asyncio.open_connection(LOOPBACK, self.target)
        far = socket.socket()
        far.setblocking(False)
        far.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL)
        far.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, SEGMENT)
        try:
            await asyncio.get_running_loop().sock_connect(far, (LOOPBACK, self.target))
        except OSError:
            far.close()
            raise
        return await asyncio.open_connection(sock=far, limit=SMALL)
