"""Finds what may tell who or where somebody is, so that its author can look again. Pure.

It asks; it refuses nothing. So it is careful with what people in trouble write often: numbers of
help lines, years, hours, doses and amounts are left alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_NAME = r"[A-Z][a-zà-ÿ'’-]{1,20}"
_STREETS = "street st avenue ave road rd lane ln drive dr boulevard blvd court ct way place pl"
_STREET = "|".join(_STREETS.split())
_NETWORKS = (
    "instagram|insta|ig|snapchat|snap|discord|telegram|tiktok|facebook|fb|whatsapp|signal|kik"
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("email", re.compile(r"\b[\w.+-]+@[\w-]+\.[a-z]{2,}\b", re.IGNORECASE)),
    (
        "email",
        re.compile(
            r"\b[\w.+-]+\s*(?:\(at\)|\[at\]|\bat\b)\s*[\w-]+\s*(?:\(dot\)|\[dot\]|\bdot\b)\s*"
            r"(?:com|net|org|edu|co|uk|io|me)\b",
            re.IGNORECASE,
        ),
    ),
    ("link", re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)),
    (
        "account",
        re.compile(
            rf"\b(?:my|add me on|find me on|on)\s+(?:{_NETWORKS})(?:\s*(?:is|:|=|@)\s*|\s+@)"
            r"@?(?!not\b|gone\b|off\b|full\b|a\b|the\b)[\w.]{3,}",
            re.IGNORECASE,
        ),
    ),
    ("account", re.compile(rf"\b(?:{_NETWORKS})\s*[:=]\s*@?[\w.]{{3,}}", re.IGNORECASE)),
    ("account", re.compile(r"(?<![\w@.])@[A-Za-z_][\w.]{2,29}\b")),
    ("account", re.compile(r"\b[A-Za-z][\w.]{1,30}#\d{4}\b")),
    (
        "address",
        re.compile(rf"\b\d{{1,5}}\s+(?:{_NAME}\s+){{1,3}}(?:{_STREET})\b\.?", re.IGNORECASE),
    ),
    ("address", re.compile(r"\b[A-Z]{2}\s+\d{5}(?:-\d{4})?\b")),
    (
        "name",
        re.compile(
            rf"\b(?:[Mm]y (?:real |full )?name is|[Mm]y name's|I am called|I'm called)\s+{_NAME}"
            rf"(?:\s+{_NAME})?"
        ),
    ),
    (
        "workplace_or_school",
        re.compile(
            rf"\b(?:[Ii] (?:work|teach|study) (?:at|for)|[Ii] go to|[Mm]y school is)\s+"
            rf"(?:the\s+)?(?:{_NAME}\s+){{1,4}}"
            r"(?:High School|School|College|University|Hospital|Clinic|Elementary|Academy|Inc|LLC)\b"
        ),
    ),
    (
        "birth",
        re.compile(
            r"\b(?:born|birthday|birth|dob)\b[^.\n]{0,20}?"
            rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:19|20)\d\d|(?:{_MONTHS})[a-z]*\.?\s+\d{{1,2}}"
            rf"(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d|\d{{1,2}}\s+(?:{_MONTHS})[a-z]*\s+(?:19|20)\d\d)",
            re.IGNORECASE,
        ),
    ),
)
# Ten digits, as people in the United States write their numbers; or a plus and a country.
_PHONES = (
    re.compile(r"(?<![\w.])(?:\+?1[\s.-]*)?\(?\d{3}\)?[\s.-]*\d{3}[\s.-]*\d{4}(?![\w-])"),
    re.compile(r"(?<!\w)\+\d{1,3}(?:[\s.-]*\d){7,12}(?!\w)"),
    re.compile(r"(?<![\w.])0\d{2,4}[\s-]\d{3}[\s-]?\d{3,4}(?![\w-])"),
)
# Lines that help: these numbers are said to save lives. Digits only.
_HELP_LINES = frozenset(
    {
        "18002738255",  # the lifeline's former number
        "8002738255",
        "18007997233",  # domestic violence
        "8007997233",
        "18006564673",  # sexual assault
        "8006564673",
        "18006624357",  # SAMHSA
        "8006624357",
        "18664887386",  # LGBTQ young people
        "8664887386",
        "116123",
    }
)

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
    """A sentence for the author: what it looks like, and why we ask."""
    kinds = list(dict.fromkeys(_WORDS[each.kind] for each in found))
    listed = kinds[0] if len(kinds) == 1 else f"{', '.join(kinds[:-1])} and {kinds[-1]}"
    return (
        f"This looks like {listed}. Here we keep such things out, so that nobody can be found."
        " You can change it, or send it anyway: then a person from our team reads it first."
    )


def _all(text: str) -> Iterator[Found]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield Found(kind, *match.span())
    if sum(sign.isdigit() for sign in text) >= 9:
        for pattern in _PHONES:
            for match in pattern.finditer(text):
                if re.sub(r"\D", "", match.group()) not in _HELP_LINES:
                    yield Found("phone", *match.span())
