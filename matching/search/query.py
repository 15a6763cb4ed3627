"""What a reader of the list asked for, as it stands in the address. Pure."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlencode

from matching.peers.facets import LABELS as FACETS
from matching.search.when import When

PAGE = 12
PAGES_MOST = 50  # that one page holds; the next begins where they end
WORDS_MOST = 200  # characters
CHOICES_MOST = 20  # of one kind
CHOICES = ("root", "struggle", "when", "way", "language", "facet")


class Sort(StrEnum):
    """The orders of the list."""

    CLOSEST = "closest"
    SOONEST = "soonest"
    NEW = "new"


class Parameters(Protocol):
    """A request's GET."""

    def get(self, key: str, default: str, /) -> str | None:
        """The last value."""
        ...

    def getlist(self, key: str, /) -> list[str]:
        """All values."""
        ...


@dataclass(frozen=True, kw_only=True)
class SearchQuery:
    """Words and choices. Within one kind any choice is enough; all kinds must fit.

    Of facets, each question ("Armed forces", "Faith") is a kind of its own.
    """

    q: str = ""
    root: tuple[str, ...] = ()
    struggle: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    way: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    facet: tuple[str, ...] = ()
    sort: Sort = Sort.CLOSEST
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the order was asked for."""
        return bool(self.q or self.choices)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """All choices as (kind, value)."""
        return [(kind, value) for kind in CHOICES for value in self.chosen(kind)]

    def chosen(self, kind: str) -> tuple[str, ...]:
        """The values chosen of one kind."""
        values: tuple[str, ...] = getattr(self, kind)
        return values

    def without(self, kind: str, value: str = "") -> "SearchQuery":
        """The same without one choice, or without the words for kind "q"; from the first page."""
        if kind == "q":
            return replace(self, q="", page=1)
        left = tuple(each for each in self.chosen(kind) if each != value)
        return replace(self, page=1, **{kind: left})  # type: ignore[arg-type]

    def turned(self, page: int) -> "SearchQuery":
        """The same, at another page."""
        return replace(self, page=page)

    def address(self) -> str:
        """The part of the address behind the path, "?" included; nothing when nothing was asked."""
        pairs = [("q", self.q)] if self.q else []
        pairs += self.choices
        if self.sort is not Sort.CLOSEST:
            pairs.append(("sort", self.sort.value))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return f"?{urlencode(pairs)}" if pairs else ""


def parse(get: Parameters) -> SearchQuery:
    """Read the address; what cannot be understood counts as not asked."""
    return SearchQuery(
        q=_plain(get.get("q", "") or "")[:WORDS_MOST],
        root=_codes(get.getlist("root")),
        struggle=_codes(get.getlist("struggle")),
        when=_known(get.getlist("when"), set(When)),
        way=_codes(get.getlist("way")),
        language=_codes(get.getlist("language")),
        facet=_known(get.getlist("facet"), FACETS),
        sort=_sort(get.get("sort", "") or ""),
        page=_page(get.get("page", "") or ""),
    )


def _plain(words: str) -> str:
    return " ".join(words.replace("\x00", " ").split())


def _codes(values: Iterable[str]) -> tuple[str, ...]:
    """Each once, in a settled order, without what no code can be, and not without end."""
    codes = sorted({value for value in values if value.isalnum() and len(value) <= 8})
    return tuple(codes[:CHOICES_MOST])


def _known(values: Iterable[str], known: Container[str]) -> tuple[str, ...]:
    """Each once, in a settled order, of a closed list."""
    return tuple(sorted({value for value in values if value in known}))[:CHOICES_MOST]


def _sort(value: str) -> Sort:
    return Sort(value) if value in set(Sort) else Sort.CLOSEST


def _page(value: str) -> int:
    return max(int(value), 1) if value.isdecimal() and len(value) < 5 else 1


def stretch(page: int, *, size: int, total: int) -> tuple[int, int]:
    """What a page shows of ``total``: from where, and until where (exclusive).

    Each page shows all of the one before and ``size`` more, until it is too long to be carried to an
    old phone; the next begins there. Past the end is the end.
    """
    last = min(page, max(-(-total // size), 1))
    return (last - 1) // PAGES_MOST * PAGES_MOST * size, last * size
