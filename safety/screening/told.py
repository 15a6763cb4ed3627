"""A decision of the second reading in words, for the page of a case. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from safety.detection.exemplars import exemplars, rationales
from safety.screening.models import Decision

CALM = "Everyday talk, nothing of danger."
RETIRED = "These examples are no longer in the file."


@dataclass(frozen=True)
class Near:
    """A group of example sentences of ours: how alike the text is, of 100, and what they are."""

    group: str
    alike: int
    why: str


@dataclass(frozen=True)
class Spoke:
    """A rule that spoke; ``why`` only where reading by meaning found it."""

    rule: str
    why: str


@dataclass(frozen=True)
class Told:
    """One second reading. ``off`` None: from before it was kept."""

    at: datetime
    level: int
    degraded: bool
    spoke: Sequence[Spoke]
    near: Sequence[Near]
    score: float
    odds: float | None
    likeness: float | None
    version: str
    off: Sequence[str] | None


def told(decision: Decision) -> Told:
    """What a person reads of ``decision``."""
    whys = rationales()
    return Told(
        at=decision.at,
        level=decision.level,
        degraded=decision.degraded,
        spoke=[Spoke(rule, whys.get(rule, "")) for rule in decision.rules or ()],
        near=_near(decision),
        score=decision.score,
        odds=decision.odds,
        likeness=decision.likeness,
        version=decision.version,
        off=decision.rules_off,
    )


def _near(decision: Decision) -> list[Near]:
    groups = {group.id: group.why or CALM for group in exemplars().groups}
    return [
        Near(
            group=str(one["group"]),
            alike=round(100 * float(one["similarity"])),
            why=groups.get(str(one["group"]), RETIRED),
        )
        for one in decision.nearest
    ]
