"""In which order people are shown to a member, and what they share. Pure and deterministic.

What happened counts before what it is like now: two people who drink for different reasons need
different company. Whoever shares a root therefore stands before everybody who shares none.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from matching.wishes import Musts as Musts

# What each further shared topic adds, small enough that it only orders people who tie.
FURTHER_ROOT = 3
FURTHER_STRUGGLE = 2
SOON_MEANS = timedelta(hours=48)
NO_MUSTS = Musts()
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Weights:
    """Points for what two people share; a member may move them. A shared root stays first."""

    root: int = 40
    struggle: int = 25
    facet: int = 15
    meeting: int = 10  # ways to meet and language
    soon: int = 10


MORE = 3  # times the points: enough that any of them can outweigh each of the others


def counting_more(names: Iterable[str]) -> Weights:
    """The weights of a member for whom these count more."""
    usual = Weights()
    return replace(usual, **{name: MORE * getattr(usual, name) for name in names})


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What a member told us, by topic code, facet key, way and language code; all optional."""

    roots: frozenset[str] = frozenset()
    struggles: frozenset[str] = frozenset()
    facets: frozenset[str] = frozenset()
    ways: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    soon: bool = False
    musts: Musts = NO_MUSTS
    weights: Weights = Weights()


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """What a specialist shows; ``relevance`` says how well their words fit a search, 0 and up."""

    slug: str
    roots: frozenset[str] = frozenset()
    struggles: frozenset[str] = frozenset()
    facets: frozenset[str] = frozenset()
    ways: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    next_open_slot_at: datetime | None = None
    published_at: datetime | None = None
    relevance: float = 0


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What a member and a specialist have in common."""

    roots: frozenset[str]
    struggles: frozenset[str]
    facets: frozenset[str]
    meeting: bool
    soon: bool
    weights: Weights = Weights()

    @property
    def score(self) -> int:
        """Points: 40 for a shared root, 25 for a struggle, 15, 10 and 10 for the rest, unless moved."""
        weights = self.weights
        return (
            _points(self.roots, first=weights.root, further=FURTHER_ROOT)
            + _points(self.struggles, first=weights.struggle, further=FURTHER_STRUGGLE)
            + _points(self.facets, first=weights.facet, further=0)
            + weights.meeting * self.meeting
            + weights.soon * self.soon
        )


def shared(wishes: Wishes, candidate: Candidate, *, now: datetime) -> Shared:
    """Compare what was told with what is shown."""
    return Shared(
        roots=wishes.roots & candidate.roots,
        struggles=wishes.struggles & candidate.struggles,
        facets=wishes.facets & candidate.facets,
        meeting=_can_meet(wishes, candidate),
        soon=wishes.soon and _slot(candidate, now) <= now + SOON_MEANS,
        weights=wishes.weights,
    )


def closest(wishes: Wishes, candidates: Iterable[Candidate], *, now: datetime) -> list[Candidate]:
    """Those who share a root first, then by score; ties by words, soonest slot, then slug.

    Whoever does not meet the musts is left out.
    """

    def place(candidate: Candidate) -> tuple[bool, int, float, datetime, str]:
        common = shared(wishes, candidate, now=now)
        return (
            not common.roots,
            -common.score,
            -candidate.relevance,
            _slot(candidate, now),
            candidate.slug,
        )

    return sorted(filter(wishes.musts.are_met_by, candidates), key=place)


def soonest(candidates: Iterable[Candidate], *, now: datetime) -> list[Candidate]:
    """The next free time first; those without one last."""
    return sorted(candidates, key=lambda one: (_slot(one, now), one.slug))


def newest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Who came last first."""
    by_slug = sorted(candidates, key=lambda one: one.slug)
    return sorted(by_slug, key=lambda one: one.published_at or NEVER, reverse=True)


def _points(common: frozenset[str], *, first: int, further: int) -> int:
    return first + further * (len(common) - 1) if common else 0


def _can_meet(wishes: Wishes, candidate: Candidate) -> bool:
    """Whether a wished way and a wished language are there; nothing wished earns nothing."""
    if not (wishes.ways or wishes.languages):
        return False
    way = not wishes.ways or bool(wishes.ways & candidate.ways)
    language = not wishes.languages or bool(wishes.languages & candidate.languages)
    return way and language


def _slot(candidate: Candidate, now: datetime) -> datetime:
    """The next free time; a time that has passed is none."""
    at = candidate.next_open_slot_at
    return at if at is not None and at > now else NEVER
