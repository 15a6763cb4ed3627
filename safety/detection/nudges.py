"""Finds what may tell who or where somebody is, so that its author can look again. Pure.

It asks; it refuses nothing. So it is careful with what people in trouble write often: numbers of
help lines, years, hours, doses and amounts are left alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from safety.detection.traces import TRACES

_WORDS = {
    "phone": "a phone number",
    "email": "an e-mail address",
    "link": "a link",
    "account": "the name of an account",
    "address": "an address",
    "name": "a real name",
    "workplace_or_school": "the name of a workplace or school",
    "birth": "a date of birth",
}


@dataclass(frozen=True)
class Found:
    """A stretch of the text, and what it looks like."""

    kind: str
    start: int
    end: int


def identifying(text: str) -> tuple[Found, ...]:
    """What in ``text`` may tell who or where somebody is, in order, without overlaps."""
    found: list[Found] = []
    for each in sorted(_all(text), key=lambda one: (one.start, -one.end)):
        if not found or each.start >= found[-1].end:
            found.append(each)
    return tuple(found)


def in_words(found: Sequence[Found]) -> str:
    """A sentence for the author: what it looks like, and why we ask; ``found`` is not empty."""
    kinds = list(dict.fromkeys(_WORDS[each.kind] for each in found))
    listed = kinds[0] if len(kinds) == 1 else f"{', '.join(kinds[:-1])} and {kinds[-1]}"
    return (
        f"This looks like {listed}. Here we keep such things out, so that nobody can be found."
        " You can change it, or send it anyway: then a person from our team reads it first."
    )


def _all(text: str) -> Iterator[Found]:
    lowered = text.lower()
    for trace in TRACES:
        if any(need in lowered for need in trace.needs):
            for match in trace.pattern.finditer(text):
                if not trace.is_public(match.group()):
                    yield Found(trace.kind, *match.span())
