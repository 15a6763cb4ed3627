"""``make test``: every test, on one pair of servers; then the browser, on servers of its own."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from peerhub.stack.servers import running

WORKERS = ["-n", "2"]
# A file stays whole and in its order: its tests share one running PeerHub.
BY_FILE = ["--dist", "loadfile", "--no-loadscope-reorder"]
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]


def main() -> int:
    """Run both parts, the second also when the first failed; returns the exit code."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="peerhub-", ignore_cleanup_errors=True) as home:
        Path(home).chmod(0o755)  # PostgreSQL may run under another uid than ours
        with running(Path(home), durable=False) as servers:
            env = {**os.environ, **servers, "CI": "1"}
            parts = [
                subprocess.run(
                    [*PYTEST, *WORKERS, *part, *sys.argv[1:]], env=env, check=False
                ).returncode
                for part in (["-m", "not browser"], ["-m", "browser", *BY_FILE])
            ]
    print(f"all tests took {time.monotonic() - began:.0f} s", file=sys.stderr)
    return max(parts)


if __name__ == "__main__":
    sys.exit(main())
