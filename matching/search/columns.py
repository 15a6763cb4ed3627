"""Everybody who is shown, as columns: who fits, how many that are, and in which order. Pure.

It says the same as ``ranking``, which is the rule, for very many people at once: a column holds one
thing of everybody, and a place in it is a person. Places are in the order of slugs.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from matching.search.query import SearchQuery, Sort
from matching.search.ranking import (
    FURTHER_ROOT,
    FURTHER_STRUGGLE,
    SOON_MEANS,
    Candidate,
    Musts,
    Wishes,
)
from matching.search.when import When, Window, windows
from matching.wishes import by_question

KINDS = {
    "root": "roots",
    "struggle": "struggles",
    "way": "ways",
    "language": "languages",
    "facet": "facets",
}
ALL = tuple(KINDS.values())
NEVER = np.inf
ROOTED = 1_000_000  # more than any score: a shared root comes first
NAME = 3  # signs from which a beginning may be a name
FEW = 256  # people that are put in order without choosing the best of them first

NOTHING_TOLD = Wishes()

Places = Any  # an array of places
Mask = Any  # an array of booleans, one for each place


class Shown(NamedTuple):
    """One specialist as the list shows them."""

    profile: int
    story: int
    person: int
    slug: str
    name: str
    headline: str
    roots: Sequence[str]
    struggles: Sequence[str]
    facets: Sequence[str]
    ways: Sequence[str]
    languages: Sequence[str]
    next_open_slot_at: datetime | None
    free_soon: Sequence[datetime]  # the free times of the coming two days
    published_at: datetime | None
    takes_new_from: datetime | None  # until then nobody new
    is_full: bool
    price_cents: int | None  # of 30 minutes; None asks nothing

    def without_times(self) -> "Shown":
        """The same, but for what changes with the calendar."""
        return self._replace(
            next_open_slot_at=None, free_soon=(), takes_new_from=None, is_full=False
        )

    def takes_new(self, *, now: datetime) -> bool:
        """Whether they are suggested to people whom they do not know yet."""
        return not self.is_full and (self.takes_new_from is None or self.takes_new_from <= now)

    def candidate(self, *, relevance: float = 0) -> Candidate:
        """The same, as the rule sees them."""
        return Candidate(
            slug=self.slug,
            **{name: frozenset(getattr(self, name)) for name in ALL},
            next_open_slot_at=self.next_open_slot_at,
            published_at=self.published_at,
            relevance=relevance,
        )


class Columns:
    """``rows`` in the order of their slugs."""

    def __init__(self, rows: Iterable[Shown], *, like: "Columns | None" = None) -> None:
        """``like``: columns of the same people, of whom only times have changed."""
        # Who has a value in a column, by both.
        self.holding: Mapping[tuple[str, str], Places]
        self.rows = sorted(rows, key=lambda row: row.slug) if like is None else list(rows)
        self.holding = self._held() if like is None else like.holding

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def slots(self) -> Any:
        """When each is free next, in seconds."""
        return np.array([_seconds(row.next_open_slot_at) for row in self.rows], float)

    @cached_property
    def soon(self) -> tuple[Any, Places]:
        """The free times of the coming days in seconds, in order, and whose each is."""
        told = [(place, at) for place, row in enumerate(self.rows) for at in row.free_soon]
        times = np.array([at.timestamp() for _, at in told], float)
        order = np.argsort(times)
        return times[order], np.array([place for place, _ in told], np.int32)[order]

    @cached_property
    def published(self) -> Any:
        """Since when each is shown."""
        return np.array([_seconds(row.published_at) for row in self.rows], float)

    @cached_property
    def opens(self) -> Any:
        """From when on each takes somebody new."""
        return np.array(
            [
                NEVER if row.is_full else _seconds(row.takes_new_from, none=-NEVER)
                for row in self.rows
            ],
            float,
        )

    def having(self, name: str, values: Iterable[str]) -> Mask:
        """Who has any of ``values`` in the column ``name``."""
        mask = np.zeros(len(self), bool)
        for value in values:
            mask[self._places(name, value)] = True
        return mask

    def without(self, people: Collection[int]) -> Mask:
        """Everybody but the specialists with these accounts."""
        mask = np.ones(len(self), bool)
        if people:
            mask[[place for place, row in enumerate(self.rows) if row.person in people]] = False
        return mask

    def taking_new(self, now: datetime) -> Mask:
        """Who takes somebody new."""
        return self.opens <= now.timestamp()

    def named(self, words: str) -> Mask:
        """Whose whole name stands in ``words``, or begins with them."""
        said = words.casefold()
        names = (row.name.casefold() for row in self.rows)
        told = (name in said or (len(said) >= NAME and name.startswith(said)) for name in names)
        return np.fromiter(told, bool, len(self))

    def passed(self, now: datetime) -> int:
        """How many of the free times have passed: an order by them holds until one more has."""
        return int(np.count_nonzero(self.slots <= now.timestamp()))

    def opened(self, now: datetime) -> int:
        """How many take somebody new; it grows with time alone."""
        return int(np.count_nonzero(self.taking_new(now)))

    def meeting(self, musts: Musts) -> Mask:
        """Who meets ``musts``."""
        mask = np.ones(len(self), bool)
        if musts.ways:
            mask &= self.having("ways", musts.ways)
        if musts.languages:
            mask &= self.having("languages", musts.languages)
        for facets in by_question(musts.facets).values():
            mask &= self.having("facets", facets)
        return mask

    def chosen(self, query: SearchQuery, *, now: datetime, but: str = "") -> Mask:
        """Who fits what was chosen of each kind; of the kind or question ``but`` anything is right.

        ``now`` is on the reader's clock, which says what "this evening" is.
        """
        mask = np.ones(len(self), bool)
        for question, name, values in _asked(query):
            if question != but:
                mask &= self.having(name, values)
        if query.when and but != "when":
            mask &= self._free_when(query.when, now)
        return mask

    def free_in(self, window: Window) -> Mask:
        """Who has a free time within ``window``."""
        times, whose = self.soon
        first, last = np.searchsorted(times, [each.timestamp() for each in window])
        mask = np.zeros(len(self), bool)
        mask[whose[first:last]] = True
        return mask

    def clock(self, now: datetime) -> tuple[object, ...]:
        """The same as long as ``free_in`` says the same of today, this evening and tomorrow."""
        times, _ = self.soon
        return int(np.searchsorted(times, now.timestamp())), now.date(), str(now.tzinfo)

    def counts(self, kind: str, among: Mask) -> dict[str, int]:
        """How many of ``among`` have each value of a kind that anybody has."""
        name = KINDS[kind]
        return {
            value: int(np.count_nonzero(among[places]))
            for (column, value), places in self.holding.items()
            if column == name
        }

    def number(self, name: str, values: Iterable[str]) -> Any:
        """How many of ``values`` each has in the column ``name``."""
        number = np.zeros(len(self), np.int32)
        for value in values:
            number[self._places(name, value)] += 1
        return number

    def scores(self, wishes: Wishes, *, now: datetime) -> tuple[Any, Any]:
        """Points of each, as ``ranking.Shared.score``; and whether a root is shared."""
        weights = wishes.weights
        roots = self.number("roots", wishes.roots)
        struggles = self.number("struggles", wishes.struggles)
        score = np.where(roots > 0, weights.root + FURTHER_ROOT * (roots - 1), 0)
        score += np.where(struggles > 0, weights.struggle + FURTHER_STRUGGLE * (struggles - 1), 0)
        score += weights.facet * self.having("facets", wishes.facets)
        if wishes.ways or wishes.languages:
            way = self.having("ways", wishes.ways) if wishes.ways else True
            language = self.having("languages", wishes.languages) if wishes.languages else True
            score += weights.meeting * np.logical_and(way, language)
        if wishes.soon:
            score += weights.soon * (self._free(now) <= (now + SOON_MEANS).timestamp())
        return score, roots > 0

    def ordered(
        self,
        among: Mask,
        *,
        wishes: Wishes = NOTHING_TOLD,
        sort: Sort = Sort.CLOSEST,
        relevance: Any | None = None,
        most: int,
        now: datetime,
    ) -> list[int]:
        """The first ``most`` places of ``among``, as ``ranking`` orders people."""
        places = np.flatnonzero(among)
        if sort is Sort.NEW:
            keys = [-self.published]
        elif sort is Sort.SOONEST:
            keys = [self._free(now)]
        else:
            score, rooted = self.scores(wishes, now=now)
            fits = np.zeros(len(self)) if relevance is None else relevance
            keys = [-(score + ROOTED * rooted), -fits, self._free(now)]
        if len(places) > max(FEW, most):
            first = keys[0][places]
            places = places[first <= np.partition(first, most - 1)[most - 1]]
        by = np.lexsort([key[places] for key in reversed(keys)])
        return [int(place) for place in places[by][:most]]

    def _free_when(self, when: Iterable[str], now: datetime) -> Mask:
        known, mask = windows(now), np.zeros(len(self), bool)
        for value in when:
            mask |= self.free_in(known[When(value)])
        return mask

    def _free(self, now: datetime) -> Any:
        """As ``slots``; a time that has passed is none."""
        return np.where(self.slots > now.timestamp(), self.slots, NEVER)

    def _places(self, name: str, value: str) -> Places:
        return self.holding.get((name, value), _NOBODY)

    def _held(self) -> Mapping[tuple[str, str], Places]:
        places: dict[tuple[str, str], list[int]] = {}
        for place, row in enumerate(self.rows):
            for name in ALL:
                for value in set(getattr(row, name)):
                    places.setdefault((name, value), []).append(place)
        return {key: np.array(each, np.int32) for key, each in places.items()}


def _asked(query: SearchQuery) -> Iterable[tuple[str, str, Iterable[str]]]:
    """What was chosen of each kind with a column: the question, the column, and the answers."""
    for kind in ("root", "struggle", "way", "language"):
        if values := query.chosen(kind):
            yield kind, KINDS[kind], values
    for question, keys in by_question(query.facet).items():
        yield question, KINDS["facet"], keys


_NOBODY = np.zeros(0, np.int32)


def _seconds(at: datetime | None, *, none: float = NEVER) -> float:
    return none if at is None else at.timestamp()
