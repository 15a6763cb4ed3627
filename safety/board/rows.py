"""The rules as the board shows them. Pure: what is switched and measured is handed in."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from safety.detection.measuring import Measured
from safety.detection.rulebook import HIGHEST, KINDS, Rule, Rulebook, Together

KIND_WORDS = {
    "suicide": "suicide",
    "self_harm": "self-harm",
    "abuse_now": "abuse happening now",
    "harm_to_others": "harm to others",
    "overdose": "overdose",
    "means": "means and methods",
}
WHO = {
    "self": "Only when people speak of themselves.",
    "any": "Whoever it is about.",
}
TOGETHER = "Only when one message holds all of: "
IGNORES = {
    "past": "told as past",
    "present": "told as present",
    "quoted": "quoted",
    "topic": "about a song, film or book",
    "other": "about somebody else",
    "negated": "said as a no",
    "you": "about the reader",
}


@dataclass(frozen=True)
class Row:
    """One rule in words."""

    id: str
    kind: str
    kind_words: str
    level: int
    highest: int  # the level it can reach
    when: tuple[str, ...]  # who must speak, and what changes the level
    rationale: str
    hits: tuple[str, ...]
    near_misses: tuple[str, ...]
    is_off: bool
    measured: tuple[str, ...]  # sentences

    def matches(self, asked: Mapping[str, str], waiting: Collection[str]) -> bool:
        """Whether it is among what somebody looks for; empty words ask for nothing."""
        words = asked.get("q", "").casefold().split()
        text = " ".join((self.id, self.kind_words, self.rationale, *self.hits)).casefold()
        standing = asked.get("standing", "")
        return (
            all(word in text for word in words)
            and asked.get("kind", "") in {"", self.kind}
            and asked.get("level", "") in {"", str(self.level)}
            and (
                standing not in {"on", "off", "asked"}
                or (standing == "asked" and self.id in waiting)
                or (standing == "off" and self.is_off)
                or (standing == "on" and not self.is_off)
            )
        )


def rows(book: Rulebook, off: Collection[str], measured: Measured | None) -> list[Row]:
    """All rules, as in the file."""
    return [_row(entry, off, measured) for entry in book.entries]


def _row(entry: Rule | Together, off: Collection[str], measured: Measured | None) -> Row:
    return Row(
        id=entry.id,
        kind=entry.kind,
        kind_words=KIND_WORDS[entry.kind],
        level=entry.level,
        highest=_highest(entry),
        when=_when(entry),
        rationale=entry.rationale,
        hits=entry.examples,
        near_misses=entry.counter_examples,
        is_off=entry.id in off,
        measured=_measured(entry, measured),
    )


def _highest(entry: Rule | Together) -> int:
    return max(entry.level, getattr(entry, "soon", 0), getattr(entry, "recent", 0))


def _when(entry: Rule | Together) -> tuple[str, ...]:
    if isinstance(entry, Together):
        return (f"{TOGETHER}{', '.join(entry.needs)}.",)
    said = [WHO[entry.who]]
    if entry.silent:
        said.append("Says nothing alone, only together with others.")
    if entry.soon > entry.level:
        said.append(f"Level {entry.soon} when a time close by is named.")
    if entry.recent > entry.level:
        said.append(f"Level {entry.recent} when it happened lately.")
    if entry.ignores:
        ignored = ", ".join(IGNORES.get(scope, scope) for scope in entry.ignores)
        said.append(f"Keeps its level when it is {ignored}.")
    return tuple(said)


def _measured(entry: Rule | Together, measured: Measured | None) -> tuple[str, ...]:
    """What was measured, in sentences; few messages give no percentage."""
    figures = measured.rules.get(entry.id) if measured else None
    if measured is None or figures is None:
        return ("Not measured yet.",)
    if getattr(entry, "silent", False):
        return ("It says nothing alone, so it is not measured alone.",)
    if not figures.spoke:
        return (f"Spoke in none of {measured.messages:,} messages: nothing can be said.",)
    said = [f"Spoke in {figures.spoke:,} of {measured.messages:,} messages."]
    precision, recall = figures.precision, figures.recall
    labels = f"{figures.danger:,} labelled danger, {figures.worry:,} worry"
    if precision is None:
        said.append(f"Too few for a percentage: {labels}.")
    else:
        said.append(f"Precision {precision:.0%}: {labels}.")
    if recall is None:
        said.append(f"Too little labelled danger of its kind for recall ({figures.kind_all:,}).")
    else:
        said.append(
            f"Recall {recall:.1%}: {figures.kind_found:,} of {figures.kind_all:,}"
            " with danger of its kind."
        )
    said.append(f"In {figures.alone:,} dangerous messages no other rule spoke.")
    return tuple(said)


def consequences(rule: str, book: Rulebook, off: Collection[str]) -> list[str]:
    """What switching a rule off would mean, to be said before."""
    this = next(entry for entry in book.entries if entry.id == rule)
    left = [entry for entry in book.entries if entry.id not in off and entry.id != rule]
    said = []
    if _highest(this) == HIGHEST:
        said.append(
            "This rule can give level 5: something is happening now. Without it, a message of"
            " somebody in danger this minute may wait, or nobody may see it."
        )
    loud = [entry for entry in left if not getattr(entry, "silent", False)]
    if not any(entry.kind == this.kind for entry in loud):
        said.append(f"No other rule for {KIND_WORDS[this.kind]} would be left.")
    alive = [entry.id for entry in book.rules if entry.id not in off and entry.id != rule]
    for group in book.together:
        needs = [need for need in group.needs if rule.startswith(need)]
        if group.id in off or group.id == rule or not needs:
            continue
        if not all(any(each.startswith(need) for each in alive) for need in needs):
            said.append(f"“{group.id}” could not speak any more: it needs this rule.")
    return said


def kinds() -> list[tuple[str, str]]:
    """For a select."""
    return [(kind, KIND_WORDS[kind].capitalize()) for kind in KINDS]
