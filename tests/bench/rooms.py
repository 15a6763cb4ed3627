"""``make bench NAME=rooms``: one room of 200 sockets, through the product's own socket.

A real server process on a scratch database; 200 people signed in with real sessions, each with a
mask and a socket; a load process of its own. Everything is on: the session check, the frame
limit of 5 a second and socket, screening, the durable insert, the gapless place, the fan-out.

Saturation: each socket says something, waits until it is stored, and goes on at once, as fast as
its frame limit allows. A delivery is one message that arrived at one socket; messages of one tick
travel in one frame. Gentle: a few messages a second, time from sending to arrival at each socket.
"""

import multiprocessing
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module

from peerhub.settings import env
from peerhub.stack.processes import free_port
from tests.bench.database import scratch
from tests.bench.report import Goal, progress, report
from tests.bench.rooms_load import Load, Measured, measure

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SETTINGS = "tests.bench.rooms_settings"
START_TIME = 60  # seconds for the server to answer


@dataclass(frozen=True)
class Size:
    """How large a room, how long a measurement."""

    sockets: int
    seconds: float  # at saturation
    gentle_posts: int
    gentle_rate: float  # posts a second


FULL, TOY = Size(200, 12.0, 150, 10.0), Size(8, 1.0, 5, 5.0)


def main(arguments: list[str]) -> int:
    """Run it; returns 0 when every goal is met."""
    size = TOY if "--toy" in arguments else FULL
    with scratch("bench_rooms"):
        progress(f"making a room and {size.sockets} people who are signed in …")
        room, keys = _world(size.sockets)
        with _server() as address:
            load = Load(
                address=address,
                room=room,
                keys=keys,
                seconds=size.seconds,
                gentle_posts=size.gentle_posts,
                gentle_rate=size.gentle_rate,
            )
            measured = _measured(load)
    figures = {
        "sockets": size.sockets,
        "deliveries_per_s": round(measured.deliveries / measured.seconds),
        "posts_per_s": round(measured.posts / measured.seconds, 1),
        "lost": measured.lost,
        "p50_ms": round(measured.percentile(50) * 1000, 1),
        "p99_ms": round(measured.percentile(99) * 1000, 1),
    }
    goals: dict[str, Goal] = {"sockets": (">=", size.sockets), "lost": ("<=", 0)}
    if size is FULL:
        goals |= {"deliveries_per_s": (">=", 15_000), "p99_ms": ("<=", 250)}
    return report("rooms", figures, goals)


def _world(people: int) -> tuple[str, list[str]]:
    """A room in which everybody has entered; the keys of their sessions."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.db import connections

    from peerhub.accounts.actions import create_person
    from rooms.live import actions

    store = import_module(settings.SESSION_ENGINE).SessionStore
    room = actions.open_room(
        name="Measured", purpose="…", by=None, now=NOW, size=people * 2, pace=10_000
    )
    keys = []
    for number in range(people):
        person = create_person(
            email=f"m{number}@people.example", password="-", handle=f"Member{number}", now=NOW
        )
        actions.enter(room=room, person=person, name=f"Mask {number}", now=NOW)
        session = store()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()
        keys.append(session.session_key)
    connections.close_all()
    return room.public_id, keys


@contextmanager
def _server() -> Iterator[str]:
    """The product on a free port of this machine, started as the supervisor starts it."""
    port = free_port()
    address = f"http://localhost:{port}"
    command = [
        *(sys.executable, "-m", "uvicorn", "peerhub.asgi:application"),
        *("--host", "127.0.0.1", "--port", str(port), "--lifespan", "off", "--no-access-log"),
        *("--timeout-graceful-shutdown", "5", "--ws-max-size", "65536"),
        *("--ws-per-message-deflate", "false", "--log-level", "warning"),
    ]
    given = {
        **env.everything(),
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "PUBLIC_URL": address,
        "SOCKET_ORIGINS": address,
    }
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, env=given, stdout=log, stderr=log)
        try:
            _wait(f"http://127.0.0.1:{port}/alive/", process)
            yield address
        finally:
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            log.seek(0)
            for line in log.read().decode(errors="replace").splitlines()[-5:]:
                progress(f"server: {line}")


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_TIME
    while process.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not come up")


def _measured(load: Load) -> Measured:
    """The load runs in a process of its own, so that it does not share the server's core."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(measure, (load,))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
