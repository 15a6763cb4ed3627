"""Reads a message for signs that someone is in danger, and says why in words.

The reading orders people's work; it decides nothing about a person. Pure Python: no database,
no network, no clock, and nothing a person wrote is kept or logged.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from safety.detection.normalise import Word, fold, words_of
from safety.detection.patterns import Hit, word_set
from safety.detection.rulebook import Rule, Rulebook, rulebook
from safety.detection.scopes import FIRST, is_negated, is_present, leads, near, someone_else

SENTENCE_ENDS = frozenset(".!?\n;")
PAUSES = frozenset(",:-()/")
QUOTERS = word_set("i im ive my")
QUOTER_WINDOW = 5  # words before a quotation in which its speaker is named
# The most a hit may count for when its clause takes it down.
NOTHING: frozenset[int] = frozenset()
CAPS = {"negated": 0, "you": 0, "topic": 0, "past": 1, "other": 1, "quoted": 1}


@dataclass(frozen=True)
class Reason:
    """One rule that spoke, and the place in the original text that made it speak."""

    rule_id: str
    kind: str
    level: int
    start: int
    end: int
    words: str
    scope: str = ""  # what lowered it: negated, you, topic, past, other, quoted; "" nothing


@dataclass(frozen=True)
class Assessment:
    """What the rules make of one text. Level 0 to 5 as on the severity ladder.

    ``off``: ids of the rules that were switched off and said nothing.
    """

    level: int
    kinds: tuple[str, ...]
    reasons: tuple[Reason, ...]
    version: str
    off: tuple[str, ...] = ()


def assess(text: str) -> Assessment:
    """Read ``text`` and say how urgent it looks and why.

    Level 0 with reasons means risky words without risk to the author (a song, the past, someone
    safe); level 0 without reasons means nothing was found. Never raises, whatever the text.
    """
    return assess_read(text, read(text))


class Read(NamedTuple):
    """A message as the rules read it."""

    words: list[Word]
    quotation_marks: int

    @property
    def plain(self) -> tuple[str, ...]:
        """Only the words."""
        return tuple(word.text for word in self.words)


def read(text: str) -> Read:
    """Cut ``text`` into plain words. Never raises, whatever the text."""
    folded = fold(text)
    return Read(words_of(folded, rulebook().spelling), folded.text.count('"'))


def assess_read(text: str, given: Read, *, off: Collection[str] = ()) -> Assessment:
    """As ``assess``, where ``read(text)`` is at hand; the rules whose ids are ``off`` say nothing."""
    book = rulebook()
    reasons: list[Reason] = []
    silent: list[Reason] = []
    for clause in _clauses(given, book):
        for rule, reason in clause.readings(text):
            if rule.id not in off:
                (silent if rule.silent else reasons).append(reason)
    together = _together(book, reasons, silent)
    reasons.extend([reason for reason in together if reason.rule_id not in off])
    reasons.sort(key=lambda reason: (-reason.level, reason.start, reason.rule_id))
    level = max((reason.level for reason in reasons), default=0)
    kinds = dict.fromkeys(reason.kind for reason in reasons if reason.level)
    return Assessment(level, tuple(kinds), tuple(reasons), book.version, tuple(sorted(off)))


@dataclass(frozen=True)
class Clause:
    """One sentence of a message, cut into plain words."""

    words: tuple[Word, ...]
    quoted: frozenset[int]  # positions inside quotation marks
    book: Rulebook

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Only the words."""
        return tuple(word.text for word in self.words)

    @cached_property
    def breaks(self) -> frozenset[int]:
        """Positions with a comma, dash or bracket before them."""
        return frozenset(
            at
            for at, word in enumerate(self.words)
            if len(word.before) > 1 and not PAUSES.isdisjoint(word.before)
        )

    def readings(self, text: str) -> Iterator[tuple[Rule, Reason]]:
        """Give each rule that speaks in this clause once, at its strongest."""
        ours, frames = self._hits()
        best: dict[str, tuple[Rule, Reason]] = {}
        for hit in ours:
            if any(hit.start < idiom.end and idiom.start < hit.end for idiom in frames["idiom"]):
                continue
            rule = self.book.rules[hit.owner]
            reason = self._reason(rule, hit, frames, text)
            known = best.get(rule.id)
            if known is None or reason.level > known[1].level:
                best[rule.id] = rule, reason
        yield from best.values()

    def _hits(self) -> tuple[list[Hit], dict[str, list[Hit]]]:
        """Split what matched into rule hits and frames by scope."""
        first_frame = len(self.book.rules)
        ours: list[Hit] = []
        frames: dict[str, list[Hit]] = {"idiom": []}
        for hit in self.book.phrasebook.hits(self.texts):
            if hit.owner < first_frame:
                ours.append(hit)
            else:
                scope = self.book.frames[hit.owner - first_frame].scope
                frames.setdefault(scope, []).append(hit)
        return ours, frames

    def _reason(self, rule: Rule, hit: Hit, frames: dict[str, list[Hit]], text: str) -> Reason:
        scope = self._scope(rule, hit, frames)
        level = rule.level
        if near(frames.get("soon", ()), hit):
            level = max(level, rule.soon)
        if near(frames.get("recent", ()), hit):
            level = max(level, rule.recent)
        if scope:
            level = min(level, CAPS[scope])
        start, end = self.words[hit.start].start, self.words[hit.end - 1].end
        return Reason(rule.id, rule.kind, level, start, end, text[start:end], scope)

    def _scope(self, rule: Rule, hit: Hit, frames: dict[str, list[Hit]]) -> str:
        """Name what takes this hit down, or ""."""
        found = ""
        if is_negated(self.texts, self.breaks, hit):
            found = "negated"
        elif hit.start in self.quoted:
            found = "quoted"
        elif rule.who == "self":
            found = someone_else(self.texts, self.breaks, hit)
        if found and found not in rule.ignores:
            return found
        for scope in ("topic", "quoted", "other"):
            frame = None if scope in rule.ignores else leads(frames.get(scope, ()), hit)
            if frame and not (
                scope == "other" and FIRST.intersection(self.texts[frame.end : hit.end])
            ):
                return scope
        if "past" in rule.ignores or not near(frames.get("past", ()), hit):
            return ""
        present = near(frames.get("present", ()), hit) or is_present(self.texts, hit)
        return "" if present else "past"


def _clauses(given: Read, book: Rulebook) -> Iterator[Clause]:
    """Cut a message into sentences of plain words."""
    words = given.words
    quoted = _quoted(words) if given.quotation_marks > 1 else NOTHING
    start = 0
    for at, word in enumerate(words):
        if at > start and word.before != " " and not SENTENCE_ENDS.isdisjoint(word.before):
            yield _clause(words, quoted, start, at, book)
            start = at
    if words:
        yield _clause(words, quoted, start, len(words), book)


def _clause(
    words: list[Word], quoted: frozenset[int], start: int, end: int, book: Rulebook
) -> Clause:
    inside = frozenset(at - start for at in range(start, end) if at in quoted) if quoted else quoted
    return Clause(tuple(words[start:end]), inside, book)


def _quoted(words: list[Word]) -> frozenset[int]:
    """Find the words inside closed quotation marks, when there are words outside them too."""
    inside: set[int] = set()
    opened: int | None = None
    for at, word in enumerate(words):
        for character in word.before:
            if character == "\n":  # a quotation does not run on into the next line
                opened = None
            elif character == '"' and opened is None:
                opened = at
            elif character == '"':
                inside.update(_said_by_others(words, opened, at))
                opened = None
    if opened is not None and not any("\n" in word.before for word in words[opened + 1 :]):
        # The closing mark stands after the last word.
        inside.update(_said_by_others(words, opened, len(words)))
    return frozenset(inside) if len(inside) < len(words) else NOTHING


def _said_by_others(words: list[Word], opened: int | None, closed: int) -> range:
    """Leave out what the author says of themselves: I keep thinking "I want to die"."""
    start = opened or 0
    before = {word.text for word in words[max(start - QUOTER_WINDOW, 0) : start]}
    return range(start, start if before & QUOTERS else closed)


def _together(book: Rulebook, reasons: list[Reason], silent: list[Reason]) -> Iterator[Reason]:
    """Find the groups of rules that weigh more in one message than each alone."""
    standing = [r for r in (*reasons, *silent) if not r.scope]
    ids = {reason.rule_id for reason in standing}
    for group in book.together:
        if all(any(rule_id.startswith(need) for rule_id in ids) for need in group.needs):
            part = next(r for r in standing if r.rule_id.startswith(group.needs[0]))
            yield Reason(group.id, group.kind, group.level, part.start, part.end, part.words)
