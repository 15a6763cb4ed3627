"""A request for peer support from outside, as FHIR: what it asks for, and nothing of whom. Pure.

A clinician's system writes a bundle with a ServiceRequest. We want to know why, what the person
would like, how they would like to be reached, and where to answer. Whoever the person is stays out:
no name, no day of birth, no address, no number of theirs is in what ``asked`` returns, and what a
Patient says of them is also taken out of free words. A name that stands in free words alone cannot be
known for one; so a person reads what was filled in, before it goes anywhere.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

MOST = 256 * 1024  # bytes
DEEPEST = 64
ENTRIES = 2000
REASON, WISH, REACHED = 300, 600, 200  # characters
OUT = "(left out)"
PERSONS = frozenset({"Patient", "RelatedPerson", "Person"})
ANSWERERS = frozenset({"Practitioner", "PractitionerRole", "Organization"})
WAYS = {
    "phone": "By phone",
    "sms": "By text message",
    "email": "By mail",
    "fax": "By fax",
    "url": "Online",
}
# What looks like somebody's, whoever wrote it: mail, pages, numbers, days of the calendar.
_LOOKS = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+|www\.\S+"
    r"|\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b"
    r"|\b\d{3}-\d{2}-\d{4}\b|\+?\(?\d(?:[\s().-]{0,2}\d){6,}"
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_DAYS = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\.? (?:of )?(?:{'|'.join(_MONTHS)}),? \d{{4}}"
    rf"|(?:{'|'.join(_MONTHS)}) \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})\b",
    re.IGNORECASE,
)

Json = Mapping[str, Any]


class NotReadable(Exception):
    """It is no request that we can read. Its words are for whoever chose the file."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a request says. ``dropped``: what it said beside that, in plain words."""

    reason: str = ""
    wish: str = ""
    contact: str = ""  # how the person would like to be reached: in which way, never where
    reply_to: str = ""  # of whoever asks
    until: date | None = None
    dropped: tuple[str, ...] = ()


def asked(text: str | bytes) -> Asked:
    """What the request in a file asks for.

    Raises:
        NotReadable: it is too long, too deep, no JSON, or no request.
    """
    found = _resources(_parsed(text))
    requests = [each for _, each in found if each.get("resourceType") == "ServiceRequest"]
    if not requests:
        raise NotReadable("There is no request (ServiceRequest) in this file.")
    request, by_key = requests[0], {key: each for key, each in found if key}
    persons = [each for _, each in found if each.get("resourceType") in PERSONS]
    about = _mapping(request.get("subject"))
    secrets = _Secrets([*persons, *_inside(request, about), about])
    reason = secrets.without("; ".join(_reasons(request)))[:REASON]
    wish = secrets.without("\n".join(_wishes(request)))[:WISH]
    reply_to = _reply_to(request, by_key, secrets)[:REACHED]
    dropped = tuple(_dropped(found, request, persons, about, in_words=secrets.found))
    return Asked(
        reason=reason.strip(),
        wish=wish.strip(),
        contact=_contact(persons),
        reply_to=reply_to.strip(),
        until=_until(request),
        dropped=dropped,
    )


def _parsed(text: str | bytes) -> Json:
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    if len(raw) > MOST:
        raise NotReadable("This file is larger than 256 kB. A request is much smaller.")
    try:
        said = json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)
    except RecursionError:
        raise NotReadable("This file is nested too deep to be read.") from None
    except ValueError:  # no JSON, no UTF-8, a number that is none or has thousands of digits
        raise NotReadable(
            "This file is not JSON. Save it as FHIR JSON, and choose it again."
        ) from None
    if not isinstance(said, dict):
        raise NotReadable("This file holds no FHIR resource.")
    _not_too_deep(said)
    return said


def _no_number(said: str) -> NoReturn:
    raise ValueError(said)


def _not_too_deep(said: Any) -> None:
    row, depth = [said], 0
    while row:
        if depth > DEEPEST:
            raise NotReadable("This file is nested too deep to be read.")
        inner = [list(each.values()) if isinstance(each, dict) else each for each in row]
        row = [it for each in inner for it in each if isinstance(it, dict | list)]
        depth += 1


def _resources(said: Json) -> list[tuple[str, Json]]:
    """Every resource with what others name it by, also where it lies alone or inside another."""
    if said.get("resourceType") != "Bundle":
        return _keyed("", said)
    entries = _mappings(said.get("entry"))
    if len(entries) > ENTRIES:
        raise NotReadable(f"This file holds more than {ENTRIES} resources. A request is smaller.")
    return [
        pair
        for each in entries
        for pair in _keyed(_text(each.get("fullUrl")), _mapping(each.get("resource")))
    ]


def _keyed(key: str, each: Json) -> list[tuple[str, Json]]:
    own = f"{_text(each.get('resourceType'))}/{_text(each.get('id'))}"
    inside = [(f"#{_text(it.get('id'))}", it) for it in _mappings(each.get("contained"))]
    return [(key, each), (own, each), *inside] if key else [(own, each), *inside]


def _inside(request: Json, about: Json) -> list[Json]:
    """Other names by which the request itself calls the person."""
    return [{"display": about.get("display")}, {"identifier": request.get("identifier")}]


class _Secrets:
    """What is known of the person, to be taken out of free words."""

    def __init__(self, persons: Sequence[Json]) -> None:
        words: set[str] = set()
        for each in persons:
            words |= {said for said in _strings(each) if len(said) > 1}
        # Longest first: a full name goes as one, and not in two halves.
        self._names = sorted(words, key=len, reverse=True)
        self.found = False

    def without(self, said: str) -> str:
        """The words with all of it taken out."""
        left = said
        for name in self._names:
            left = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", OUT, left, flags=re.IGNORECASE)
        left = _DAYS.sub(OUT, _LOOKS.sub(OUT, left))
        self.found = self.found or left != said
        return left

    def knows(self, said: str) -> bool:
        """Whether it is one of theirs."""
        return said.casefold() in {name.casefold() for name in self._names}


_NAMED = frozenset({"name", "identifier", "telecom", "address", "birthDate", "display", "contact"})
_PLAIN = frozenset({"use", "system", "type", "rank", "period", "country", "gender", "relationship"})


def _strings(each: Json) -> Iterator[str]:
    """Whatever names somebody: whole, and of names and places each word."""
    rows: list[tuple[str, Any]] = [(name, each.get(name)) for name in _NAMED if name in each]
    while rows:
        name, value = rows.pop()
        if isinstance(value, dict):
            rows += [(key, it) for key, it in value.items() if key not in _PLAIN]
        elif isinstance(value, list):
            rows += [(name, it) for it in value]
        elif isinstance(value, str):
            yield value.strip()
            if name in {"text", "family", "given", "display"}:
                yield from (word for word in re.split(r"[\s,]+", value) if len(word) > 1)


def _reasons(request: Json) -> Iterator[str]:
    for each in _mappings(request.get("reasonCode")):
        text = _text(each.get("text"))
        shown = [_text(it.get("display")) for it in _mappings(each.get("coding"))]
        if said := text or next(filter(None, shown), ""):
            yield said


def _wishes(request: Json) -> Iterator[str]:
    for each in _mappings(request.get("note")):
        if said := _text(each.get("text")):
            yield said
    if said := _text(request.get("patientInstruction")):
        yield said


def _contact(persons: Sequence[Json]) -> str:
    """The way that is ranked first: never the number. A number without a rank is no wish."""
    ways = [
        (rank, WAYS[system])
        for person in persons
        if person.get("resourceType") == "Patient"
        for each in _mappings(person.get("telecom"))
        if (system := _text(each.get("system"))) in WAYS
        and isinstance(rank := each.get("rank"), int)
    ]
    return min(ways, key=lambda way: way[0])[1] if ways else ""


def _reply_to(request: Json, by_key: Mapping[str, Json], secrets: _Secrets) -> str:
    """The first address of whoever asks: of them, of their role, or of their house."""
    waiting, seen = [request.get("requester")], 0
    while waiting and seen < 8:
        seen += 1
        each = by_key.get(_text(_mapping(waiting.pop(0)).get("reference")), {})
        if each.get("resourceType") not in ANSWERERS:
            continue
        for way in _mappings(each.get("telecom")):
            value = _text(way.get("value"))
            if value and not secrets.knows(value):
                return value
        waiting += [each.get("practitioner"), each.get("organization")]
    return ""


def _until(request: Json) -> date | None:
    end = _text(_mapping(request.get("occurrencePeriod")).get("end"))
    try:
        return date.fromisoformat(end[:10]) if end else None
    except ValueError:
        return None


def _dropped(
    found: Sequence[tuple[str, Json]],
    request: Json,
    persons: Sequence[Json],
    about: Json,
    *,
    in_words: bool,
) -> Iterator[str]:
    once = {id(each): _text(each.get("resourceType")) for _, each in found}
    counted = Counter(once.values())
    if persons or about.get("display") or about.get("identifier"):
        yield "Who the person is: name, birth date, address, numbers"
    if in_words:
        yield "Names, dates, numbers or addresses inside free words"
    if counted["ServiceRequest"] > 1:
        yield f"{counted['ServiceRequest'] - 1} more requests: only the first is read"
    others = sum(
        many
        for kind, many in counted.items()
        if kind not in PERSONS | ANSWERERS | {"ServiceRequest"}
    )
    if others:
        what = "Another part" if others == 1 else f"{others} other parts"
        yield f"{what}, such as observations, conditions or documents"
    if request.get("supportingInfo") or request.get("insurance"):
        yield "What the request points to beside itself"


def _mapping(value: Any) -> Json:
    return value if isinstance(value, dict) else {}


def _mappings(value: Any) -> list[Json]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
