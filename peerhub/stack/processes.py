"""Child processes that end with us, whatever ends us."""

import ctypes
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1  # prctl(2)
LOOPBACK = "127.0.0.1"


def free_port() -> int:
    """A TCP port of the loopback that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def is_free(port: int, host: str = LOOPBACK) -> bool:
    """Whether we could listen on ``port``."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def start(
    command: Sequence[object],
    *,
    log: IO[bytes] | None = None,
    dies_by: signal.Signals = signal.SIGTERM,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Start ``command`` in a session of its own; on Linux it gets ``dies_by`` when we die.

    A session of its own keeps the terminal's Ctrl-C for us: we stop children in order.
    """
    return subprocess.Popen(  # noqa: S603 - our own binaries, no shell
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT if log else None,
        start_new_session=True,
        preexec_fn=_die_with_parent(dies_by),  # noqa: PLW1509 - we have no threads yet
        env=dict(env) if env is not None else None,
        cwd=cwd,
    )


def works(command: Sequence[str]) -> bool:
    """Whether ``command true`` runs here."""
    try:
        done = subprocess.run([*command, "true"], capture_output=True, check=False)  # noqa: S603
    except OSError:
        return False
    return done.returncode == 0


def _die_with_parent(dies_by: signal.Signals) -> Callable[[], None] | None:
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, dies_by)
