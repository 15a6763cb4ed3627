"""``python -m peerhub.stack run`` starts everything; ``… manage ARGS`` is manage.py against it.

``… fonts`` cuts the fonts into small files; it needs no settings.
"""

import sys
from collections.abc import Callable
from functools import partial

from peerhub.stack import supervisor
from peerhub.stack.servers import DidNotStart
from peerhub.ui import fonts

USAGE = "usage: python -m peerhub.stack run | fonts | manage [ARGUMENTS …]"


def main(arguments: list[str]) -> int:
    """Do what is asked; returns the exit code."""
    match arguments:
        case ["run"]:
            task: Callable[[], int] = supervisor.run
        case ["manage", *rest]:
            task = partial(supervisor.manage, rest)
        case ["fonts"]:
            fonts.build(supervisor.ROOT / "static" / "fonts")
            return 0
        case _:
            print(USAGE, file=sys.stderr)
            return 2
    try:
        return task()
    except (DidNotStart, supervisor.CannotRun) as problem:
        print(f"\nPeerHub did not start: {problem}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
