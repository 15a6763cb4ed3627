"""``python -m tests.faults.money_sweeper CHANCE``: goes on with payments, in a hurry, and dies at work.

Before and after each question to the card company, and after each transaction, it gets SIGKILL by
its own hand, with that chance. Nothing in PeerHub knows of this module.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

import django

ASKED = ("begin", "page", "close", "hold", "take", "let_go", "give_back")
LEASE = timedelta(seconds=2)
ROUND = 0.1  # seconds


def main(chance: str) -> None:
    """Until something ends it."""
    django.setup()
    from django.db import connection

    from peerhub.database import clock
    from sessions.payments import actions, tasks
    from sessions.payments.actions import going, moving
    from sessions.payments.gateway.stripes import StripeGateway

    for name, value in (("LEASE", LEASE), ("LOOK_AGAIN", LEASE / 2), ("WAITS", (1,) * 6)):
        setattr(going, name, value)
    for name in ASKED:
        setattr(StripeGateway, name, _deadly(getattr(StripeGateway, name), float(chance)))
    moving.change = _deadly(moving.change, float(chance))
    number = 0
    while True:
        try:
            actions.go_on_with_due(now=clock())  # two of us: each row is held by one
            if number % 20 == 0:
                tasks.read_the_list()
        except Exception as error:  # noqa: BLE001 - PostgreSQL or the stand-in is away
            print(type(error).__name__, error, flush=True)
            connection.close()
        number += 1
        time.sleep(ROUND)


def _deadly(deed: Callable[..., Any], chance: float) -> Callable[..., Any]:
    @wraps(deed)
    def dies(*args: Any, **kwargs: Any) -> Any:
        _perhaps_die(chance)
        answer = deed(*args, **kwargs)
        _perhaps_die(chance)
        return answer

    return dies


def _perhaps_die(chance: float) -> None:
    if random.random() < chance:
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:])
