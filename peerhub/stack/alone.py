"""``python -m peerhub.stack.alone MODULE ARGS``: a module with servers started for it alone.

For measurements and faults: durable servers in a scratch folder, gone afterwards.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from peerhub.stack.servers import DidNotStart, running


def main(arguments: list[str]) -> int:
    """Run ``python -m MODULE ARGS`` against fresh servers; returns its exit code."""
    if not arguments:
        print("usage: python -m peerhub.stack.alone MODULE [ARGUMENTS …]", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="peerhub-", ignore_cleanup_errors=True) as home:
        Path(home).chmod(0o755)  # PostgreSQL may run under another uid than ours
        try:
            with running(Path(home)) as servers:
                env = {**os.environ, **servers, "DJANGO_SETTINGS_MODULE": "peerhub.settings.test"}
                command = [sys.executable, "-m", *arguments]
                return subprocess.run(command, env=env, check=False).returncode  # noqa: S603
        except DidNotStart as problem:
            print(problem, file=sys.stderr)
            return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
