"""Months that are over become statements, which stay as they are."""

from collections import defaultdict
from datetime import date, datetime

from django.db import transaction

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.months import month_after, month_of
from sessions.earnings.models import Earning, Statement
from sessions.earnings.states import is_over


def close_due(*, now: datetime) -> int:
    """Close every month that is over; returns how many. Twice finds nothing."""
    waiting = Earning.objects.open().values("specialist")
    people = SpecialistProfile.objects.filter(pk__in=waiting).select_related("person")
    return sum(len(close(profile, now=now)) for profile in people.order_by("pk"))


@transaction.atomic
def close(profile: SpecialistProfile, *, now: datetime) -> list[Statement]:
    """Close the months of one specialist that are over and have lines.

    A line belongs to the month in which it was written. One that was written so late in a month that
    its statement was there already comes into the next one: every line stands in one, and once.
    """
    User.objects.locked(profile.person_id)
    zone = profile.person.zone
    closed = set(Statement.objects.filter(specialist=profile).values_list("month", flat=True))
    by_month: defaultdict[date, list[Earning]] = defaultdict(list)
    for line in Earning.objects.of(profile).open():
        month = month_of(line.at, zone)
        while month in closed:
            month = month_after(month)
        by_month[month].append(line)
    return [
        _close(profile, month, by_month[month], now=now)
        for month in sorted(by_month)
        if is_over(month, zone, now=now)
    ]


def _close(
    profile: SpecialistProfile, month: date, lines: list[Earning], *, now: datetime
) -> Statement:
    made = Statement.objects.create(
        specialist=profile, month=month, cents=sum(line.cents for line in lines), closed_at=now
    )
    Earning.objects.filter(pk__in=[line.pk for line in lines]).update(statement=made)
    record(Verb.STATEMENT_CLOSED, by=None, on=made)
    return made
