"""What in a story a writer may want to look at again: why, and what could stand instead. Pure.

Contact details and traces of a person are those of ``safety.detection.nudges``, means and methods
those of its rules; the rest is in ``checks.toml`` and ``names``. Nothing is refused here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matching.stories.checks.book import Check as Check
from matching.stories.checks.book import checks, curled
from matching.stories.checks.names import Span, capitals
from safety.detection import nudges
from safety.detection.assess import assess

READ_MOST = 8000  # characters: twice what fits in a part
# Of a stretch that looks like several things, the first of these is told.
KINDS = ("contact", "method", "promise", "date", "employer", "place", "name")
TRACES = {
    "phone": "contact",
    "email": "contact",
    "link": "contact",
    "account": "contact",
    "address": "place",
    "name": "name",
    "workplace_or_school": "employer",
    "birth": "date",
}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A stretch of the text, what it looks like, and what may be done about it."""

    check: Check
    start: int
    end: int
    words: str

    @property
    def kind(self) -> str:
        """Which check found it."""
        return self.check.kind


def findings(text: str) -> tuple[Finding, ...]:
    """All that was found in ``text``, in order, without overlaps. Never raises, whatever the text."""
    text = text[:READ_MOST]
    taken: list[Span] = []
    for kind, start, end in sorted(set(_spans(text)), key=_weight):
        if all(end <= other[1] or other[2] <= start for other in taken):
            taken.append((kind, start, end))
    return tuple(
        Finding(check=checks()[kind], start=start, end=end, words=text[start:end])
        for kind, start, end in sorted(taken, key=lambda span: span[1])
    )


def _weight(span: Span) -> tuple[int, int, int]:
    kind, start, end = span
    return KINDS.index(kind), start, -end


def _spans(text: str) -> Iterator[Span]:
    for trace in nudges.identifying(text):
        yield TRACES[trace.kind], trace.start, trace.end
    for check in checks().values():
        for pattern in check.patterns:
            for match in pattern.finditer(curled(text)):
                yield check.kind, *match.span()
    yield from _methods(text, checks().values())
    yield from capitals(text)


def _methods(text: str, all_checks: Iterable[Check]) -> Iterator[Span]:
    """What the rules of danger say of means, also where it is long over or somebody else's."""
    by_rule = {rule: check.kind for check in all_checks for rule in check.rules}
    for reason in assess(text).reasons:
        if reason.rule_id in by_rule and reason.scope != "negated":
            yield by_rule[reason.rule_id], reason.start, reason.end
