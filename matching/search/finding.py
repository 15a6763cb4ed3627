"""From a query to the page of people: who, in which order, why, and how the list could be narrowed.

The number of queries is the same for one person and for many.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import numpy as np

from matching.heaviness import is_heavy
from matching.search import query as asking
from matching.search import relevance
from matching.search.cards import Card, card_of
from matching.search.columns import Mask
from matching.search.covers import covers_for
from matching.search.narrowing import Loosening, Narrowing, Option, group, known, label
from matching.search.query import CHOICES, SearchQuery, stretch
from matching.search.ranking import NO_MUSTS, Wishes
from matching.search.reasons import wishes_of
from matching.search.shelf import Shelf, standing
from matching.search.when import windows
from matching.wishes import by_question
from peerhub.accounts.blocking import apart_from
from peerhub.accounts.models import User
from peerhub.topics import lookup
from peerhub.topics.models import Topic

MEANT_MOST = 3  # topics that the words of a search are taken to speak of


@dataclass(frozen=True, kw_only=True)
class Found:
    """All that the page says."""

    query: SearchQuery
    cards: list[Card]
    total: int
    everybody: int
    left_out: int  # who would be there without the member's musts
    break_musts: int  # who fits all but the member's musts
    take_nobody: int  # who fits, but takes nobody new at the moment
    narrowings: dict[str, Narrowing]
    asked: list[Loosening]
    meant: list[str]
    is_heavy: bool
    knows_wishes: bool  # whether the member told something
    shelf: Shelf
    # Made once for all who ask the same.
    kept: Callable[[str, Callable[[], Any]], Any]

    @property
    def more(self) -> str:
        """The address that shows more people; empty at the end of the list."""
        _, until = _stretch(self.query, self.total)
        page = until // asking.PAGE
        return self.query.turned(page + 1).address() if self.total > until else ""

    @property
    def before(self) -> str | None:
        """The address of those before the first who is shown; None where the list begins."""
        first, _ = _stretch(self.query, self.total)
        return self.query.turned(first // asking.PAGE).address() if first else None


def find(
    query: SearchQuery,
    *,
    member: User | None,
    now: datetime,
    vector: Any | None = None,
    shelf: Shelf | None = None,
) -> Found:
    """Answer ``query`` for ``member``, or for a visitor when None.

    Args:
        query: what is asked for.
        member: who asks.
        now: the moment, on the reader's clock.
        vector: what the query's words mean, if somebody could say.
        shelf: as it stands right now, if somebody has looked.
    """
    told = wishes_of(member) if member is not None else None
    wishes, labels = told if told is not None else (Wishes(), {})
    shelf = shelf or standing()
    apart = apart_from(member.pk) if member is not None else frozenset()
    asked = _ask(query, shelf, wishes, apart, vector=vector, now=now)
    counts = asked.counted()
    shown = [shelf.columns.rows[place] for place in asked.shown(counts.total)]
    covers = covers_for(member, [row.story for row in shown], now=now)
    return Found(
        query=query,
        cards=[card_of(row, shelf, wishes, labels, covers.get(row.story), now) for row in shown],
        total=counts.total,
        everybody=counts.everybody,
        left_out=counts.left_out,
        break_musts=counts.break_musts,
        take_nobody=counts.take_nobody,
        narrowings=counts.narrowings,
        asked=counts.asked,
        meant=[topic.label for topic in asked.meant],
        is_heavy=is_heavy(query.q, asked.meant),
        knows_wishes=told is not None,
        shelf=shelf,
        kept=asked.kept,
    )


@dataclass(frozen=True, kw_only=True)
class _Counts:
    """How many fit, and how many would."""

    total: int
    everybody: int
    left_out: int
    break_musts: int
    take_nobody: int
    narrowings: dict[str, Narrowing]
    asked: list[Loosening]


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """A query over everybody who is shown."""

    query: SearchQuery
    shelf: Shelf
    wishes: Wishes
    now: datetime
    meant: list[Topic]
    there: Mask  # whom its reader may meet
    fits: Any | None  # how well the words fit; None: there are none
    fitting: Mask  # whom the words fit
    open: Mask  # who takes somebody new, or is asked for by name

    def among(self) -> Mask:
        """Who is listed."""
        columns = self.shelf.columns
        met = columns.meeting(self.wishes.musts)
        return (
            met & self.there & self.open & self.fitting & columns.chosen(self.query, now=self.now)
        )

    def shown(self, total: int) -> list[int]:
        """Those of ``total`` who are on the page, in order."""
        first, until = _stretch(self.query, total)
        places = self.shelf.columns.ordered(
            self.among(),
            wishes=self.wishes,
            sort=self.query.sort,
            relevance=self.fits,
            most=until,
            now=self.now,
        )
        return places[first:]

    def counted(self) -> _Counts:
        """All numbers of the page."""
        counts: _Counts = self.kept("counts", self._count)
        return counts

    def kept(self, name: str, make: Callable[[], Any]) -> Any:
        """Made once for everybody who asks the same; nothing that a person typed or told is kept."""
        if self.fits is not None or self.wishes.musts != NO_MUSTS or not self.there.all():
            return make()
        columns = self.shelf.columns
        when = columns.opened(self.now), columns.clock(self.now)
        return self.shelf.kept((name, self.query.turned(1), when), make)

    def _count(self) -> _Counts:
        columns = self.shelf.columns
        met, chosen = columns.meeting(self.wishes.musts), columns.chosen(self.query, now=self.now)
        there, takes_new = self.there, self.there & self.open
        listed = met & takes_new
        return _Counts(
            total=_number(listed & self.fitting & chosen),
            everybody=_number(listed),
            left_out=_number(takes_new & ~met),
            break_musts=_number(there & ~met & self.fitting & chosen),
            take_nobody=_number(met & there & ~self.open & self.fitting & chosen),
            narrowings={kind: self._narrowing(kind, listed & self.fitting) for kind in CHOICES},
            asked=self._loosenings(listed),
        )

    def _narrowing(self, kind: str, among: Mask) -> Narrowing:
        """Counts are of those who fit everything else that was asked for."""
        counts, chosen = self._counts_of(kind, among), self.query.chosen(kind)
        return Narrowing(
            kind=kind,
            options=[
                Option(
                    value=value,
                    label=label(kind, value, self.shelf),
                    count=counts.get(value, 0),
                    chosen=value in chosen,
                    group=group(value, self.shelf),
                )
                for value in known(kind, self.shelf)
                if counts.get(value) or value in chosen
            ],
        )

    def _counts_of(self, kind: str, among: Mask) -> dict[str, int]:
        columns = self.shelf.columns
        others = partial(columns.chosen, self.query, now=self.now)
        if kind == "when":
            left = among & others(but=kind)
            return {
                when.value: _number(left & columns.free_in(window))
                for when, window in windows(self.now).items()
            }
        counts = columns.counts(kind, among & others(but=kind))
        if kind == "facet":  # each question is a kind of its own
            for question in by_question(self.query.facet):
                anew = columns.counts(kind, among & others(but=question))
                counts |= {key: anew[key] for key in anew if key.startswith(f"{question}:")}
        return counts

    def _loosenings(self, listed: Mask) -> list[Loosening]:
        """What was asked for, each with how many would fit without it."""
        columns = self.shelf.columns
        words = [("q", self.query.q)] if self.query.q else []
        loosenings = []
        for kind, value in [*words, *self.query.choices]:
            without = self.query.without(kind, value)
            fitting = listed if kind == "q" else listed & self.fitting
            named = f"“{value}”" if kind == "q" else label(kind, value, self.shelf)
            count = _number(fitting & columns.chosen(without, now=self.now))
            loosenings.append(Loosening(label=named, address=without.address(), count=count))
        return loosenings


def _ask(
    query: SearchQuery,
    shelf: Shelf,
    wishes: Wishes,
    apart: Collection[int],
    *,
    vector: Any | None,
    now: datetime,
) -> _Asked:
    """Read what the words of ``query`` fit; without words, nothing is read."""
    columns = shelf.columns
    there = columns.without(apart)
    make = partial(_Asked, query=query, shelf=shelf, wishes=wishes, there=there, now=now)
    if not query.q:
        everybody = np.ones(len(columns), bool)
        return make(meant=[], fits=None, fitting=everybody, open=columns.taking_new(now))
    meant = lookup.suggest(query.q, Topic.objects.active(), limit=MEANT_MOST)
    scores = relevance.fitting(query.q, vector, meant, shown=shelf.places)
    fits, fitting = np.zeros(len(columns)), np.zeros(len(columns), bool)
    for story, score in scores.items():
        fits[shelf.places[story]], fitting[shelf.places[story]] = score, True
    listed = columns.taking_new(now) | columns.named(query.q)
    return make(meant=meant, fits=fits, fitting=fitting, open=listed)


def _stretch(query: SearchQuery, total: int) -> tuple[int, int]:
    return stretch(query.page, size=asking.PAGE, total=total)


def _number(mask: Mask) -> int:
    return int(np.count_nonzero(mask))
