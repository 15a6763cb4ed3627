"""Names, places and workplaces by their capital letters and by what stands around them. Pure.

A capital where a sentence begins says little, so there only common given names are found, and words
that do what only people do ("Marlene brought me soup"). Inside a sentence a capital speaks for a name, unless the word is one that leads to nobody.
"""

import re
from collections.abc import Iterator

from matching.stories.checks.book import NameWords, name_words

# Words with capitals in a row, also over "of" and "of the", perhaps with a title in front.
CAPITALS = re.compile(
    r"(?<![\w@#.])(?:(?:Mr|Mrs|Ms|Dr|Rev|Prof|St)\. )?"
    r"[A-ZÀ-Þ][\w’'-]{0,29}(?: (?:of (?:the )?|& )?[A-ZÀ-Þ][\w’'-]{0,29}){0,4}"
)
SENTENCE_END = frozenset('.!?\n“"(:•–—-…')
SHOUTED = 6  # letters: a short word in capitals is no name, but a shout or an abbreviation
LOOK_BACK = 40  # characters before a word that say what it is
WORD = re.compile(r"[\w’'-]+")

Span = tuple[str, int, int]  # kind, start, end


def capitals(text: str) -> Iterator[Span]:
    """What words with capitals look like: "name", "place" or "employer", and where each stands."""
    words = name_words()
    for match in CAPITALS.finditer(text):
        start, end = _without_known(text, *match.span(), words)
        if start < end:
            kind = _kind(text, start, end, words)
            if kind:
                yield kind, start, end


def _without_known(text: str, start: int, end: int, words: NameWords) -> tuple[int, int]:
    """The stretch without words at its ends that lead to nobody, and without a sentence's first."""
    row = [(each.start() + start, each.end() + start) for each in WORD.finditer(text[start:end])]
    kept = words.place_after | words.work_after
    while row and _leads_nowhere(text, *row[0], words, is_alone=len(row) == 1):
        row.pop(0)
    while row and _bare(text[slice(*row[-1])]) in words.known - kept:
        row.pop()
    if not row:
        return end, end
    return row[0][0], _before_possessive(text, row[-1][1])


def _leads_nowhere(text: str, start: int, end: int, words: NameWords, *, is_alone: bool) -> bool:
    word = text[start:end]
    bare = _bare(word)
    if bare in words.titles and not is_alone:
        return False
    if bare in words.known or (word.isupper() and len(word) <= SHOUTED):
        return True
    if _begins_sentence(text, start):
        if bare in words.given or _does_what_people_do(text, start, end, words):
            return False
        return is_alone or not _is_long_name(text, end, words)
    return False


def _does_what_people_do(text: str, start: int, end: int, words: NameWords) -> bool:
    """Whether a sentence's first word is followed by what only people do; several people are no name."""
    following = WORD.search(text, end)
    if following is None or following.start() != end + 1 or text[end - 1] == "s":
        return False
    return end - start > 2 and following.group() in words.person_verbs


def _is_long_name(text: str, end: int, words: NameWords) -> bool:
    """Whether a sentence's first word is followed by one that makes a name or a place of both."""
    following = WORD.search(text, end)
    if following is None or following.start() > end + 2:
        return False
    bare = _bare(following.group())
    return bare in words.place_after or bare in words.work_after or bare not in words.known


def _kind(text: str, start: int, end: int, words: NameWords) -> str:
    row = [_bare(each) for each in WORD.findall(text[start:end])]
    before = text[max(0, start - LOOK_BACK) : start]
    if words.work_before.search(before) or (len(row) > 1 and row[-1] in words.work_after):
        return "employer"
    if len(row) > 1 and row[-1] in words.place_after:
        return "place"
    if len(row) == 1 and row[0] in words.place_after | words.titles | words.kin:
        return ""
    last = WORD.findall(before)[-2:]
    near = last[-1].lower() if last and before.endswith(" ") else ""
    if near == "the" and len(last) > 1:
        near = last[0].lower()
    is_person = row[0] in words.given | words.titles
    if not is_person and near in words.place_before:
        return "place"
    return "name"


def _begins_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t")
    return (
        not before
        or before[-1] in SENTENCE_END
        or (before[-1] in "”’'\"" and (len(before) > 1 and before[-2] in SENTENCE_END))
    )


def _bare(word: str) -> str:
    lowered = re.sub(r"[’'](?:s|m|ll|d|ve|re)$", "", word.lower().strip("’'-"))
    days = lowered.endswith(("days", "mbers"))  # several of a day or a month: "Tuesdays"
    return lowered[:-1] if days else lowered


def _before_possessive(text: str, end: int) -> int:
    return end - 2 if text[end - 2 : end] in {"’s", "'s"} else end
