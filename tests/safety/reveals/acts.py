"""Requests of tests about accounts, and what came of them."""

from collections.abc import Callable
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
from tests.together import together

SOON = NOON + timedelta(minutes=1)
SERIOUS = Plea(Reason.REPORT, "They threatened somebody, and I want to pass it on.")
DANGER = Plea(Reason.DANGER, "They say that it is happening now.")


def asked(flag: Flag, by: User, plea: Plea = SERIOUS, *, now: datetime = NOON) -> Reveal:
    return actions.ask(flag, Kind.ACCOUNT, plea, by=by, now=now)


def verbs() -> list[tuple[str, int | None]]:
    """What was done with requests, by whom."""
    entries = Entry.objects.filter(verb__startswith="safety.reveal_").order_by("pk")
    return [(one.verb.removeprefix("safety.reveal_"), one.actor_id) for one in entries]


def told(kind: str) -> list[int]:
    notices = Notice.objects.filter(kind=f"safety.reveal_{kind}")
    return sorted(notices.values_list("person_id", flat=True))


def lines(person: User) -> list[str]:
    return [line.sentence for line in Disclosure.objects.about(person.pk)]


def what_came(*acts: Callable[[], object]) -> list[str]:
    """Run ``acts`` at the same moment; what each gave, or the name of what it raised."""
    return [str(each) for each in together(*acts)]
