"""A specialist opens the page of somebody they meet: what that person lets them know, and a line for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.db import transaction

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from peerhub.errors import DomainError
from safety.plans.policies import plans_for
from sessions.bookings.companions import meet
from sessions.bookings.models import Booking
from sessions.checkins import actions as check_ins
from sessions.checkins.models import DayCheckIn
from sessions.notes.models import Promise, SessionNote
from sessions.wellness import actions as my_plan
from sessions.wellness.reading import Shared

SESSIONS = 26  # of the past


class NotMet(DomainError):
    """The two do not meet, or not any more."""

    code: ClassVar[str] = "not_met"
    status: ClassVar[int] = 404


@dataclass(frozen=True)
class MemberPage:
    """All that the page shows. What a member told us for matching is no part of it: nobody sees that."""

    coming: list[Booking]
    past: list[Booking]
    notes: dict[int, SessionNote]  # by the key of the booking
    open: list[Promise]
    settled: list[Promise]
    plan: UUID | None
    check_ins: Sequence[DayCheckIn]  # the last ones, if they are shared
    shared: Shared  # goals with their open steps, and what helps, each as the member ticked it


def must_meet(
    profile: SpecialistProfile | None, member_id: int, *, now: datetime
) -> SpecialistProfile:
    """Stop whoever does not meet this member at this moment.

    Raises:
        NotMet: no session is booked or was within four weeks, or one of the two blocked the other.
    """
    if profile is None or not meet(profile, member_id, now=now):
        raise NotMet("We could not find that person.")
    return profile


@transaction.atomic
def open_page(
    profile: SpecialistProfile | None, member: User, *, by: User, now: datetime
) -> MemberPage:
    """What a member shares with their specialist; the look is written down, and the member reads it.

    Raises:
        NotMet: the two do not meet, or not any more.
    """
    profile = must_meet(profile, member.pk, now=now)
    record(Verb.MEMBER_PAGE_OPENED, by=by, on=profile, member=member.pk)
    disclose(to=by, about=member.pk, what=What.MEMBER_PAGE, why=Why.MEETS, now=now)
    both = Booking.objects.filter(specialist=profile, member=member).with_people()
    past = list(both.settled().past(now=now)[:SESSIONS])
    notes = SessionNote.objects.filter(booking__in=past).whole()
    promised = Promise.objects.filter(specialist=profile, member=member)
    plan = plans_for(by).filter(member=member).first()
    return MemberPage(
        coming=list(both.coming(now=now)),
        past=past,
        notes={each.booking_id: each for each in notes},
        open=list(promised.open()),
        settled=list(promised.settled()[:SESSIONS]),
        plan=plan.public_id if plan else None,
        check_ins=check_ins.read_shared(member, by=by, now=now),
        shared=my_plan.read_shared(member, by=by, now=now),
    )
