"""What an instrument is made of. Pure: facts and arithmetic, no Django, no clock."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum


class Left(StrEnum):
    """What stands where a number would: they went past it, or would rather not say."""

    SKIPPED = "skipped"
    REFUSED = "refused"


Given = int | Left
Answers = Mapping[str, Given]  # by the key of the item


@dataclass(frozen=True)
class Option:
    """One answer: the number it counts, its words, and its LOINC code where there is one."""

    value: int
    label: str
    code: str = ""


@dataclass(frozen=True)
class Item:
    """One question.

    Attributes:
        key: names it for ever in what is stored.
        words: verbatim.
        options: the answers; none where a number of days is asked.
        days: the largest number, where there are no options.
        stem: what stands above it, verbatim.
        after: it is asked only once one of these was answered with 1 or more.
        counts: whether a number of it is needed for a score.
        danger: the level of the case that an answer opens, by answer.
        code: of LOINC.
    """

    key: str
    words: str
    options: tuple[Option, ...] = ()
    days: int = 0
    stem: str = ""
    after: tuple[str, ...] = ()
    counts: bool = True
    danger: Mapping[Given, int] = field(default_factory=dict)
    code: str = ""

    def takes(self, given: Given) -> bool:
        """Whether it can be answered so. Everything can be left out."""
        if isinstance(given, Left):
            return True
        if self.options:
            return given in {option.value for option in self.options}
        return 0 <= given <= self.days

    def label(self, given: Given | None) -> str:
        """The answer in words; "" for none."""
        if given is None:
            return ""
        if isinstance(given, Left):
            return "Skipped" if given == Left.SKIPPED else "Rather not say"
        found = [option.label for option in self.options if option.value == given]
        return found[0] if found else f"{given} day{'' if given == 1 else 's'}"


@dataclass(frozen=True)
class Scale:
    """A sum of items. ``key`` is "" for the total. A sum above ``high`` counts as ``high``."""

    key: str
    name: str
    items: tuple[str, ...]
    low: int
    high: int


@dataclass(frozen=True)
class Band:
    """A stretch of the total, both ends included, in plain words; never the name of an illness."""

    key: str
    low: int
    high: int
    name: str


@dataclass(frozen=True)
class Area:
    """Something that can be heavy: where ``least`` of its items are at ``at`` or more."""

    key: str
    name: str
    items: tuple[str, ...]
    least: int = 1
    at: int = 2


@dataclass(frozen=True)
class Change:
    """From how many points on a difference may be real, and from how many it is reliable."""

    possible: int
    reliable: int | None = None


@dataclass(frozen=True)
class Instrument:
    """A set of questions, as it was published, with our plain words around it.

    Attributes:
        key: names it for ever, in addresses and in what is stored.
        name: as it was published.
        title, about: what we call it, and what it is for, in plain words.
        minutes: how long it takes.
        items: in order.
        scales: the first is the total where its key is "".
        bands, areas: what results are told in; see ``Band`` and ``Area``.
        change: None where we know of no number.
        cut: from this total on something more is offered; None for none.
        further: the key of a longer one that is offered then.
        every: not again sooner; None: at any time.
        tells: says beforehand which answers reach our team; "" for none.
        judge: gives the key of what it comes to where no total does.
        licence, source: why we may show it, and where its words and rules come from.
        code, code_total: of LOINC.
    """

    key: str
    name: str
    title: str
    about: str
    minutes: int
    items: tuple[Item, ...]
    licence: str
    source: str
    intro: str = ""
    scales: tuple[Scale, ...] = ()
    bands: tuple[Band, ...] = ()
    areas: tuple[Area, ...] = ()
    change: Change | None = None
    cut: int | None = None
    further: str = ""
    every: timedelta | None = None
    tells: str = ""
    judge: Callable[[Answers], str] | None = None
    version: str = "2026-11"  # of what stands here: wording, answers and scoring
    language: str = "en"
    code: str = ""
    code_total: str = ""

    def item(self, key: str) -> Item:
        """One of its items.

        Raises:
            KeyError: it has none of this key.
        """
        return next((item for item in self.items if item.key == key), None) or _missing(key)

    def asked(self, answers: Answers) -> tuple[Item, ...]:
        """The items that are asked of who answered so far like this."""
        return tuple(
            item
            for item in self.items
            if not item.after or any(_counted(answers, key) for key in item.after)
        )

    def next_after(self, answers: Answers) -> Item | None:
        """The first one that was neither answered nor left out; None: that was the last."""
        return next((item for item in self.asked(answers) if item.key not in answers), None)

    def kept(self, answers: Answers) -> dict[str, Given]:
        """Without what is not asked any more, since an answer before it was changed."""
        asked = {item.key for item in self.asked(answers)}
        return {key: given for key, given in answers.items() if key in asked}

    @property
    def total(self) -> Scale | None:
        """The scale of the total, if it has one."""
        return next((scale for scale in self.scales if not scale.key), None)

    @property
    def checksum(self) -> str:
        """Of all that is published of it: a changed letter, number or order is another one."""
        said = [
            [item.key, item.stem, item.words, item.days, [(o.value, o.label) for o in item.options]]
            for item in self.items
        ]
        whole = json.dumps([self.name, self.intro, said])
        return hashlib.sha256(whole.encode()).hexdigest()[:16]


def _counted(answers: Answers, key: str) -> bool:
    given = answers.get(key)
    return isinstance(given, int) and given >= 1


def _missing(key: str) -> Item:
    raise KeyError(key)
