"""Reads what a person meant through how it was typed, and remembers where it stood.

``fold`` evens out letters (case, accents, full width, look-alikes, invisible characters);
``words_of`` cuts the folded text into plain words and undoes stretched, starred, numbered and
coded spellings. Every word carries its place in the ORIGINAL text.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

LOOK_ALIKES = {
    **dict(zip("аеорсхуіѕјкмтнвѵ", "aeopcxyisjkmthbv", strict=True)),
    **dict(zip("αοικνρτυεω", "aoikvptuew", strict=True)),
    **dict(zip("łøđħıŀ", "lodhil", strict=True)),
    **dict.fromkeys("‘’‛ʼ`´′＇", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―", "-"),
    "…": ".",
    "ß": "s",
    "æ": "a",
    "œ": "o",
    "\u2028": "\n",
    "\u2029": "\n",
}
UNSEEN = {"Mn", "Me", "Cf"}  # accents left after decomposition, zero-width and direction marks
LEET = str.maketrans("013457@$!|8", "oieastasilb")
LEET_L = str.maketrans("013457@$!|8", "oleastasllb")

# Possessive or bounded repeats: the time grows with the text and no faster.
TOKEN = re.compile(r"[a-z0-9$@*](?:['!$@*#|]{0,6}+[a-z0-9*])*+")
PLAIN = re.compile(r"[a-z]++")
STRETCHED = re.compile(r"(.)\1{2,}+")
REPEATED = re.compile(r"(.)\1++")
SPELT_OUT = re.compile(r"(?<![a-z0-9'])(?:[a-z0-9][ .\-_*]){2,20}[a-z0-9](?![a-z0-9'])")
BETWEEN_LETTERS = str.maketrans("", "", " .-_*")
LONGEST_WORD = 40  # characters; anything longer is noise and stays as it is


@dataclass(frozen=True)
class Folded:
    """Text in plain small letters; ``offsets[i]`` is where its character ``i`` came from."""

    text: str
    offsets: tuple[int, ...] | None  # None: nothing moved

    def original(self, index: int) -> int:
        """Say where in the original text the folded character ``index`` stood."""
        return index if self.offsets is None else self.offsets[index]


class Word(NamedTuple):
    """One plain word and the half-open span ``start:end`` it came from in the original."""

    text: str
    start: int
    end: int
    before: str  # what stands between the previous word and this one, folded


@dataclass(frozen=True)
class Spelling:
    """How words may be disguised: from the rule file, never from a person's text."""

    coded: Mapping[str, tuple[str, ...]]  # "wanna" -> ("want", "to")
    pairs: Mapping[tuple[str, str], str]  # ("my", "self") -> "myself"
    guarded: frozenset[str]  # words whose disguises are undone
    known: frozenset[str]  # every word the rules mention

    @cached_property
    def skeletons(self) -> dict[str, str]:
        """Guarded words by their spelling without repeated letters: ``kil`` -> ``kill``."""
        return {REPEATED.sub(r"\1", word): word for word in sorted(self.guarded)}

    @cached_property
    def by_shape(self) -> dict[int, tuple[str, ...]]:
        """Guarded words by their length, for starred spellings."""
        sizes = {len(word) for word in self.guarded}
        return {n: tuple(sorted(w for w in self.guarded if len(w) == n)) for n in sizes}

    def plain(self, token: str) -> tuple[str, ...]:
        """Turn one typed token into the word or words it stands for."""
        if token in self.coded:
            return self.coded[token]
        if PLAIN.fullmatch(token):
            if token in self.known or not REPEATED.search(token):
                return (token,)
            return self._after(self._unstretched(token))
        bare = token.replace("'", "")
        if bare in self.coded:
            return self.coded[bare]
        if PLAIN.fullmatch(bare) or bare.isdigit() or len(bare) > LONGEST_WORD:
            return self._after(self._unstretched(bare)) if STRETCHED.search(bare) else (bare,)
        return self._after(self._undisguised(bare))

    def _after(self, word: str) -> tuple[str, ...]:
        return self.coded.get(word, (word,))

    def _unstretched(self, token: str) -> str:
        skeleton = REPEATED.sub(r"\1", token)
        if skeleton in self.skeletons:
            return self.skeletons[skeleton]
        if not STRETCHED.search(token):
            return token
        twice, once = STRETCHED.sub(r"\1\1", token), STRETCHED.sub(r"\1", token)
        for word in (twice, once, skeleton):
            if word in self.known or word in self.coded:
                return word
        return twice

    def _undisguised(self, token: str) -> str:
        for table in (LEET, LEET_L):
            word = token.translate(table)
            for candidate in (word, word.strip("*"), REPEATED.sub(r"\1", word)):
                if candidate in self.guarded or candidate in self.coded:
                    return candidate
                if candidate in self.skeletons:
                    return self.skeletons[candidate]
        return self._starred(token) or token.strip("*@$#!") or token

    def _starred(self, token: str) -> str | None:
        seen = sum(character not in "*#!@$" for character in token)
        if seen == len(token) or seen < 2:  # two letters are the least we go by
            return None
        for word in self.by_shape.get(len(token), ()):
            if all(a in "*#!@$" or a == b for a, b in zip(token, word, strict=True)):
                return word
        return None


def fold(text: str) -> Folded:
    """Even out the letters of ``text``; never raises, whatever the characters."""
    if text.isascii():
        return Folded(text.lower(), None)
    memo: dict[str, str] = {}
    letters: list[str] = []
    offsets: list[int] = []
    for index, character in enumerate(text):
        plain = memo.get(character)
        if plain is None:
            plain = memo[character] = _plain_letters(character)
        letters.append(plain)
        offsets.extend([index] * len(plain))
    return Folded("".join(letters), tuple(offsets))


def _plain_letters(character: str) -> str:
    if character in LOOK_ALIKES:
        return LOOK_ALIKES[character]
    parts = unicodedata.normalize("NFKD", character).lower()
    seen = (part for part in parts if unicodedata.category(part) not in UNSEEN)
    return "".join(LOOK_ALIKES.get(part, part) for part in seen)


def words_of(folded: Folded, spelling: Spelling) -> list[Word]:
    """Cut folded text into plain words, in order, each with its place in the original."""
    words: list[Word] = []
    text, last = folded.text, 0
    seen: dict[str, tuple[str, ...]] = {}
    for start, end, token in _tokens(text, spelling):
        before, last = text[last:start], end
        place = folded.original(start), folded.original(end - 1) + 1
        if token not in seen:
            seen[token] = spelling.plain(token)
        for plain in seen[token]:
            pair = spelling.pairs.get((words[-1].text, plain)) if words else None
            if pair is not None and before in {" ", "-", ""}:
                first = words.pop()
                words.append(Word(pair, first.start, place[1], first.before))
            else:
                words.append(Word(plain, *place, before))
            before = ""
    return words


def _tokens(text: str, spelling: Spelling) -> Iterator[tuple[int, int, str]]:
    """Find each token and where it stands; a word spelt out letter by letter is one token."""
    last = 0
    for spelt in SPELT_OUT.finditer(text):
        word = spelt.group().translate(BETWEEN_LETTERS)
        if word in spelling.guarded or word in spelling.coded:
            for match in TOKEN.finditer(text, last, spelt.start()):
                yield *match.span(), match.group()
            yield *spelt.span(), word
            last = spelt.end()
    for match in TOKEN.finditer(text, last):
        yield *match.span(), match.group()
