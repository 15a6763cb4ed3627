"""Real PostgreSQL and Valkey for the tests; loaded with ``-p``, before Django reads settings."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from peerhub.stack.servers import running

_servers: list[AbstractContextManager[dict[str, str]]] = []
_home: list[Path] = []


def _start() -> None:
    if "PYTEST_XDIST_WORKER" in os.environ or os.environ.get("DATABASE_URL"):
        return
    home = Path(tempfile.mkdtemp(prefix="peerhub-"))
    home.chmod(0o755)  # PostgreSQL may run under another uid than ours
    servers = running(home, durable=False)
    _home.append(home)
    _servers.append(servers)
    os.environ.update(servers.__enter__())


_start()


@pytest.hookimpl(wrapper=True)
def pytest_unconfigure() -> Iterator[None]:
    """Stop the servers after everything else."""
    yield
    while _servers:
        _servers.pop().__exit__(None, None, None)
    while _home:
        shutil.rmtree(_home.pop(), ignore_errors=True)
