"""What a specialist does with their hours."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from matching.models import SpecialistProfile
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.events import publish
from peerhub.weekdays import Weekday
from sessions.availability.events import HoursChanged
from sessions.availability.models import OfferedHours
from sessions.availability.slots import WeeklyHours, overlap


class HoursOverlap(DomainError):
    """Two hours would cover the same minutes."""

    code: ClassVar[str] = "hours_overlap"


@transaction.atomic
def offer_hours(
    profile: SpecialistProfile, weekly: Iterable[WeeklyHours], *, now: datetime
) -> list[OfferedHours]:
    """Offer more hours every week; all of them or none.

    Args:
        profile: whose hours, by its own person.
        weekly: the hours, on the wall clock of the person's zone.
        now: an aware instant.

    Raises:
        HoursOverlap: some cover minutes that are offered already.
    """
    # One tab after the other, or both would find the week as it was.
    SpecialistProfile.objects.select_for_update(no_key=True).get(pk=profile.pk)
    there = [hours.weekly for hours in profile.offered_hours.all()]
    added = []
    for hours in weekly:
        if met := next((other for other in there if overlap(hours, other)), None):
            raise HoursOverlap(
                f"You already offer {Weekday(met.weekday).label} {met.in_words}."
                " Remove those first, or choose a time outside of them."
            )
        there.append(hours)
        added.append(
            OfferedHours.objects.create(
                profile=profile, weekday=hours.weekday, opens=hours.opens, closes=hours.closes
            )
        )
    for row in added:
        record(Verb.HOURS_OFFERED, by=profile.person, on=row)
    publish(HoursChanged(profile_id=profile.pk, at=now))
    return added


@transaction.atomic
def withdraw_hours(hours: OfferedHours, *, now: datetime) -> None:
    """Offer these hours no longer; sessions that are booked stay."""
    record(Verb.HOURS_WITHDRAWN, by=hours.profile.person, on=hours)
    publish(HoursChanged(profile_id=hours.profile_id, at=now))
    hours.delete()
