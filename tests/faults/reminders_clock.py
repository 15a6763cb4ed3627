"""``python -m tests.faults.reminders_clock SECONDS COMMAND …``: ours, with a clock that is wrong.

What Django calls now is later by ``SECONDS``. Nothing in PeerHub knows of this module.
"""

import sys
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

_right = timezone.now


def main(seconds: str, *command: str) -> None:
    """Be Celery or manage.py."""
    wrong_by = timedelta(seconds=float(seconds))

    def wrong() -> datetime:
        return _right() + wrong_by

    timezone.now = wrong
    program, *arguments = command
    if Path(program).name == "celery":
        from celery.__main__ import main as celery

        sys.argv = [program, *arguments]
        celery()
    else:  # python manage.py …
        from django.core.management import execute_from_command_line

        execute_from_command_line(arguments)


if __name__ == "__main__":
    main(*sys.argv[1:])
