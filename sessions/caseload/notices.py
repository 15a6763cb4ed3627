"""What a specialist and their supervisor are told about talks. No line says why."""

from datetime import datetime

from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from peerhub.ui.moments import in_words
from sessions.caseload.models import DebriefAsked, WarmHandOver

ASKED = Kind(key="sessions.debrief_asked", line="A specialist asks you for a talk.")
TIME = Kind(key="sessions.debrief_time", line="Your supervisor talks with you: {when}.")
HANDING = Kind(key="sessions.hand_over", line="Your peer has a question for you. You decide.")
TAKE = Kind(key="sessions.hand_over_take", line="A peer would like to hand somebody over to you.")
ANSWERED = Kind(key="sessions.hand_over_answered", line="There is an answer to a hand-over.")
ALL = (ASKED, TIME, HANDING, TAKE, ANSWERED)


def tell_asked(asked: DebriefAsked, supervisor: User, *, now: datetime) -> None:
    """Tell the supervisor."""
    notifications.schedule(
        supervisor,
        kind=ASKED.key,
        reference=f"debrief-asked:{asked.pk}",
        due_at=now,
        url=reverse("sessions:caseloads"),
    )


def tell_time(asked: DebriefAsked, *, now: datetime) -> None:
    """Tell the specialist, on their own clock."""
    assert asked.at is not None  # noqa: S101 - it was just named
    notifications.schedule(
        asked.specialist,
        kind=TIME.key,
        reference=f"debrief-asked:{asked.pk}:{asked.at.isoformat()}",
        due_at=now,
        url=reverse("sessions:load"),
        context={"when": in_words(asked.at, "full", asked.specialist.zone)},
    )


def tell_member(made: WarmHandOver, *, now: datetime) -> None:
    """Ask the member; the line names nobody."""
    _tell(made, made.member, HANDING, "sessions:my_hand_over", now=now)


def tell_taker(made: WarmHandOver, *, now: datetime) -> None:
    """Ask the other peer, once the member agreed."""
    _tell(made, made.taker.person, TAKE, "sessions:taking", now=now)


def tell_giver(made: WarmHandOver, *, now: datetime) -> None:
    """Tell the specialist who asked what became of it."""
    _tell(made, made.giver.person, ANSWERED, "sessions:giving", now=now)


def tell_member_done(made: WarmHandOver, *, now: datetime) -> None:
    """Tell the member what the other peer said."""
    _tell(made, made.member, ANSWERED, "sessions:my_hand_over", now=now)


def _tell(made: WarmHandOver, person: User, kind: Kind, page: str, *, now: datetime) -> None:
    notifications.schedule(
        person,
        kind=kind.key,
        reference=f"warm-hand-over:{made.pk}:{made.state}:{person.pk}",
        due_at=now,
        url=reverse(page, args=[made.public_id]),
    )
