"""What is told of an ask: that somebody waits, that somebody answered; never who, never what."""

from collections.abc import Collection
from datetime import datetime

from peerhub.accounts.models import User
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from rooms.guide.models import GuideAsk

ASKS = "/asks/"
ANSWERED = Kind(key="rooms.guide_answered", line="Somebody wrote back to you.", by_mail=False)
WAITS = Kind(key="rooms.guide_waits", line="Somebody waits for a few words.", by_mail=False)
LATE = Kind(
    key="rooms.guide_late",
    line="Somebody has waited for two hours for a few words, and had none.",
    by_mail=False,
)
ALL = (ANSWERED, WAITS, LATE)


def tell_answered(ask: GuideAsk, *, now: datetime) -> None:
    """Tell the member, once until they have looked."""
    notifications.schedule(
        ask.member,
        kind=ANSWERED.key,
        reference=f"guide:{ask.pk}:answered:{ask.seen_seq}",
        due_at=now,
        url=ask.get_absolute_url(),
    )


def tell_waits(ask: GuideAsk, people: Collection[User], *, now: datetime) -> None:
    """Tell each of ``people`` once of this time that it waits for whoever takes it next."""
    _tell(WAITS, ask, people, f"{ask.turn}-", now=now)


def tell_late(ask: GuideAsk, people: Collection[User], *, now: datetime) -> None:
    """Tell moderators once of this wait, however many take it and hand it on."""
    _tell(LATE, ask, people, "", now=now)


def call_off_waiting(ask: GuideAsk, *, now: datetime) -> None:
    """It waits for nobody now."""
    call_off_turn(ask, now=now)
    notifications.cancel(f"guide:{ask.pk}:{LATE.key}:", now=now)


def call_off_turn(ask: GuideAsk, *, now: datetime) -> None:
    """Somebody took it. That it is late stays told: nobody has answered yet."""
    notifications.cancel(f"guide:{ask.pk}:{WAITS.key}:", now=now)


def call_off_answered(ask: GuideAsk, *, now: datetime) -> None:
    """They have looked."""
    notifications.cancel(f"guide:{ask.pk}:answered:", now=now)


def _tell(kind: Kind, ask: GuideAsk, people: Collection[User], turn: str, *, now: datetime) -> None:
    if ask.waits_since is None:
        return
    notifications.tell_each(
        people,
        kind=kind.key,
        reference=f"guide:{ask.pk}:{kind.key}:{turn}{int(ask.waits_since.timestamp())}",
        due_at=now,
        url=ASKS,
    )
