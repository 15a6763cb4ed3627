"""What a steward sees, what a member has, and what a place is worth."""

from dataclasses import dataclass
from datetime import date, datetime

from peerhub.accounts.models import User
from peerhub.months import month_after
from sessions.organisations.models import (
    Belonging,
    ChangeFigure,
    Cohort,
    FigureMonth,
    FigureRow,
    Organisation,
)
from sessions.organisations.told import TOGETHER, ChangeLine, UseLine

SHOWN = 12  # months


@dataclass(frozen=True)
class Seat:
    """What an organisation pays for one member."""

    organisation: str
    sessions_a_month: int
    key: int  # of the organisation


@dataclass(frozen=True)
class Figures:
    """All that is shown of an organisation, the latest month first."""

    uses: list[UseLine]
    changes: list[ChangeLine]
    until: date | None  # the last month that was counted


def seats_of(member: User, now: datetime) -> list[Seat]:
    """The places that somebody pays for at ``now``: one or none. For what counts free sessions."""
    held = Belonging.objects.filter(
        member=member, left_at=None, joined_at__lte=now, cohort__organisation__ended_at=None
    )
    pays = "cohort__organisation__"
    rows = held.values_list(f"{pays}name", f"{pays}sessions_a_month", "cohort__organisation")
    return [Seat(*row) for row in rows]


def belonging_of(member: User) -> Belonging | None:
    """The place they have."""
    held = Belonging.objects.held().filter(member=member)
    return held.select_related("cohort__organisation").first()


def figures_of(organisation: Organisation) -> Figures:
    """The last twelve months; groups that are hidden stand there too, whoever is in them."""
    months = list(FigureMonth.objects.filter(organisation=organisation).order_by("-month")[:SHOWN])
    cohorts = list(organisation.cohorts.order_by("opens_on", "pk"))
    rows: dict[int, dict[int | None, FigureRow]] = {each.pk: {} for each in months}
    for row in FigureRow.objects.filter(figures__in=months):
        rows[row.figures_id][row.cohort_id] = row
    changes = ChangeFigure.objects.filter(figures__in=months).select_related("figures")
    return Figures(
        uses=[line for each in months for line in _lines(each, cohorts, rows[each.pk])],
        changes=[
            ChangeLine(
                month=each.figures.month,
                instrument=each.instrument,
                people=each.people,
                mean=each.mean,
                low=each.low,
                high=each.high,
            )
            for each in changes.order_by("-figures__month", "pk")
        ],
        until=months[0].month if months else None,
    )


def _lines(
    figures: FigureMonth, cohorts: list[Cohort], rows: dict[int | None, FigureRow]
) -> list[UseLine]:
    """A line for each group that was there in the month, and one for the small ones together."""
    there = [each for each in cohorts if each.opens_on < month_after(figures.month)]
    lines = [_line(figures, each.name, rows.get(each.pk)) for each in there]
    if None in rows:
        lines.append(_line(figures, TOGETHER, rows[None]))
    return lines


def _line(figures: FigureMonth, group: str, row: FigureRow | None) -> UseLine:
    shown = row or FigureRow()  # without a row, nothing is shown
    return UseLine(
        month=figures.month,
        group=group,
        places=shown.places if row else None,
        active=shown.active,
        sessions=shown.sessions,
        hours=shown.hours,
        outside=shown.outside,
    )
