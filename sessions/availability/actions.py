"""What a specialist does with their hours.

Each takes the lock that a booking takes: a session is booked by the hours of before or of after,
never by a mixture.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.audit.record import deed, record, record_all
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.events import publish
from peerhub.weekdays import Weekday
from sessions.availability.events import HoursChanged
from sessions.availability.models import BookingRules, DatedHours, Leave, OfferedHours
from sessions.availability.rules import DAY, HOUR, MINUTE, Rules
from sessions.availability.week import Away, Closed, ExtraHours, WeeklyHours, overlap

MOST_DATES = 200  # of one specialist: a page that can be read, hours that are counted quickly


class HoursOverlap(DomainError):
    """Two hours would cover the same minutes."""

    code: ClassVar[str] = "hours_overlap"


class TooManyDates(DomainError):
    """A specialist keeps more single dates than a page holds."""

    code: ClassVar[str] = "too_many_dates"


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
    User.objects.locked(profile.person_id)
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
            OfferedHours(
                profile=profile, weekday=hours.weekday, opens=hours.opens, closes=hours.closes
            )
        )
    OfferedHours.objects.bulk_create(added)
    record_all([deed(Verb.HOURS_OFFERED, by=profile.person, on=row) for row in added])
    publish(HoursChanged(profile_id=profile.pk, at=now))
    return added


@transaction.atomic
def withdraw_hours(hours: OfferedHours, *, now: datetime) -> None:
    """Offer these hours no longer; sessions that are booked stay."""
    _withdraw(hours, Verb.HOURS_WITHDRAWN, now)


@transaction.atomic
def change_date(
    profile: SpecialistProfile, different: ExtraHours | Closed, *, now: datetime
) -> DatedHours:
    """Offer more on one date, or nothing on it or a part of it. The same again changes nothing.

    Sessions that are booked stay; the page shows them.

    Raises:
        TooManyDates: there are as many as a page holds.
    """
    User.objects.locked(profile.person_id)
    if isinstance(different, Closed):
        kind, (opens, closes) = DatedHours.Kind.CLOSED, different.hours or (None, None)
    else:
        kind, (opens, closes) = DatedHours.Kind.EXTRA, (different.opens, different.closes)
    row, is_new = DatedHours.objects.get_or_create(
        profile=profile, kind=kind, on=different.on, opens=opens, closes=closes
    )
    if is_new:
        _keep_date(row, profile, Verb.DATE_CHANGED, now)
    return row


@transaction.atomic
def take_date_back(row: DatedHours, *, now: datetime) -> None:
    """Let the date be like its weekday again; sessions that are booked stay."""
    _withdraw(row, Verb.DATE_TAKEN_BACK, now)


@transaction.atomic
def take_leave(profile: SpecialistProfile, away: Away, *, now: datetime) -> Leave:
    """Offer nothing on these days. It cancels no session: the specialist decides about each.

    The same again changes nothing.

    Raises:
        TooManyDates: there are as many as a page holds.
    """
    User.objects.locked(profile.person_id)
    row, is_new = Leave.objects.get_or_create(
        profile=profile, first_on=away.first_on, last_on=away.last_on
    )
    if is_new:
        _keep_date(row, profile, Verb.LEAVE_TAKEN, now)
    return row


@transaction.atomic
def end_leave(leave: Leave, *, now: datetime) -> None:
    """Be there after all."""
    _withdraw(leave, Verb.LEAVE_TAKEN_BACK, now)


@transaction.atomic
def keep_rules(profile: SpecialistProfile, rules: Rules, *, now: datetime) -> BookingRules:
    """Be booked by these rules from now on; sessions that are booked stay.

    The database refuses rules outside of the platform's bounds.
    """
    User.objects.locked(profile.person_id)
    row, _ = BookingRules.objects.update_or_create(
        profile=profile,
        defaults={
            "notice_hours": rules.notice // HOUR,
            "horizon_days": rules.horizon // DAY,
            "before_minutes": rules.before // MINUTE,
            "after_minutes": rules.after // MINUTE,
            "step_minutes": rules.step // MINUTE,
            "per_day": rules.per_day,
            "per_week": rules.per_week,
            "length_minutes": [length // MINUTE for length in rules.lengths],
        },
    )
    record(Verb.BOOKING_RULES_KEPT, by=profile.person, on=row)
    publish(HoursChanged(profile_id=profile.pk, at=now))
    return row


def _withdraw(row: OfferedHours | DatedHours | Leave, verb: Verb, now: datetime) -> None:
    person = User.objects.locked(row.profile.person_id)
    deleted, _ = type(row).objects.filter(pk=row.pk).delete()
    if deleted:  # and no other tab was quicker
        record(verb, by=person, on=row)
        publish(HoursChanged(profile_id=row.profile_id, at=now))


def _keep_date(
    row: DatedHours | Leave, profile: SpecialistProfile, verb: Verb, now: datetime
) -> None:
    if profile.dated_hours.count() + profile.leaves.count() > MOST_DATES:
        raise TooManyDates("That is more dates than we can keep. Please remove some old ones.")
    record(verb, by=profile.person, on=row)
    publish(HoursChanged(profile_id=profile.pk, at=now))
