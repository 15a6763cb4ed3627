"""What a member chooses for a day: topics that rest around it, and somebody to keep a time with."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from matching.models import SpecialistProfile
from peerhub.accounts.models import How, User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.topics.models import ContentNote
from sessions.bookings import actions as bookings
from sessions.bookings.companions import met_by
from sessions.heavy_days import notices
from sessions.heavy_days.actions.planning import held, plan
from sessions.heavy_days.dates import today
from sessions.heavy_days.models import HardDay
from sessions.heavy_days.states import Hours


class NotWithThem(DomainError):
    """The member does not meet this person."""

    code: ClassVar[str] = "not_with_them"


@dataclass(frozen=True)
class Softer:
    """Which topics rest (the slugs of their notes), how, and how many days before and after."""

    notes: Collection[str] = ()
    how: How = How.COVER
    before: int = 0
    after: int = 0


@transaction.atomic
def choose_softer(day: HardDay, softer: Softer, *, by: User, now: datetime) -> None:
    """Let topics rest around it, or none; it also holds for a turn that was lifted.

    Raises:
        NotYours: it is not theirs, or was deleted.
    """
    day = held(day, by)
    day.soft_notes.set(ContentNote.objects.active().filter(slug__in=softer.notes))
    day.soft_how, day.soft_before, day.soft_after = softer.how, softer.before, softer.after
    day.softened = day.lifted = ""
    day.save(update_fields=["soft_how", "soft_before", "soft_after", "softened", "lifted"])
    record(Verb.HARD_DAY_KEPT, by=by, on=day)
    plan(day, now=now)


@transaction.atomic
def lift(day: HardDay, *, by: User, now: datetime) -> None:
    """Show everything as usual again, this time; what they chose for now stays, and so does next year.

    Raises:
        NotYours: it is not theirs, or was deleted.
    """
    day = held(day, by)
    turn = day.span.turn_from(today(day.member.zone, now=now), after=day.soft_after)
    if turn is not None:
        day.lifted = day.mark(turn)
    plan(day, now=now)


@transaction.atomic
def keep_a_time(
    day: HardDay, *, person_id: int | None, hours: Hours, by: User, now: datetime
) -> None:
    """Look for a time with somebody whom the member meets, around it; None: with nobody.

    The person is told nothing. A time that is kept already with somebody else is let go.

    Raises:
        NotYours: it is not theirs, or was deleted.
        NotWithThem: the member does not meet them, or not any more.
    """
    day = held(day, by)
    if person_id is not None and person_id not in {each.person_id for each in met_by(by.pk)}:
        raise NotWithThem("You can choose somebody you have booked a session with.")
    profile = SpecialistProfile.objects.filter(person=person_id).first() if person_id else None
    if (profile, hours) != (day.specialist, day.hours):
        drop_offer(day, now=now)
    day.specialist, day.hours = profile, hours
    day.save(update_fields=["specialist", "hours"])
    record(Verb.HARD_DAY_KEPT, by=by, on=day)
    plan(day, now=now)


@transaction.atomic
def let_time_go(day: HardDay, *, by: User, now: datetime) -> None:
    """The member does not want the time that we kept; this time we look for no other.

    Raises:
        NotYours: it is not theirs, or was deleted.
    """
    day = held(day, by)
    done_for = day.offered
    drop_offer(day, now=now)
    day.offered = done_for
    plan(day, now=now)


def drop_offer(day: HardDay, *, now: datetime) -> None:
    """Let go what is kept for a held day, so that another time may be looked for."""
    if day.offered_start is not None:
        bookings.take_offer_back(day.member, day.offered_start, now=now)
    day.offered, day.offered_start = "", None
    notices.forget_offer(day)
    day.save(update_fields=["offered", "offered_start"])
