"""Months are shown once they are over and settled, and stay as they were shown.

A look today and one tomorrow are the same, so nothing can be read from what changed between them.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import islice

from django.db import transaction

from matching.fairness.hiding import FEWEST
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.months import instants
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState
from sessions.measures import reading as measures
from sessions.organisations import change, hiding, months
from sessions.organisations.change import Change
from sessions.organisations.hiding import Met, Row, Use
from sessions.organisations.models import (
    Belonging,
    ChangeCounted,
    ChangeFigure,
    FigureMonth,
    FigureRow,
    Organisation,
)
from sessions.organisations.told import INSTRUMENTS


def freeze_due(*, now: datetime) -> int:
    """Freeze every month that is over; returns how many. Twice finds nothing."""
    done = 0
    for organisation in Organisation.objects.filter(ended_at=None).order_by("pk"):
        shown = set(organisation.months.values_list("month", flat=True))
        over = months.closed(organisation.made_at, organisation.zone, now=now)
        for month in islice((each for each in over if each not in shown), months.MOST):
            freeze(organisation, month, now=now)
            done += 1
    return done


@transaction.atomic
def freeze(organisation: Organisation, month: date, *, now: datetime) -> FigureMonth:
    """Count a month that is over; where it was counted, it stays as it is."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if found := FigureMonth.objects.filter(organisation=organisation, month=month).first():
        return found
    _, until = instants(month, organisation.zone)
    held = Belonging.objects.held().filter(
        cohort__organisation=organisation, joined_at__lt=until, member__is_active=True
    )
    belongings = list(held)
    rows = hiding.month_of(_uses(organisation, belongings, month))
    figures = keep(organisation, month, rows, now=now)
    for instrument in INSTRUMENTS:
        _count_change(figures, instrument, belongings, until=until)
    return figures


def keep(
    organisation: Organisation, month: date, rows: Iterable[Row], *, now: datetime
) -> FigureMonth:
    """Write down what is shown of a month, and nothing else."""
    figures = FigureMonth.objects.create(organisation=organisation, month=month, frozen_at=now)
    FigureRow.objects.bulk_create(
        FigureRow(
            figures=figures,
            cohort_id=row.cohort,
            places=row.places,
            active=row.active,
            sessions=row.sessions,
            hours=row.hours,
            outside=row.outside,
        )
        for row in rows
    )
    record(Verb.FIGURES_FROZEN, by=None, on=figures)
    return figures


def keep_change(figures: FigureMonth, instrument: str, found: Change) -> ChangeFigure:
    """Write down how much answers changed."""
    return ChangeFigure.objects.create(
        figures=figures,
        instrument=instrument,
        people=found.people,
        mean=found.interval.mean,
        low=found.interval.low,
        high=found.interval.high,
    )


def _uses(organisation: Organisation, belongings: Sequence[Belonging], month: date) -> list[Use]:
    """Everybody who ever used their place, and their sessions of the month.

    Who never had a session is not counted: else accounts that nobody lives in would fill a group
    up to eleven, one more each month, until it shows that there is somebody beside them.
    """
    since, until = instants(month, organisation.zone)
    joined = {each.member_id: each.joined_at for each in belongings}
    held = Booking.objects.filter(member__in=joined, state=BookingState.HELD, starts_at__lt=until)
    met: dict[int, list[Met]] = {}
    for member_id, begins, ends in held.values_list("member_id", "starts_at", "ends_at"):
        if begins < joined[member_id]:
            continue
        of_month = met.setdefault(member_id, [])
        if begins >= since:
            outside = hiding.is_outside(
                begins, zone=organisation.zone, opens=organisation.opens, closes=organisation.closes
            )
            of_month.append(Met(minutes=(ends - begins).seconds // 60, outside=outside))
    return [
        Use(cohort=each.cohort_id, sessions=met[each.member_id])
        for each in belongings
        if each.member_id in met
    ]


def _count_change(
    figures: FigureMonth, instrument: str, belongings: Sequence[Belonging], *, until: datetime
) -> None:
    """Show how answers changed, once eleven people who were never counted are there."""
    since = {each.member_id: each.measures_since for each in belongings if each.measures_since}
    if len(since) < FEWEST:
        return
    found = _differences(instrument, since, until=until)
    counted = ChangeCounted.objects.filter(instrument=instrument, member__in=found)
    told = change.next_figure(found, set(counted.values_list("member_id", flat=True)))
    if told is None:
        return
    shown = keep_change(figures, instrument, told[0])
    ChangeCounted.objects.bulk_create(
        ChangeCounted(figure=shown, member_id=member_id, instrument=instrument)
        for member_id in told[1]
    )


def _differences(
    instrument: str, since: Mapping[int, datetime], *, until: datetime
) -> dict[int, int]:
    """First to last of everybody who said yes and has met somebody since.

    Whoever makes accounts of their own to be the ten others in a figure has to sit in sessions.
    """
    held = Booking.objects.filter(member__in=since, state=BookingState.HELD, starts_at__lt=until)
    rows = held.values_list("member_id", "starts_at")
    met = {member for member, at in rows if at >= since[member]}
    found = {}
    totals = measures.totals_of(met, instrument, min(since.values()), until)
    for member_id, of_one in totals.items():
        mine = [each for each in of_one if each[0] >= since[member_id]]
        if (difference := change.difference(mine)) is not None:
            found[member_id] = difference
    return found
