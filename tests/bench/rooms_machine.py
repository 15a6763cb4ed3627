"""Cores, processes and what they use. Linux: it reads ``/proc``."""

import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from urllib.parse import urlsplit

import psycopg

from peerhub.stack.processes import LOOPBACK, free_port
from tests.bench.report import progress

START_TIME = 60  # seconds for a server to answer
TICKS = os.sysconf("SC_CLK_TCK")  # of /proc/<pid>/stat, a second


def cores() -> tuple[int, int] | None:
    """The servers' core and the load's, when there are two."""
    allowed = sorted(os.sched_getaffinity(0))
    return (allowed[0], allowed[1]) if len(allowed) > 1 else None


def allow_many_files() -> None:
    """As many open files as the system lets us have; the servers that we start inherit it."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


@contextmanager
def on_core(core: int | None) -> Iterator[None]:
    """What is started inside runs on ``core`` for good; we do only for the moment."""
    before = os.sched_getaffinity(0)
    if core is not None:
        os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@contextmanager
def split(*, database: str, redis: str, pinned: bool) -> Iterator[int | None]:
    """Us and, where that is allowed, PostgreSQL and Redis on one core; gives the other one, for
    the measured server. Says what was moved and what was not.
    """
    two = cores() if pinned else None
    if two is None:
        progress("not pinned: servers and load share what there is")
        yield None
        return
    server, load = two
    before = os.sched_getaffinity(0)
    moved = []
    for store, found in _stores(database, redis).items():
        here = [pid for pid in found if _move(pid, {load})]
        moved += here
        progress(
            f"{store}: {len(here)} of {len(found)} processes moved to core {load}"
            if here
            else f"{store}: NOT moved ({len(found)} processes found); it may use any core"
        )
    os.sched_setaffinity(0, {load})
    progress(f"pinned: measured servers to core {server}, the load to core {load}")
    try:
        yield server
    finally:
        os.sched_setaffinity(0, before)
        for pid in moved:
            _move(pid, before)


def cpu_seconds(pid: int) -> float:
    """What a process has used so far, in user space and in the kernel, all threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_kb(pid: int) -> int:
    """Memory of a process that is in RAM, in KB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


@contextmanager
def serving(
    command: Sequence[str], *, env: Mapping[str, str], core: int | None, port: int
) -> Iterator[int]:
    """A server on ``port`` for as long as the block lasts; gives its process id.

    Raises:
        RuntimeError: it did not come up; its last words are on stderr.
    """
    with TemporaryFile() as log:
        with on_core(core):
            process = subprocess.Popen(command, env=dict(env), stdout=log, stderr=log)
        try:
            _wait(port, process)
            yield process.pid
        finally:
            _stop(process)
            log.seek(0)
            for line in log.read().decode(errors="replace").splitlines()[-5:]:
                progress(f"server: {line[:300]}")


def uvicorn(application: str, port: int) -> list[str]:
    """uvicorn with production's settings, for ours and for the tutorial: no deflate, no access
    log, and the product's own ``--ws`` protocol, which is uvicorn's with another end for sockets
    that never read.
    """
    return [
        *(sys.executable, "-m", "uvicorn", application),
        *("--host", LOOPBACK, "--port", str(port), "--lifespan", "off", "--no-access-log"),
        *("--no-proxy-headers", "--timeout-graceful-shutdown", "1", "--ws-max-size", "65536"),
        *("--ws", "peerhub.websockets:Protocol"),
        *("--ws-per-message-deflate", "false", "--log-level", "warning", "--backlog", "4096"),
    ]


def a_port() -> int:
    """A free one."""
    return free_port()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_TIME
    while process.poll() is None and time.monotonic() < until:
        with suppress(OSError), socket.create_connection((LOOPBACK, port), 1):
            return
        time.sleep(0.03)
    raise RuntimeError("the server did not come up")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=4)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _stores(database: str, redis: str) -> dict[str, list[int]]:
    """The processes of both stores, as far as they run on this machine."""
    found: dict[str, list[int]] = {"PostgreSQL": [], "Redis": []}
    with suppress(Exception), psycopg.connect(database) as connection:
        row = connection.execute("SELECT pg_backend_pid()").fetchone()
        postmaster = _parent(row[0]) if row else 0
        if _name(postmaster) == "postgres":
            found["PostgreSQL"] = [postmaster, *_children(postmaster)]
    with suppress(OSError, ValueError):
        found["Redis"] = _redis(redis)
    return found


def _redis(address: str) -> list[int]:
    where = urlsplit(address)
    with socket.create_connection((where.hostname or LOOPBACK, where.port or 6379), 2) as sock:
        sock.sendall(b"INFO server\r\n")
        told = sock.recv(65536).decode(errors="replace")
    pid = int(told.split("process_id:")[1].split()[0])
    return [pid] if _name(pid).startswith(("valkey", "redis")) else []


def _move(pid: int, to: set[int]) -> bool:
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            os.sched_setaffinity(int(task.name), to)
        return True
    return False


def _name(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/comm").read_text().strip()
    return ""


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []
