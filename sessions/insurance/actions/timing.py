"""A specialist says when a session really began and stopped; a member takes their own paper."""

from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from sessions.bookings import doors
from sessions.bookings.models import Booking
from sessions.bookings.states import Where
from sessions.insurance.models import Coverage, TimesSaid
from sessions.insurance.units import NoTime, minutes_between


class NotYours(DomainError):
    """Somebody else's session, or nobody billed asks for it."""

    code: ClassVar[str] = "not_yours"
    status: ClassVar[int] = 404


class WrongTimes(DomainError):
    """They cannot be the times of this session."""

    code: ClassVar[str] = "wrong_times"


@transaction.atomic
def say_times(
    booking: Booking,
    *,
    began_at: datetime,
    stopped_at: datetime,
    where: Where | None,
    by: User,
    now: datetime,
) -> TimesSaid:
    """Say when the two began and stopped, once. The same again is the same.

    Where a member said themselves where they were, that counts.

    Raises:
        NotYours: not their session, or its member has no plan here.
        WrongTimes: not between when the room opened and closed, or said before in another way.
    """
    Booking.rows.select_for_update(of=("self",)).get(pk=booking.pk)
    asked = Coverage.objects.standing().filter(member=booking.member_id)
    if booking.specialist.person_id != by.pk or not asked.exists():
        raise NotYours("We could not find that session.")
    known = TimesSaid.objects.filter(booking=booking).first()
    if known is not None:
        if (known.began_at, known.stopped_at) != (began_at, stopped_at):
            raise WrongTimes(
                "You have said when it was before. Ask our billing team, if it is wrong."
            )
        return known
    _must_be_possible(booking, began_at, stopped_at, now=now)
    made = TimesSaid.objects.create(
        booking=booking,
        began_at=began_at,
        stopped_at=stopped_at,
        where=where or "",
        said_at=now,
    )
    record(Verb.TIMES_SAID, by=by, on=made, booking=booking.pk)
    return made


@transaction.atomic
def take_paper(coverage: Coverage, *, by: User) -> None:
    """Write down that a member took their own paper; nobody looked, so there is no line."""
    record(Verb.PAPER_TAKEN, by=by, on=coverage)


def _must_be_possible(
    booking: Booking, began_at: datetime, stopped_at: datetime, *, now: datetime
) -> None:
    try:
        minutes_between(began_at, stopped_at)
    except NoTime:
        raise WrongTimes("It stops after it begins.") from None
    opens, closes = booking.starts_at - doors.OPENS, booking.over_at + doors.STAYS
    if began_at < opens or stopped_at > closes or stopped_at > now:
        raise WrongTimes(
            "That is not around the time that was booked. It can begin five minutes before, and"
            " stop fifteen minutes after."
        )
