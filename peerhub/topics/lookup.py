"""From a person's own words to topics they may mean. They confirm; nothing is chosen for them."""

import re
import unicodedata

from peerhub.topics import meaning
from peerhub.topics.models import Topic, TopicQuerySet
from peerhub.topics.spelling import known_words, mended

# A longer text is cut: the search is for a sentence or two, and costs grow with length.
SIGNS_AT_MOST = 500
WORDS_AT_MOST = 40
SUGGESTIONS = 8

_SPELT_OUT = (
    (re.compile(r"\bcan['’]?t\b"), "cannot"),
    (re.compile(r"\bwon['’]?t\b"), "will not"),
    (
        re.compile(r"\b(do|does|did|is|are|was|were|has|have|had|should|could|would)n['’]?t\b"),
        r"\1 not",
    ),
    (re.compile(r"\b(i)['’]m\b"), r"\1 am"),
    (re.compile(r"['’]"), ""),
)
# Words that say nothing about the topic; "not", "no" and "who" ("Who am I now") do. A "morning" is
# here because it is one slip away from mourning.
_SMALL_WORDS = """
    a about again all also am an and are at be because been being but by do does for from get got
    had has have he her him his i im in into is it its just keep keeps lot me more morning much my now of
    on or our really she since so some that the their them then there they think this to too
    trouble us very was we were what when which with years you your
"""
_SMALL = frozenset(_SMALL_WORDS.split())


def suggest(text: str, topics: TopicQuerySet, *, limit: int = SUGGESTIONS) -> list[Topic]:
    """The topics among ``topics`` that ``text`` seems to speak of, closest first, ``limit`` at most.

    Those that are meant once slips of the hand are mended come behind those that are meant anyway.
    """
    words = plain_words(text)
    if not words:
        return []
    found = list(topics.matching(words)[:limit])
    meant = mended(words, known_words(plain_words))
    if meant != words and len(found) < limit:
        found += [topic for topic in topics.matching(meant)[:limit] if topic not in found]
    return found[:limit]


def meant(text: str, topics: TopicQuerySet, *, limit: int = SUGGESTIONS) -> list[Topic]:
    """``suggest``, and behind those the topics that mean what ``text`` does in other words.

    Where nobody says what words mean, it is ``suggest``.
    """
    found = suggest(text, topics, limit=limit)
    codes = meaning.near(text, besides=[topic.code for topic in found])
    by_code = {topic.code: topic for topic in topics.filter(code__in=codes)} if codes else {}
    return [*found, *(by_code[code] for code in codes if code in by_code)][:limit]


def plain_words(text: str) -> str:
    """Lower case, without accents and small words, short forms spelt out, a few sentences at most."""
    plain = unicodedata.normalize("NFKD", text[:SIGNS_AT_MOST].casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    for short, long in _SPELT_OUT:
        plain = short.sub(long, plain)
    words = [word for word in re.findall(r"\w+", plain) if word not in _SMALL]
    return " ".join(words[:WORDS_AT_MOST])
