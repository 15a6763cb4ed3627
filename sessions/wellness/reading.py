"""What a plan says: to its member, to whom they share a thing of it, and to others they allow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from sessions.wellness.models import PlanItem, PlanItemShare
from sessions.wellness.states import HELPS, Kind, State

if TYPE_CHECKING:
    from peerhub.accounts.models import User


@dataclass(frozen=True)
class Said:
    """One thing with its words, open.

    ``shared_with`` names who else reads it; it is the member's to know, and empty for others.
    """

    item: PlanItem
    words: str
    shared_with: Sequence[str] = ()


@dataclass(frozen=True)
class GoalSaid(Said):
    """A goal with its steps, the oldest first."""

    steps: Sequence[Said] = ()

    @property
    def open_steps(self) -> Sequence[Said]:
        """Those that are neither done nor for another time."""
        return [each for each in self.steps if each.item.state == State.OPEN]


@dataclass(frozen=True)
class Part:
    """One heading with what stands under it."""

    kind: Kind
    said: Sequence[Said]

    @property
    def standing(self) -> Sequence[Said]:
        """Not let go."""
        return [each for each in self.said if each.item.state != State.LET_GO]

    @property
    def let_go(self) -> Sequence[Said]:
        """What the member let go, and can bring back."""
        return [each for each in self.said if each.item.state == State.LET_GO]


@dataclass(frozen=True)
class Plan:
    """All of it as its member sees it."""

    goals: Sequence[GoalSaid]
    helps: Sequence[Part]

    @property
    def now(self) -> Sequence[GoalSaid]:
        """Goals that they work towards."""
        return [each for each in self.goals if each.item.state == State.OPEN]

    @property
    def others(self) -> Sequence[GoalSaid]:
        """Goals that rest, are reached, or are let go."""
        return [each for each in self.goals if each.item.state != State.OPEN]

    @property
    def is_begun(self) -> bool:
        """Whether anything is written."""
        return bool(self.goals) or any(part.said for part in self.helps)


@dataclass(frozen=True)
class Shared:
    """What a member lets one specialist read, and nothing else: neither the past nor what was let go."""

    goals: Sequence[GoalSaid] = field(default_factory=tuple)
    helps: Sequence[Part] = field(default_factory=tuple)

    @property
    def is_anything(self) -> bool:
        """Whether there is something to read."""
        return bool(self.goals) or bool(self.helps)


def plan_of(member: User) -> Plan:
    """All of a member's own plan, in two queries."""
    names: dict[int, list[str]] = {}
    shares = PlanItemShare.objects.filter(item__member=member).select_related("person")
    for each in shares.order_by("person__handle"):
        names.setdefault(each.item_id, []).append(each.person.handle)
    items = list(PlanItem.objects.of(member))
    return Plan(_goals(items, names), _parts(items, names))


def goals_of(member: User) -> Sequence[GoalSaid]:
    """A member's goals with all their steps, except what they let go. It asks nobody's leave."""
    return _goals(list(PlanItem.objects.of(member).standing()), {})


def helps_of(member: User) -> Sequence[Part]:
    """What helps, what they notice and what holds them, except what they let go; likewise."""
    return [each for each in _parts(PlanItem.objects.of(member).standing(), {}) if each.said]


def shared_by(member: User, *, to: User) -> Shared:
    """What ``to`` may read: things shared with them; of steps, those that are open."""
    items = [
        each
        for each in PlanItem.objects.of(member).shared_with(to)
        if each.kind != Kind.STEP or each.state == State.OPEN
    ]
    return Shared(_goals(items, {}), [each for each in _parts(items, {}) if each.said])


def goal_lines(member: User, now: datetime) -> Sequence[str]:
    """For whoever the member ticked goals for: their words, and where each stands."""
    del now
    return [_line(each) for each in goals_of(member)]


def help_lines(member: User, now: datetime) -> Sequence[str]:
    """The same for what helped them; neither what they notice nor whom they turn to."""
    del now
    parts = [each for each in helps_of(member) if each.kind == Kind.HELPED]
    return [_line(each) for part in parts for each in part.said]


def _goals(items: Sequence[PlanItem], names: Mapping[int, Sequence[str]]) -> list[GoalSaid]:
    steps: dict[int | None, list[Said]] = {}
    for each in items:
        if each.kind == Kind.STEP:
            steps.setdefault(each.goal_id, []).append(_said(each, names))
    return [
        GoalSaid(each, each.words, names.get(each.pk, ()), steps.get(each.pk, ()))
        for each in items
        if each.kind == Kind.GOAL
    ]


def _parts(items: Iterable[PlanItem], names: Mapping[int, Sequence[str]]) -> list[Part]:
    by_kind: dict[str, list[Said]] = {}
    for each in items:
        if each.kind in HELPS:
            by_kind.setdefault(each.kind, []).append(_said(each, names))
    return [Part(kind, by_kind.get(kind, ())) for kind in HELPS]


def _said(item: PlanItem, names: Mapping[int, Sequence[str]]) -> Said:
    return Said(item, item.words, names.get(item.pk, ()))


def _line(said: Said) -> str:
    return f"{said.words} ({said.item.stands.lower()})" if said.item.stands else said.words
