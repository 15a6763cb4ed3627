"""Topics that somebody stands behind: pairs of a root and a struggle in one published story.

108 roots and 112 struggles make some twelve thousand pairs. A pair is live while at least one
published specialist named both, so the list grows with the people and is never kept by hand.
Source: handbook, domain 5.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from matching.stories.models import Story
from peerhub.topics import lookup
from peerhub.topics.models import Topic

RELATED_MOST = 6


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One topic: what it is like now, where it started, and how many stand behind it."""

    root: Topic
    struggle: Topic
    people: int = 0

    @property
    def address(self) -> str:
        """How it stands in an address: codes, so that no history tells the topic."""
        return f"{self.root.code}-{self.struggle.code}".lower()

    @property
    def notes(self) -> frozenset[int]:
        """The content notes that words about it most likely need, by id."""
        ids = {self.root.content_note_id, self.struggle.content_note_id}
        return frozenset(each for each in ids if each is not None)


@dataclass(frozen=True, kw_only=True)
class Found:
    """Live pairs that fit some words, and which topics the words may mean."""

    pairs: list[Pair]
    meant: list[Topic]


def live_pairs() -> list[Pair]:
    """All live pairs, by struggle and then by root in the order of the vocabulary; two queries."""
    topics = {topic.code: topic for topic in Topic.objects.active()}
    pairs = [
        Pair(root=topics[root], struggle=topics[struggle], people=people)
        for root, struggle, people in Story.objects.shown().pairs()
        if root in topics and struggle in topics
    ]
    return sorted(pairs, key=lambda pair: (pair.struggle.position, pair.root.position))


def speaking_of(words: str, pairs: Iterable[Pair]) -> Found:
    """Those of ``pairs`` about a topic that ``words`` may mean, the closest meaning first."""
    meant = lookup.meant(words, Topic.objects.active())
    place = {topic.code: number for number, topic in enumerate(meant)}

    def nearest(pair: Pair) -> int:
        codes = (pair.root.code, pair.struggle.code)
        return min(place.get(code, len(place)) for code in codes)

    fitting = [pair for pair in pairs if nearest(pair) < len(place)]
    return Found(pairs=sorted(fitting, key=nearest), meant=meant)


def unknown(found: Found, hidden: Collection[int]) -> Pair | None:
    """The pair that the words mean first; None where somebody stands behind a pair that they mean.

    No pair with a note in ``hidden`` is put before anybody.
    """
    root = next((topic for topic in found.meant if topic.axis == Topic.Axis.ROOT), None)
    struggle = next((topic for topic in found.meant if topic.axis == Topic.Axis.STRUGGLE), None)
    if root is None or struggle is None:
        return None
    meant, pair = {topic.code for topic in found.meant}, Pair(root=root, struggle=struggle)
    known = any({each.root.code, each.struggle.code} <= meant for each in found.pairs)
    return None if known or pair.notes & frozenset(hidden) else pair


def find(address: str, pairs: Iterable[Pair]) -> Pair | None:
    """The pair at ``address``, with nobody behind it where it is not live; None when it is none."""
    root_code, _, struggle_code = address.upper().partition("-")
    topics: Mapping[str, Topic] = {
        topic.code: topic
        for topic in Topic.objects.active().filter(code__in=(root_code, struggle_code))
    }
    root, struggle = topics.get(root_code), topics.get(struggle_code)
    if not (root and struggle) or (root.axis, struggle.axis) != ("root", "struggle"):
        return None
    pair = Pair(root=root, struggle=struggle)
    return next((each for each in pairs if each.address == pair.address), pair)


def related(pair: Pair, pairs: Iterable[Pair]) -> list[Pair]:
    """Live pairs that share its struggle, then those that share its root; most people first."""
    others = [each for each in pairs if each.address != pair.address]
    near = [each for each in others if pair.struggle.code == each.struggle.code]
    far = [each for each in others if pair.root.code == each.root.code]
    by_people = [*sorted(near, key=_most_people), *sorted(far, key=_most_people)]
    return by_people[:RELATED_MOST]


def without(notes: Collection[int], pairs: Iterable[Pair]) -> list[Pair]:
    """Those of ``pairs`` that speak of none of ``notes``."""
    return [pair for pair in pairs if not pair.notes & frozenset(notes)]


def _most_people(pair: Pair) -> tuple[int, int, int]:
    return -pair.people, pair.struggle.position, pair.root.position
