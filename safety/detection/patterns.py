"""A small, safe language for phrases, and the matcher that finds them.

A phrase is words with spaces between them. ``@want`` is a named set of words or phrases,
``(a|b c)`` a choice, ``x?`` may be left out, ``..2`` lets up to two other words stand between.
Phrases compile once into one tree of words. Nothing a person types is ever compiled, and from
each word the matcher takes a bounded number of steps: time grows with the text and no faster.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

PIECE = re.compile(r"\(|\)\??|\||@[a-z_]+\??|\.\.[1-4]|[a-z0-9]+\??")


def word_set(text: str) -> frozenset[str]:
    """Make a set of the words in ``text``."""
    return frozenset(text.split())


# Words a gap never leaps: "i want to never die" must not read as "i want to … die".
NEGATORS = word_set(
    "not no never dont doesnt didnt wont wouldnt cant cannot couldnt shouldnt isnt arent wasnt "
    "werent aint neither nor without hardly havent hasnt hadnt nobody stop stopped"
)
NUMBER = ("@number",)  # digits belong to the set "number" though they are not listed in it

Step = str | int  # a word, "@set", or how many words a gap may leap


class BadPhrase(ValueError):
    """A phrase in the rule file cannot be read."""


@dataclass(slots=True)
class Node:
    """One place in a finished tree: where each next step leads, and whose phrase ends here."""

    words: dict[str, "Node"] = field(default_factory=dict)
    gaps: list[tuple[int, "Node"]] = field(default_factory=list)
    ends: tuple[int, ...] = ()


class Hit(NamedTuple):
    """Phrase owner ``owner`` matched the words ``start:end`` (half-open) of a clause."""

    owner: int
    start: int
    end: int


class Draft:
    """Phrases as a graph of numbered places, before places that read alike are merged."""

    def __init__(self, sets: Mapping[str, Sequence[str]]) -> None:
        self._sets = sets
        self.steps: list[list[tuple[Step, int]]] = [[]]
        self.leaps: list[list[int]] = [[]]  # places reached without reading a word
        self.owners: dict[int, int] = {}

    def add(self, phrase: str, owner: int) -> None:
        """Draw one phrase from the root. Raises BadPhrase when it cannot be read."""
        end = self._place()
        self._draw(phrase, 0, end)
        self.owners[end] = owner

    def _draw(self, phrase: str, start: int, end: int) -> None:
        pieces = PIECE.findall(phrase)
        if not pieces or "".join(pieces) != phrase.replace(" ", ""):
            raise BadPhrase(phrase)
        pieces.reverse()
        self._choice(pieces, start, end)
        if pieces:
            raise BadPhrase(phrase)

    def _choice(self, pieces: list[str], start: int, end: int) -> None:
        """Draw alternatives up to a closing bracket or the end; ``pieces`` is back to front."""
        at = start
        while pieces and not pieces[-1].startswith(")"):
            piece = pieces.pop()
            if piece == "|":
                self.leaps[at].append(end)
                at = start
            else:
                at = self._piece(piece, pieces, at)
        self.leaps[at].append(end)

    def _piece(self, piece: str, pieces: list[str], at: int) -> int:
        after = self._place()
        optional = piece.endswith("?")
        piece = piece.rstrip("?")
        if piece == "(":
            before = self._place()
            self.leaps[at].append(before)
            self._choice(pieces, before, after)
            if not pieces:
                raise BadPhrase(piece)
            optional = pieces.pop() == ")?"
        elif piece.startswith("@"):
            self._set(piece, at, after)
        else:
            step: Step = int(piece[2:]) if piece.startswith("..") else piece
            self.steps[at].append((step, after))
        if optional:
            self.leaps[at].append(after)
        return after

    def _set(self, name: str, at: int, after: int) -> None:
        """A set of single words is one step; a set of phrases is drawn out."""
        items = self._sets.get(name[1:])
        if not items:
            raise BadPhrase(name)
        if all(item.isalnum() for item in items):
            self.steps[at].append((name, after))
            return
        for item in items:
            start = self._place()
            self.leaps[at].append(start)
            self._draw(item, start, after)

    def _place(self) -> int:
        self.steps.append([])
        self.leaps.append([])
        return len(self.steps) - 1

    def reach(self, places: Iterable[int]) -> frozenset[int]:
        """All places one can stand at without reading another word."""
        seen = set(places)
        todo = list(seen)
        while todo:
            for place in self.leaps[todo.pop()]:
                if place not in seen:
                    seen.add(place)
                    todo.append(place)
        return frozenset(seen)


class Phrasebook:
    """All phrases of all rules, ready to be found."""

    def __init__(
        self, sets: Mapping[str, Sequence[str]], phrases: Iterable[tuple[str, int]]
    ) -> None:
        """Compile ``(phrase, owner)`` pairs. Raises BadPhrase when one cannot be read."""
        draft = Draft(sets)
        for phrase, owner in phrases:
            draft.add(phrase, owner)
        self._members = self._steps_of_words(draft, sets)
        self._root = self._finished(draft)
        if self._root.ends or self._root.gaps:
            msg = "a phrase must begin with a word"
            raise BadPhrase(msg)

    @staticmethod
    def _steps_of_words(
        draft: Draft, sets: Mapping[str, Sequence[str]]
    ) -> dict[str, tuple[str, ...]]:
        """For each word of the phrases: the steps it satisfies, as itself and in sets."""
        used = {step for steps in draft.steps for step, _ in steps if isinstance(step, str)}
        members: dict[str, list[str]] = {}
        for step in sorted(used):
            for word in sets[step[1:]] if step.startswith("@") else (step,):
                members.setdefault(word, []).append(step)
        return {word: tuple(dict.fromkeys(steps)) for word, steps in members.items()}

    @staticmethod
    def _finished(draft: Draft) -> Node:
        """Merge places that are always reached together, so each word is read once."""
        root = draft.reach([0])
        nodes = {root: Node()}
        todo = [root]
        while todo:
            places = todo.pop()
            node = nodes[places]
            node.ends = tuple(sorted({draft.owners[p] for p in places if p in draft.owners}))
            after: dict[Step, set[int]] = {}
            for place in places:
                for step, to in draft.steps[place]:
                    after.setdefault(step, set()).add(to)
            for step, targets in after.items():
                reached = draft.reach(targets)
                if reached not in nodes:
                    nodes[reached] = Node()
                    todo.append(reached)
                if isinstance(step, int):
                    node.gaps.append((step, nodes[reached]))
                else:
                    node.words[step] = nodes[reached]
        return nodes[root]

    @property
    def known(self) -> frozenset[str]:
        """Every word that stands in some phrase."""
        return frozenset(self._members)

    def hits(self, words: Sequence[str]) -> Iterator[Hit]:
        """Find every phrase in ``words``, the words of one clause."""
        known = self._members
        members = [known.get(word) or (NUMBER if word.isdigit() else ()) for word in words]
        first = self._root.words
        for start, steps in enumerate(members):
            for step in steps:
                if step in first:
                    yield from self._from(first[step], start, words, members)

    @staticmethod
    def _from(
        node: Node, start: int, words: Sequence[str], members: list[tuple[str, ...]]
    ) -> Iterator[Hit]:
        places = [(node, start + 1)]
        last = len(words)
        while places:
            node, at = places.pop()
            for owner in node.ends:
                yield Hit(owner, start, at)
            if at < last:
                onward = node.words
                places.extend((onward[step], at + 1) for step in members[at] if step in onward)
                if node.gaps:
                    places.extend(Phrasebook._leapt(node, at, words, members))

    @staticmethod
    def _leapt(
        node: Node, at: int, words: Sequence[str], members: list[tuple[str, ...]]
    ) -> Iterator[tuple[Node, int]]:
        """Every place a gap may lead to and go on from, up to the first "not"."""
        for widest, after in node.gaps:
            for to in range(at, min(at + widest, len(words) - 1) + 1):
                if after.gaps or after.ends or not after.words.keys().isdisjoint(members[to]):
                    yield after, to
                if words[to] in NEGATORS:
                    break
