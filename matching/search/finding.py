"""From a query to the page of people: who, in which order, why, and how the list could be narrowed.

The number of queries is the same for one person and for many.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from matching.heaviness import is_heavy
from matching.peers.facets import LANGUAGES
from matching.peers.models import SpecialistProfile, Way
from matching.search import ranking
from matching.search.covers import Cover, covers_for
from matching.search.pool import VALUES, Pool, gather
from matching.search.query import CHOICES, SearchQuery, Sort
from matching.search.ranking import Candidate, Wishes
from matching.search.reasons import in_words, wishes_of
from peerhub.accounts.models import User


@dataclass(frozen=True, kw_only=True)
class Card:
    """One specialist on the list."""

    profile: SpecialistProfile
    roots: list[str]
    struggles: list[str]
    reasons: list[str]
    next_open_slot_at: datetime | None
    cover: Cover | None  # what its reader chose not to meet


@dataclass(frozen=True, kw_only=True)
class Option:
    """One choice that narrows the list, and how many would be left."""

    value: str
    label: str
    count: int
    chosen: bool
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class Narrowing:
    """One kind of choice with its options."""

    kind: str
    options: list[Option]

    @property
    def chosen(self) -> list[Option]:
        """The options that are chosen."""
        return [option for option in self.options if option.chosen]

    @property
    def groups(self) -> list[tuple[str, list[Option]]]:
        """The options that are not chosen, by group."""
        groups: dict[str, list[Option]] = {}
        for option in self.options:
            if not option.chosen:
                groups.setdefault(option.group, []).append(option)
        return list(groups.items())


@dataclass(frozen=True, kw_only=True)
class Loosening:
    """One thing asked for, the address of the list without it, and how many would fit then."""

    label: str
    address: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Found:
    """All that the page says."""

    query: SearchQuery
    cards: list[Card]
    total: int
    everybody: int
    left_out: int  # who would be there without the member's musts
    narrowings: dict[str, Narrowing]
    asked: list[Loosening]
    meant: list[str]
    is_heavy: bool
    knows_wishes: bool

    @property
    def more(self) -> str:
        """The address that shows more people; empty at the end of the list."""
        page = self.query.page
        return self.query.turned(page + 1).address() if self.total > self.query.shown else ""


def find(
    query: SearchQuery, *, member: User | None, now: datetime, vector: Any | None = None
) -> Found:
    """Answer ``query`` for ``member``, or for a visitor when None.

    ``vector``: what the query's words mean, if somebody could say.
    """
    told = wishes_of(member) if member is not None else None
    wishes, own_labels = told if told is not None else (Wishes(), {})
    everybody = gather(query, vector=vector)
    pool = everybody.narrowed(wishes.musts)
    matching = pool.matching(query)
    shown = _ordered(query.sort, wishes, matching, now)[: query.shown]
    covers = covers_for(member, [pool.stories[one.slug].pk for one in shown], now=now)
    return Found(
        query=query,
        cards=[
            _card(one, pool, wishes, own_labels, now, covers.get(pool.stories[one.slug].pk))
            for one in shown
        ],
        total=len(matching),
        everybody=len(pool.candidates),
        left_out=len(everybody.candidates) - len(pool.candidates),
        narrowings={kind: _narrowing(kind, query, pool) for kind in CHOICES},
        asked=_asked(query, pool),
        meant=[topic.label for topic in pool.meant],
        is_heavy=is_heavy(query.q, pool.meant),
        knows_wishes=told is not None,
    )


def _ordered(
    sort: Sort, wishes: Wishes, matching: Iterable[Candidate], now: datetime
) -> list[Candidate]:
    if sort is Sort.SOONEST:
        return ranking.soonest(matching, now=now)
    if sort is Sort.NEW:
        return ranking.newest(matching)
    return ranking.closest(wishes, matching, now=now)


def _card(
    one: Candidate,
    pool: Pool,
    wishes: Wishes,
    own_labels: Mapping[str, str],
    now: datetime,
    cover: Cover | None,
) -> Card:
    profile = pool.stories[one.slug].profile
    common = ranking.shared(wishes, one, now=now)
    at = one.next_open_slot_at
    return Card(
        profile=profile,
        roots=pool.topic_labels(one.roots),
        struggles=pool.topic_labels(one.struggles),
        reasons=in_words(common, labels=own_labels, name=profile.name),
        next_open_slot_at=at if at is not None and at > now else None,
        cover=cover,
    )


def _narrowing(kind: str, query: SearchQuery, pool: Pool) -> Narrowing:
    """Counts are of those who fit everything else that was asked for."""
    others = query
    for value in query.chosen(kind):
        others = others.without(kind, value)
    counts = Counter(value for one in pool.matching(others) for value in VALUES[kind](one))
    return Narrowing(
        kind=kind,
        options=[
            Option(
                value=value,
                label=_label(kind, value, pool),
                count=counts[value],
                chosen=value in query.chosen(kind),
                group=pool.topics[value][1] if value in pool.topics else "",
            )
            for value in _known(kind, pool)
            if counts[value] or value in query.chosen(kind)
        ],
    )


def _known(kind: str, pool: Pool) -> Iterable[str]:
    if kind == "way":
        return Way.values
    if kind == "language":
        return LANGUAGES
    letter = {"root": "R", "struggle": "S"}[kind]
    return [code for code in pool.topics if code.startswith(letter)]


def _label(kind: str, value: str, pool: Pool) -> str:
    if kind == "way":
        return str(Way(value).label).capitalize() if value in Way.values else value
    if kind == "language":
        return LANGUAGES.get(value, value)
    return pool.topics[value][0] if value in pool.topics else value


def _asked(query: SearchQuery, pool: Pool) -> list[Loosening]:
    asked = [("q", query.q)] if query.q else []
    loosenings = []
    for kind, value in [*asked, *query.choices]:
        without = query.without(kind, value)
        label = f"“{value}”" if kind == "q" else _label(kind, value, pool)
        loosenings.append(
            Loosening(label=label, address=without.address(), count=len(pool.matching(without)))
        )
    return loosenings
