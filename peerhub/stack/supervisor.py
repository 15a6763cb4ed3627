"""The whole of PeerHub on one machine: servers, set-up, beat, workers, web, in that order.

Stops in the opposite order. The servers' data stay in ``var/`` (or ``VAR_DIR``).
"""

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from peerhub.stack.children import Children
from peerhub.stack.processes import LOOPBACK, is_free, start
from peerhub.stack.servers import running
from peerhub.stack.till import prepared as tills
from peerhub.stack.turn import prepared

ROOT = Path(__file__).resolve().parent.parent.parent
BIN = Path(sys.executable).parent
# Watch does what beat does, a little later; without turn sessions are by text, and without till
# nothing can be paid.
CAN_BE_LEFT_OUT = {"beat", "outgoing", "search", "till", "turn"}
START_TIME = 60  # seconds the web server may take to answer


class CannotRun(Exception):
    """Something in the way, in words that say what to do."""


def run() -> int:
    """Start everything, wait for Ctrl-C, stop everything; returns the exit code."""
    stop: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda caught, _frame: stop.append(caught))
    port, host, left_out = _port(), os.environ.get("BIND", LOOPBACK), _left_out()
    if not is_free(port, host):
        raise CannotRun(
            f"port {port} is taken by another program. Stop that one, or choose a port: "
            f"make run PORT={port + 1}"
        )
    var = _var()
    with _only_one(var), running(var) as servers:
        _say("PostgreSQL and Valkey are ready")
        turn = None if "turn" in left_out else prepared(var / "turn")
        till = None if "till" in left_out else tills.prepared(var / "till", _address())
        env = _environment(servers, _address())
        env |= turn.environment if turn else {}
        env |= till.environment if till else {}
        _remember(var, servers)
        try:
            if not _manage(["set_up"], env, stop):
                return 0
            beside = {"turn": turn, "till": till}
            every = {name: each.command for name, each in beside.items() if each}
            every |= commands(var, host, port)
            started = {name: every[name] for name in every if name not in left_out}
            children = Children(started, env, ROOT, var / "log", _say)
            _keep_running(children, port, partial(_welcome, var, env, stop), stop)
            return 0
        finally:
            _forget(var)


def manage(arguments: Sequence[str]) -> int:
    """Run manage.py against the running servers, or against servers started for it alone."""
    var = _var()
    try:
        servers = json.loads((var / "servers.json").read_text())
    except (OSError, ValueError):
        servers = None
    if servers:
        return _ask(arguments, _environment(servers, _address()))
    with _only_one(var), running(var) as started:
        return _ask(arguments, _environment(started, _address()))


def _port() -> int:
    try:
        return int(os.environ.get("PORT") or 8000)
    except ValueError as error:
        raise CannotRun("PORT must be a number, such as PORT=8001") from error


def _left_out() -> set[str]:
    """What a small machine can do without; never what hears a cry for help."""
    left_out = set(filter(None, os.environ.get("LEAVE_OUT", "").split(",")))
    if left_out - CAN_BE_LEFT_OUT:
        raise CannotRun(f"LEAVE_OUT can name {', '.join(sorted(CAN_BE_LEFT_OUT))}, with commas")
    return left_out


def _address() -> str:
    return f"http://localhost:{_port()}"


def _var() -> Path:
    var = Path(os.environ.get("VAR_DIR", ROOT / "var"))
    (var / "log").mkdir(parents=True, exist_ok=True)
    return var


@contextmanager
def _only_one(var: Path) -> Iterator[None]:
    with (var / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CannotRun(
                "PeerHub already runs from this folder. Stop it first, or give this one a data "
                "folder and a port of its own: make run VAR_DIR=/tmp/other PORT=8001"
            ) from error
        yield


def _environment(servers: dict[str, str], address: str) -> dict[str, str]:
    port = address.rsplit(":", 1)[1]
    own = {
        "DJANGO_SETTINGS_MODULE": "peerhub.settings.dev",
        "PUBLIC_URL": address,
        "SOCKET_ORIGINS": f"{address},http://{LOOPBACK}:{port}",
        "PYTHONUNBUFFERED": "1",
    }
    return {**own, **os.environ, **servers}


def _remember(var: Path, servers: dict[str, str]) -> None:
    path = var / "servers.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps(servers))


def _forget(var: Path) -> None:
    (var / "servers.json").unlink(missing_ok=True)


def _ask(arguments: Sequence[str], env: dict[str, str]) -> int:
    """Run manage.py for the person at the terminal; returns its exit code."""
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode  # noqa: S603


def _manage(arguments: Sequence[str], env: dict[str, str], stop: Sequence[int]) -> bool:
    """Run manage.py as a step of ours; False when Ctrl-C came first."""
    child = start([sys.executable, "manage.py", *arguments], env=env, cwd=ROOT)
    while child.poll() is None and not stop:
        time.sleep(0.05)
    if stop:
        child.terminate()
        child.wait()
        return False
    if child.returncode:
        raise CannotRun(f"`manage.py {' '.join(arguments)}` failed: see above.")
    return True


def _keep_running(
    children: Children, port: int, welcome: Callable[[], None], stop: Sequence[int]
) -> None:
    try:
        children.start()
        if _wait_for(f"http://{LOOPBACK}:{port}/ready/", children, stop):
            _say(f"ready: open {_address()}\n")
            welcome()
        while not stop:
            children.mend()
            time.sleep(0.2)
    finally:
        _say("stopping")
        children.stop()
        _say("stopped")


def _welcome(var: Path, env: dict[str, str], stop: Sequence[int]) -> None:
    if env.get("DEMO", "1") != "0":
        _manage(["who_is_who"], env, stop)
    if not env.get("TURN_URLS"):
        print("\nThere is no coturn, so sessions are by text: apt-get install coturn", flush=True)
    print(f"\nCtrl-C stops everything. Logs are in {var / 'log'}\n", flush=True)


def commands(var: Path, host: str, port: int) -> dict[str, list[object]]:
    """What runs beside the servers, as it is started, and how; ``var`` keeps beat's timetable."""
    celery = [BIN / "celery", "-A", "peerhub"]
    return {
        "beat": [*celery, "beat", "--pidfile=", f"--schedule={var / 'beat'}"],
        "watch": [sys.executable, "manage.py", "keep_watch"],
        "screening": [sys.executable, "manage.py", "keep_screening"],
        "search": [sys.executable, "manage.py", "keep_searchable"],
        # Threads: it waits for others' servers, and does little else.
        "outgoing": [
            *(*celery, "worker", "--queues=outgoing", "--pool=threads", "--concurrency=2"),
            *("--hostname=outgoing@%h", "--without-mingle", "--without-gossip"),
        ],
        "worker": [*celery, "worker", "--concurrency=2", "--without-mingle", "--without-gossip"],
        "web": [
            *(BIN / "uvicorn", "peerhub.asgi:application", "--host", host, "--port", port),
            *("--lifespan", "off", "--no-access-log", "--no-proxy-headers"),
            *("--timeout-graceful-shutdown", "5", "--ws-max-size", "65536"),
            *("--ws", "peerhub.websockets:Protocol"),
            *("--ws-per-message-deflate", "false", "--log-level", "warning"),
        ],
    }


def _wait_for(url: str, children: Children, stop: Sequence[int]) -> bool:
    until = time.monotonic() + START_TIME
    while not stop:
        if not children.runs("web") or time.monotonic() > until:
            raise CannotRun("the web server did not come up: see var/log/web.log")
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own address
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    return False


_began = time.monotonic()


def _say(words: str) -> None:
    print(f"[{time.monotonic() - _began:5.1f} s] {words}", flush=True)
