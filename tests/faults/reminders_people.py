"""``python -m tests.faults.reminders_people``: what people and machines do while reminders fall due.

Members cancel and choose other reminders; tasks are sent again, several at once and late; pollers
take something and are killed before they do it. Until SIGTERM; then one JSON line of how often.
"""

import json
import random
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable

import django

EVERY = 0.25  # seconds between two acts
LATE = 5  # seconds
Act = Callable[[random.Random], bool]


def main(seed: str) -> None:
    """Whoever has sessions."""
    act(seed, [_nag, _nag, _nag, _cancel, _cancel, _choose, _die_holding])


def act(seed: str, acts: list[Act]) -> None:
    """Act until SIGTERM; whatever fails while servers are away is tried another time."""
    django.setup()
    from django.db import connection

    enough, done, chance = threading.Event(), Counter[str](), random.Random(seed)
    signal.signal(signal.SIGTERM, lambda *_: enough.set())
    while not enough.wait(EVERY):
        chosen = chance.choice(acts)
        try:
            done[chosen.__name__.strip("_")] += chosen(chance)
        except Exception:  # noqa: BLE001 - PostgreSQL or Valkey is away
            done["failed"] += 1
            connection.close()
    print(json.dumps(done), flush=True)


def _nag(chance: random.Random) -> bool:
    """The same run three times at once, and a late one."""
    from peerhub.notifications.tasks import deliver_due

    for _ in range(3):
        deliver_due.apply_async(retry=False)
    deliver_due.apply_async(retry=False, countdown=chance.uniform(0, LATE))
    return True


def _cancel(chance: random.Random) -> bool:
    """A member cancels; most sessions stay."""
    from django.utils import timezone

    from sessions.bookings import actions
    from sessions.bookings.models import Booking

    if chance.random() < 0.5:
        return False
    others = Booking.objects.filter(state="booked").exclude(member=_left_alone())
    booking = others.with_people().order_by("?").first()
    if booking is None:
        return False
    actions.cancel(booking, by=booking.member, now=timezone.now())
    return True


def _choose(chance: random.Random) -> bool:
    """A member wants other reminders: theirs are planned anew, far from this run."""
    from django.utils import timezone

    from peerhub.accounts.models import User
    from sessions.reminders.actions import choose
    from sessions.reminders.models import Wishes
    from sessions.reminders.timetable import Rung

    if chance.random() < 0.8:
        return False
    others = User.objects.filter(bookings__state="booked").exclude(pk=_left_alone())
    person = others.order_by("?").first()
    if person is None:
        return False
    rungs = tuple(rung for rung in Rung if chance.random() < 0.5)
    choose(person, Wishes(rungs), now=timezone.now())
    return True


def _left_alone() -> int:
    """Whoever has the first session touches nothing: the controls need one that came through."""
    from sessions.bookings.models import Booking

    return int(Booking.objects.earliest("pk").member_id)


def _die_holding(chance: random.Random) -> bool:
    """What a poller leaves that is killed between taking and doing."""
    from peerhub.database import clock
    from peerhub.notifications.actions import claim_due, delivering
    from peerhub.notifications.models import Channel

    if chance.random() < 0.5:
        return bool(claim_due(now=clock(), limit=2))
    return bool(delivering._claim(Channel.MAIL, 2, now=clock()))


if __name__ == "__main__":
    main(*sys.argv[1:])
