"""Requests of tests, as far along as a test needs them, and what came of them."""

from datetime import datetime, timedelta

from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure, Entry
from peerhub.notifications.models import Notice
from safety.flags.models import Flag
from safety.reveals import actions
from safety.reveals.actions import Plea
from safety.reveals.models import Reveal
from safety.reveals.states import Kind, Reason
from tests.cast import NOON

SOON = NOON + timedelta(minutes=1)
WHY = "They threatened somebody, and I want to pass it on."
SERIOUS = Plea(Reason.REPORT, WHY)
DANGER = Plea(Reason.DANGER, "They say that it is happening now.")


def asked(flag: Flag, by: User, plea: Plea = SERIOUS, *, now: datetime = NOON) -> Reveal:
    return actions.ask(flag, Kind.MASK, plea, by=by, now=now)


def agreed(flag: Flag, by: User, second: User) -> Reveal:
    return actions.answer(asked(flag, by), by=second, agreed=True, now=SOON)


def shown(row: Reveal, *, by: User, now: datetime = SOON) -> str:
    """The handle that the page shows."""
    (fact,) = actions.look(row, by=by, now=now)
    return fact.value


def verbs() -> list[tuple[str, int | None]]:
    """What was done with requests, by whom."""
    entries = Entry.objects.filter(verb__startswith="safety.reveal_").order_by("pk")
    return [(one.verb.removeprefix("safety.reveal_"), one.actor_id) for one in entries]


def told(kind: str) -> list[int]:
    return sorted(Notice.objects.filter(kind=f"safety.{kind}").values_list("person_id", flat=True))


def lines(person: User) -> list[str]:
    return [line.sentence for line in Disclosure.objects.about(person.pk)]


UNMASKED = "who is behind your name in a room"
