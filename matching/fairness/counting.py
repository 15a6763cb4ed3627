"""How near, how long and how it went on, counted over members and by what they wished for. Pure.

What members tell us of this kind are wishes: "it would help if they share this with me". Nobody is
asked what they are themselves. So a group is whoever wished for somebody with something.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from matching.fairness.hiding import FEWEST, Cells, few_are_hidden, of_everybody, of_group
from matching.requests.waiting import Wait, median

SOON = timedelta(days=14)  # so long a wait for a first session says nothing yet
SETTLED = timedelta(days=30)  # so long after the first, a second would have been


class Near(StrEnum):
    """The nearest of those who are shown and take somebody new."""

    BOTH = "Where it started, and what it is like now"
    ONE = "One of the two"
    NOBODY = "Neither"


class Course(StrEnum):
    """How far somebody has come, from telling what would help."""

    EARLY = "Too early to say"
    WAITS = "No session yet, 14 days or more"
    ONCE = "One session, 30 days ago or more"
    GOES_ON = "A second session, had or booked"


@dataclass(frozen=True, kw_only=True)
class Counted:
    """One member, without anything that says who; made for one report and never kept."""

    wished: frozenset[str]  # keys of facets
    near: Near
    course: Course
    wait: Wait


@dataclass(frozen=True, kw_only=True)
class Row:
    """Everybody or a group, as it may be shown."""

    label: str
    people: int
    near: Cells[Near]
    course: Cells[Course]
    wait: timedelta | None  # until half have had a first session; None: not yet half, or hidden

    @property
    def left(self) -> tuple[int, int] | None:
        """Of how many a second session could be expected, and how many had none; None: hidden."""
        once, went_on = self.course[Course.ONCE], self.course[Course.GOES_ON]
        return None if once is None or went_on is None else (once + went_on, once)


@dataclass(frozen=True, kw_only=True)
class Report:
    """Everybody first, then the groups that may be shown; and by question those that may not.

    A question without answers: none of its groups may be shown.
    """

    rows: Sequence[Row]
    too_few: Mapping[str, Sequence[str]]


def course_of(told_at: datetime, starts: Sequence[datetime], *, now: datetime) -> Course:
    """Where a member stands.

    Args:
        told_at: when they told what would help.
        starts: of their sessions, had or booked, the first one first.
        now: the moment.
    """
    if not starts and now - told_at >= SOON:
        return Course.WAITS
    if not starts or now - starts[0] < SETTLED:
        return Course.EARLY
    return Course.GOES_ON if len(starts) > 1 else Course.ONCE


def wait_of(told_at: datetime, starts: Sequence[datetime], *, now: datetime) -> Wait:
    """How long they waited for a first session, or have waited until now."""
    has_met = bool(starts) and starts[0] <= now
    until = starts[0] if has_met else now
    return Wait(max(until - told_at, timedelta()), answered=has_met)


def report(
    members: Collection[Counted], groups: Iterable[tuple[str, Sequence[tuple[str, str]]]]
) -> Report:
    """Count ``members``.

    Args:
        members: who is counted.
        groups: each question's label with its answers as (key, label).
    """
    if len(members) < FEWEST:
        return Report(rows=(), too_few={})
    everybody = _row("Everybody who is counted", members)
    rows, too_few = [everybody], {}
    for question, answers in groups:
        of_each = {key: [one for one in members if key in one.wished] for key, _ in answers}
        sizes = {key: len(people) for key, people in of_each.items()}
        hidden = few_are_hidden(sizes, of=len(members))
        rows += [
            _row(f"{question}: {label}", of_each[key], among=everybody)
            for key, label in answers
            if key not in hidden
        ]
        if hidden:
            left_out = [label for key, label in answers if key in hidden]
            too_few[question] = left_out if len(left_out) < len(answers) else []
    return Report(rows=rows, too_few=too_few)


def _row(label: str, members: Collection[Counted], *, among: Row | None = None) -> Row:
    near = {each: sum(one.near == each for one in members) for each in Near}
    course = {each: sum(one.course == each for one in members) for each in Course}
    going = (
        of_group(course, among=among.course, people=among.people) if among else of_everybody(course)
    )
    # It says that about half have met somebody, which can be part of what is hidden.
    known = None not in going.values()
    return Row(
        label=label,
        people=len(members),
        near=of_group(near, among=among.near, people=among.people) if among else of_everybody(near),
        course=going,
        wait=median(one.wait for one in members) if known else None,
    )
