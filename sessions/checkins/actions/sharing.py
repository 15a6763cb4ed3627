"""The member lets a specialist see the numbers of their last check-ins, and takes it back at once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import transaction
from django.db.models import Q

from peerhub.accounts.models import User
from peerhub.accounts.policies import is_specialist
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from peerhub.errors import DomainError
from sessions.bookings.companions import met_by
from sessions.checkins.models import DayCheckIn, DayCheckInShare

LAST, WITHIN = 7, timedelta(weeks=4)


class NotWithThem(DomainError):
    """The member does not meet this person."""

    code: ClassVar[str] = "not_with_them"


@transaction.atomic
def share(person_id: int, *, by: User, now: datetime) -> None:
    """Let one specialist see the last check-ins, without any line of words. Twice changes nothing.

    Raises:
        NotWithThem: the member does not meet them, or not any more.
    """
    User.objects.all_locked(by.pk, person_id)  # or a block could come in between
    if person_id not in {each.person_id for each in met_by(by.pk)}:
        raise NotWithThem("You can share it with somebody you have booked a session with.")
    _, new = DayCheckInShare.objects.get_or_create(
        member=by, person_id=person_id, defaults={"shared_at": now}
    )
    if new:
        record(Verb.CHECK_INS_SHARED, by=by, on=by, to=person_id)


@transaction.atomic
def unshare(person_id: int, *, by: User) -> None:
    """From now on they see none of it. Twice changes nothing."""
    User.objects.locked(by.pk)
    for ended in DayCheckInShare.objects.filter(member=by, person=person_id):
        record(Verb.CHECK_INS_UNSHARED, by=by, on=by, to=person_id)
        ended.delete()


def end_between(by: User, whom: User, now: datetime) -> None:
    """``by`` blocked ``whom``: neither sees check-ins of the other. Both rows are locked."""
    del now
    between = Q(member=by, person=whom) | Q(member=whom, person=by)
    for ended in DayCheckInShare.objects.filter(between).select_related("member"):
        unshare(ended.person_id, by=ended.member)


def shared_with(person: User, members: Sequence[int]) -> frozenset[int]:
    """Which of these members let ``person`` see their check-ins; it looks at none of them."""
    shares = DayCheckInShare.objects.filter(person=person, member__in=members)
    return frozenset(shares.values_list("member_id", flat=True))


@transaction.atomic
def read_shared(member: User, *, by: User, now: datetime) -> Sequence[DayCheckIn]:
    """The last seven of four weeks, for a specialist who may see them; the member finds the look.

    Whoever asks has made sure that the two meet.
    """
    shares = DayCheckInShare.objects.filter(member=member, person=by).select_for_update()
    if not is_specialist(by) or shares.first() is None:
        return ()
    since = (now - WITHIN).astimezone(member.zone).date()
    rows = DayCheckIn.objects.of(member).filter(on__gte=since).with_numbers()
    # Their line is not even read: nobody else is to have it in their hands.
    found = list(rows.defer("sealed_line")[:LAST])
    if found:
        record(Verb.CHECK_INS_READ, by=by, on=member)
        disclose(to=by, about=member.pk, what=What.CHECK_INS, why=Why.SHARED, now=now)
    return found
