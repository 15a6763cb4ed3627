"""coturn as a child process: what calls go through, so that no address reaches the other person.

It is a program of the system (Debian's ``coturn``), not a wheel: where it is not there, everything
else runs, and sessions say that they are by text. Our own file is written at each start; the one
that Debian installs, and its service, are never used.
"""

import os
import secrets
import shutil
import socket
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from peerhub.stack.processes import LOOPBACK

PORTS = 200  # of relayed streams; a call takes two to eight
FIRST_PORT, LAST_PORT = 20_000, 32_000  # below those that the system gives to others by itself
TRIES = 50
# A call takes two places, and for a moment twice as many while it looks for a new way.
QUOTAS = ("user-quota=12", "total-quota=200")


@dataclass(frozen=True)
class Turn:
    """A relay on the loopback: how it is started, and what the others have to know."""

    command: list[object]
    environment: dict[str, str]


def prepared(home: Path) -> Turn | None:
    """Write the configuration of a relay for this start; None where there is no coturn.

    An address that the environment already names is used instead of a relay of ours.
    """
    binary = shutil.which("turnserver")
    if binary is None or os.environ.get("TURN_URLS"):
        return None
    home.mkdir(parents=True, exist_ok=True)
    port, secret = _free_port(), secrets.token_urlsafe(24)
    path = home / "turn.conf"
    path.touch(mode=0o600)
    path.write_text("\n".join(_lines(home, port, secret)) + "\n")
    urls = [f"turn:{LOOPBACK}:{port}?transport={each}" for each in ("udp", "tcp")]
    return Turn(
        command=[binary, "-c", path],
        environment={"TURN_URLS": ",".join(urls), "TURN_SECRET": secret},
    )


def _lines(home: Path, port: int, secret: str) -> list[str]:
    first = FIRST_PORT + secrets.randbelow(LAST_PORT - FIRST_PORT - PORTS)
    return [
        f"listening-ip={LOOPBACK}",
        f"relay-ip={LOOPBACK}",
        f"listening-port={port}",
        f"min-port={first}",
        f"max-port={first + PORTS}",
        "use-auth-secret",
        f"static-auth-secret={secret}",
        "realm=peerhub",
        "fingerprint",
        "no-tls",  # on the loopback alone; in production see README
        "no-dtls",
        "no-cli",
        "no-rfc5780",  # tells what kind of network somebody is behind
        "no-tcp-relay",  # calls are UDP between relays; TCP would only serve to reach other services
        "no-multicast-peers",
        "allow-loopback-peers",  # both people sit at this machine
        "no-software-attribute",
        *QUOTAS,
        f"userdb={home / 'users.db'}",  # nobody is in it
        f"pidfile={home / 'turn.pid'}",
        "log-file=stdout",
        "simple-log",
    ]


def _free_port() -> int:
    """A port of the loopback on which nobody listens, neither by TCP nor by UDP."""
    for _ in range(TRIES):
        with ExitStack() as both:
            stream = both.enter_context(socket.socket())
            stream.bind((LOOPBACK, 0))
            port = int(stream.getsockname()[1])
            datagram = both.enter_context(socket.socket(type=socket.SOCK_DGRAM))
            try:
                datagram.bind((LOOPBACK, port))
            except OSError:
                continue
            return port
    raise OSError("no port of the loopback is free for calls")
