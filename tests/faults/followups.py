"""``make faults NAME=followups``: everything that asks how it went is killed; each asks once.

Referrals were passed on, and what falls due over 33 days is brought into a few minutes. Worker and
watch, which both look for what is due, and beat get SIGKILL in turn and come back, also at once;
Valkey comes back empty, PostgreSQL as it was; clocks of worker and watch are wrong by an hour.
Meanwhile members answer and stop the questions, tasks are sent again, several at once and late, and
a poller dies in the middle of its work. The faults are those of ``reminders``.

Afterwards, by the rows and by the mails on disk: ``missed``: due and not opened, or not told, or not
mailed, or called off for no reason. ``doubled``: told, mailed or opened twice. ``early``: before it was
due. ``after_end``: asked although it had ended. ``ignored_unlisted``: nobody ever answered, and it is
on no supervisor's list. ``controls_caught``: rows and mails spoilt on purpose that the same judge
found out. ``--toy`` takes a minute or two.
"""

import argparse
import sys

from tests.bench.report import report
from tests.faults import followups_judge
from tests.faults.reminders import Size, Trial, run

SMALL = Size(6, 6, 1, 2.0, 1.0, 60.0)
# Each kind in its own part of the run, so that they come in their order.
FORWARD = """
UPDATE safety_followup SET due_at = now() + interval '1 second' * %(spread)s * (random() * 0.2 +
CASE kind WHEN 'day_3' THEN 0.02 WHEN 'day_14' THEN 0.27 WHEN 'day_30' THEN 0.52 ELSE 0.77 END)
WHERE opened_at IS NULL AND called_off_at IS NULL
"""
WAITS = """
SELECT count(*) FROM safety_followup WHERE opened_at IS NULL AND called_off_at IS NULL
AND due_at < now() - interval '3 seconds'
"""
FOLLOWUPS = Trial(
    "followups",
    world="tests.faults.followups_world",
    people="tests.faults.followups_people",
    forward=FORWARD,
    waits=WAITS,
    judge=followups_judge.judge,
    caught=followups_judge.caught,
    unfinished=followups_judge.unfinished,
    words=followups_judge.WORDS,
    clock="tests.faults.followups_clock",
)


def main() -> int:
    """Pass on, kill, judge; returns the exit code."""
    parser = argparse.ArgumentParser(prog="make faults NAME=followups")
    parser.add_argument("--toy", action="store_true")
    size = SMALL if parser.parse_args().toy else Size(20, 15)
    figures = run(FOLLOWUPS, size)
    zero = ("missed", "doubled", "early", "after_end", "ignored_unlisted", "ended", "unfinished")
    referrals = size.peers * size.sessions
    goals = dict.fromkeys(zero, ("<=", 0)) | {
        "copies": ("<=", figures["faults"]),
        "controls_caught": (">=", followups_judge.CONTROLS),
        "faults": (">=", 11),
        "followups": (">=", referrals),
        "ignored": (">=", referrals // 2),
        "answer": (">=", 1),
        "stop": (">=", 1),
        "die_holding": (">=", 1),
    }
    return report(FOLLOWUPS.name, figures, goals)


if __name__ == "__main__":
    sys.exit(main())
