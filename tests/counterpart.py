"""Somebody else's server, on the loopback, with all that can be wrong with one."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Letter:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Counterpart:
    """Answers with ``status``; "hang" says nothing, "drip" a byte at a time, "noise" no HTTP."""

    url: str
    status: int = 200
    way: str = "answer"
    letters: list[Letter] = field(default_factory=list)


class _Handler(BaseHTTPRequestHandler):
    server: Any

    def do_POST(self) -> None:
        """Keep the letter, and behave as told."""
        there: Counterpart = self.server.counterpart
        body = self.rfile.read(int(self.headers["Content-Length"]))
        there.letters.append(
            Letter(self.path, {key.lower(): value for key, value in self.headers.items()}, body)
        )
        with suppress(OSError):  # who waits hangs up on us
            match there.way:
                case "hang":
                    self.server.over.wait(30)
                case "drip":
                    while not self.server.over.wait(0.05):
                        self.wfile.write(b"H")
                case "noise":
                    self.wfile.write(b"what do you want?\r\n\r\n")
                case _:
                    self.send_response(there.status)
                    self.send_header("Location", there.url + "elsewhere")
                    self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # with Python's 5 it resets whoever comes while the machine is busy


@contextmanager
def counterpart() -> Iterator[Counterpart]:
    """A server for as long as the block lasts."""
    server = _Server(("127.0.0.1", 0), _Handler)
    there = Counterpart(f"http://127.0.0.1:{server.server_port}/")
    server.counterpart, server.over = there, threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield there
    finally:
        server.over.set()  # type: ignore[attr-defined]
        server.shutdown()
        server.server_close()


def nobody_there() -> str:
    """An address at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/"


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail when the block takes longer."""
    began = time.monotonic()
    yield
    assert time.monotonic() - began < seconds
