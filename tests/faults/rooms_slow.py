"""Sockets that do not keep up: one that never reads, one that reads a drop now and then, one that
reads and never answers a ping. The server must let go of each of them.
"""

import select
import socket
from collections.abc import Callable

from peerhub.stack.processes import LOOPBACK
from tests.faults.rooms_raw import upgrade

SMALL = 4096  # bytes of the kernel's buffer, the least that it gives
DROP = 64  # bytes
OPENING = 20  # seconds


class Slow:
    """A socket in a room, and how it behaves when it has ``turn``."""

    def __init__(self, port: int, room: str, key: str, *, takes: int) -> None:
        self.takes = takes  # bytes at each turn
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL)
        self.socket.settimeout(OPENING)
        self.socket.connect((LOOPBACK, port))
        self.socket.sendall(upgrade(port, f"/ws/r/{room}/", cookie=f"sessionid={key}"))
        assert self.socket.recv(12) == b"HTTP/1.1 101"
        self.socket.setblocking(False)
        self.port = int(self.socket.getsockname()[1])

    def turn(self) -> None:
        """Take what it takes."""
        if not self.takes or not select.select([self.socket], [], [], 0)[0]:
            return
        try:
            self.socket.recv(self.takes)
        except OSError:
            return

    def close(self) -> None:
        """Go."""
        self.socket.close()


KINDS: dict[str, int] = {"never reads": 0, "reads a drop": DROP, "never answers": 2**20}
Opener = Callable[[str, int], Slow]
