"""Everybody who is shown, kept by each process and never older than the database."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import F, Q

from matching.search.columns import Columns, Shown
from matching.search.shelf.looking import NEVER_LOOKED, Look, look
from matching.stories.models import Story
from peerhub.topics.models import Topic

KEPT_MOST, PAGES_MOST = (
    500,
    64,
)  # things and whole pages that are made from one shelf and kept with it


class Shelf:
    """Everybody who is shown, as of one look."""

    def __init__(self, columns: Columns, topics: Mapping[str, tuple[str, str]]) -> None:
        """``topics``: label and group by code, in the order of the vocabulary."""
        self.columns, self.topics = columns, topics
        self._kept: dict[Any, Any] = {}
        self._pages: dict[Any, str] = {}

    @cached_property
    def places(self) -> Mapping[int, int]:
        """The place of each story."""
        return {row.story: place for place, row in enumerate(self.columns.rows)}

    def labels(self, codes: Collection[str]) -> list[str]:
        """The labels of topics, in the order of the vocabulary."""
        known = [code for code in codes if code in self.topics]
        return [self.topics[code][0] for code in sorted(known, key=self._order.__getitem__)]

    def kept(self, key: Any, make: Callable[[], Any]) -> Any:
        """What was made under ``key`` from this shelf; made once."""
        return _kept(self._kept, KEPT_MOST, key, make)

    def page(self, key: Any, now: datetime, make: Callable[[], str]) -> str:
        """A page that says nothing of its reader; made anew when a free time passes."""
        columns = self.columns
        when = columns.passed(now), columns.opened(now), columns.clock(now)
        page: str = _kept(self._pages, PAGES_MOST, (key, when), make)
        return page

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {code: place for place, code in enumerate(self.topics)}


def _kept(kept: dict[Any, Any], most: int, key: Any, make: Callable[[], Any]) -> Any:
    made = kept.get(key)
    if made is None:
        if len(kept) >= most:
            kept.clear()
        made = kept[key] = make()
    return made


class _Here:
    """The shelf of this process, and the look that it was made after; swapped together."""

    known: tuple[Shelf, Look] | None = None


_here = _Here()


def standing() -> Shelf:
    """The shelf as it is right now; one query where nothing has changed."""
    known = _here.known
    seen = look(since=known[1].since if known else NEVER_LOOKED)
    shelf = _brought_up(*known, seen) if known else _whole()
    _here.known = shelf, seen
    return shelf


def _brought_up(shelf: Shelf, before: Look, now: Look) -> Shelf:
    """The shelf with what has changed between two looks."""
    moved = {
        before.late.get(line, now.lines.get(line)) for line in before.late.keys() ^ now.lines.keys()
    }
    elsewhere = before.database != now.database or now.since < before.since
    # A mark beyond all transactions came with a copy of another database, and says nothing here.
    missed = before.since <= now.dropped < now.since
    if elsewhere or missed or None in moved:
        return _whole()
    return _changed(shelf, {each for each in moved if each is not None}) if moved else shelf


def _changed(shelf: Shelf, moved: Collection[int]) -> Shelf:
    old = {row.profile: row for row in shelf.columns.rows}
    read = {row.profile: row for row in _read(Q(profile__in=moved))}
    if all(old.get(profile) == read.get(profile) for profile in moved):
        return shelf
    if all(_is_like(old.get(profile), read.get(profile)) for profile in moved):
        rows = [read.get(row.profile, row) for row in shelf.columns.rows]
        return Shelf(Columns(rows, like=shelf.columns), shelf.topics)
    left = {profile: row for profile, row in old.items() if profile not in moved}
    return Shelf(Columns((left | read).values()), shelf.topics)


def _is_like(one: Shown | None, other: Shown | None) -> bool:
    """Whether two rows of one profile differ in times alone."""
    if one is None or other is None:
        return one is other
    return one.without_times() == other.without_times()


def _whole() -> Shelf:
    topics = Topic.objects.order_by("axis", "position").values_list("code", "label", "group")
    known = {code: (label, group) for code, label, group in topics}
    return Shelf(Columns(_read(Q())), known)


def _read(which: Q) -> list[Shown]:
    """Those who are shown, and for whom ``which`` holds of their story; in one query."""
    full = Q(profile__people_now__gte=F("profile__capacity"))
    rows = Story.objects.shown().filter(which).with_codes().annotate(is_full=full)
    names = ("slug", "person__handle", "headline")
    lists = ("facets", "ways", "languages")
    times = ("next_open_slot_at", "free_soon", "published_at", "takes_new_from")
    told = rows.values_list(
        *("profile", "pk", "profile__person"),
        *(f"profile__{name}" for name in names),
        *("root_codes", "struggle_codes"),
        *(f"profile__{name}" for name in (*lists, *times)),
        "is_full",
        "profile__price_cents",
    )
    return list(map(Shown._make, told))
