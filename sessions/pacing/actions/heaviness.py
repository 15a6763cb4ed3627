"""How heavy things feel before and after: the member says it, takes it back, and shows it or not."""

from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from sessions.bookings.actions import NotYours
from sessions.bookings.models import Booking
from sessions.pacing import policies
from sessions.pacing.actions.cards import NotNow
from sessions.pacing.lighter import HEAVIEST
from sessions.pacing.models import Heaviness
from sessions.pacing.states import Moment


class NotANumber(DomainError):
    """Not between 0 and 10."""

    code: ClassVar[str] = "not_a_number"


@transaction.atomic
def say_heaviness(
    booking: Booking, moment: Moment, value: int, *, by: User, now: datetime
) -> Heaviness:
    """Keep how heavy things feel at this moment; another number replaces it.

    Raises:
        NotYours: not the member.
        NotNow: it is not the time for it.
        NotANumber: not between 0 and 10.
    """
    _must_be_members(booking, by)
    if moment not in policies.moments(booking, now=now):
        raise NotNow(
            "This can be said from a day before until it begins, and for three days after."
        )
    if not 0 <= value <= HEAVIEST:
        raise NotANumber("Please choose a number from 0 to 10.")
    said, _ = Heaviness.objects.update_or_create(booking=booking, defaults={moment.value: value})
    record(Verb.HEAVINESS_KEPT, by=by, on=said, moment=moment.value)
    return said


@transaction.atomic
def take_back(booking: Booking, moment: Moment, *, by: User) -> None:
    """Nothing is left of the number, at any time. Twice changes nothing.

    Raises:
        NotYours: not the member.
    """
    _must_be_members(booking, by)
    said = Heaviness.objects.filter(booking=booking).first()
    if said is None or getattr(said, moment.value) is None:
        return
    setattr(said, moment.value, None)
    record(Verb.HEAVINESS_TAKEN_BACK, by=by, on=said, moment=moment.value)
    if said.before is None and said.after is None:
        said.delete()
    else:
        said.save(update_fields=[moment.value])


@transaction.atomic
def share(booking: Booking, *, by: User, now: datetime) -> None:
    """The specialist of this session may see both numbers. Twice changes nothing.

    Raises:
        NotYours: not the member.
        NotNow: nothing was said.
    """
    _must_be_members(booking, by)
    said = Heaviness.objects.filter(booking=booking).first()
    if said is None:
        raise NotNow("There is nothing to show yet.")
    if said.shared_at is None:
        said.shared_at = now
        said.save(update_fields=["shared_at"])
        record(Verb.HEAVINESS_SHARED, by=by, on=said)


@transaction.atomic
def unshare(booking: Booking, *, by: User) -> None:
    """From now on the specialist does not see them. Twice changes nothing.

    Raises:
        NotYours: not the member.
    """
    _must_be_members(booking, by)
    said = Heaviness.objects.filter(booking=booking, shared_at__isnull=False).first()
    if said is not None:
        said.shared_at = None
        said.save(update_fields=["shared_at"])
        record(Verb.HEAVINESS_UNSHARED, by=by, on=said)


def _must_be_members(booking: Booking, by: User) -> None:
    if not policies.is_member(by, booking):
        raise NotYours("We could not find that session.")
    User.objects.locked(booking.member_id)
    booking.refresh_from_db(fields=["state", "starts_at", "ends_at", "sequence"])
