"""``python -m tests.faults.followups_clock SECONDS COMMAND …``: ours, in a hurry, clock right or wrong.

What watch and beat do every 30 seconds they do every second, so that a kill meets them at work.
Nothing in PeerHub knows of this module.
"""

import sys
from pathlib import Path

from tests.faults import reminders_clock

OFTEN = 1.0  # seconds
TASK = "safety.referrals.tasks.open_due_follow_ups"


def main(seconds: str, *command: str) -> None:
    """Be Celery or manage.py."""
    if Path(command[0]).name == "celery":
        from peerhub.celery import app

        for job in app.conf.beat_schedule.values():
            if job["task"] == TASK:
                job.update(schedule=OFTEN, options={"expires": OFTEN})
    else:
        import django

        django.setup()
        from safety.management.commands import keep_watch

        keep_watch.ROUND = OFTEN
    reminders_clock.main(seconds, *command)


if __name__ == "__main__":
    main(*sys.argv[1:])
