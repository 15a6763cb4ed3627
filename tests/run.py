"""``make test``: every test, on one pair of servers; then the browser, on servers of its own.

The demo world of the browser tests is made once, while the other tests run; each worker begins
with a copy of its data. So it is with the tables of the other tests' databases.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from peerhub.stack.servers import running

# Browser tests wait a lot: for pages, for a clock that runs out, for servers that come back.
WORKERS, BROWSERS = ["-n", "2"], ["-n", "3"]
# Where they are: to read all other tests too took each worker six seconds, and they are three.
# ``tests/architecture/test_shape.py`` sees that none is anywhere else.
FOR_BROWSERS = ["tests/browser", "tests/faults", "tests/journeys"]
# A file stays whole and in its order: its tests share one running PeerHub.
BY_FILE = ["--dist", "loadfile", "--no-loadscope-reorder"]
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *sys.argv[1:]]


def main() -> int:
    """Run both parts, the second also when the first failed; returns the exit code."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="peerhub-", ignore_cleanup_errors=True) as folder:
        home, world = Path(folder), Path(folder, "world")
        home.chmod(0o755)  # PostgreSQL may run under another uid than ours
        with running(home, durable=False) as servers:
            env = {**os.environ, **servers, "CI": "1"}
            making = _making(world, env)
            try:
                env["TEST_TEMPLATE"] = _template(servers["DATABASE_URL"], env)
                first = _run([*WORKERS, "-m", "not browser"], env)
                if making.wait() == 0:  # else each worker makes its own, and says what is wrong
                    env["TEST_WORLD"] = str(world)
                second = _run([*BROWSERS, "-m", "browser", *BY_FILE, *FOR_BROWSERS], env)
            finally:
                making.terminate()
                making.wait()
    print(f"all tests took {time.monotonic() - began:.0f} s", file=sys.stderr)
    return max(first, second)


def _run(part: Sequence[str], env: Mapping[str, str]) -> int:
    return subprocess.run([*PYTEST, *part], env=env, check=False).returncode


def _template(address: str, env: Mapping[str, str]) -> str:
    """Make a database with all tables and topics, which each worker copies; gives its name."""
    name = "template_peerhub"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    own = urlunsplit(urlsplit(address)._replace(path=f"/{name}"))
    settings = {"DATABASE_URL": own, "DJANGO_SETTINGS_MODULE": "peerhub.settings.test"}
    for step in (("migrate",), ("sync_topics",)):
        made = [sys.executable, "manage.py", *step, "-v", "0"]
        subprocess.run(made, env={**env, **settings}, check=True)
    return name


def _making(world: Path, env: Mapping[str, str]) -> subprocess.Popen[bytes]:
    own = {**env, "DJANGO_SETTINGS_MODULE": "peerhub.settings.test"}
    return subprocess.Popen([sys.executable, "-m", "tests.browser.world", str(world)], env=own)


if __name__ == "__main__":
    sys.exit(main())
