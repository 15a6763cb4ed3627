"""What is wrong with a calendar file, by RFC 5545: its lines as they stand, and as icalendar reads them."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from icalendar import Calendar, Event
from icalendar.cal import Component

# 3.1: name *(";" param) ":" value. Our lines have no quoted parameters.
CONTENT_LINE = re.compile(
    r"[A-Za-z0-9-]+(;[A-Za-z0-9-]+=[^\x00-\x08\x0a-\x1f\x7f\";:,]+)*:[^\x00-\x08\x0a-\x1f\x7f]*"
)
OCTETS = 75
# 3.8.1.11, for events.
STATES = frozenset({"TENTATIVE", "CONFIRMED", "CANCELLED"})
# RFC 7986, 5.7 and 5.1; X- names are anybody's.
KNOWN_TO_CALENDARS = frozenset(
    {"PRODID", "VERSION", "CALSCALE", "METHOD", "NAME", "REFRESH-INTERVAL"}
)


def problems(words: str) -> list[str]:
    """All that is wrong; an empty list for a file that every calendar must read."""
    return [*_of_lines(words), *_of_meaning(words)]


def _of_lines(words: str) -> Iterator[str]:
    if not words.endswith("\r\n"):
        yield "the last line does not end"
    if re.search(r"(?<!\r)\n|\r(?!\n)", words):
        yield "a line ends by half"
    for number, line in enumerate(words.split("\r\n")[:-1], start=1):
        if len(line.encode()) > OCTETS:
            yield f"line {number} is too long"
    for line in re.sub(r"\r\n[ \t]", "", words).split("\r\n")[:-1]:
        if not CONTENT_LINE.fullmatch(line):
            yield f"no content line: {line}"


def _of_meaning(words: str) -> Iterator[str]:
    calendar = Calendar.from_ical(words)
    assert isinstance(calendar, Calendar)
    yield from (f"icalendar says: {error}" for each in calendar.walk() for error in each.errors)
    yield from _of_counts(calendar, names=KNOWN_TO_CALENDARS)
    if (calendar.get("VERSION"), calendar.get("CALSCALE")) != ("2.0", "GREGORIAN"):
        yield "another version or scale"
    if not calendar.subcomponents:
        yield "a calendar without a component"
    seen = Counter(str(event.get("UID")) for event in calendar.events)
    yield from (f"{uid} is there {count} times" for uid, count in seen.items() if count > 1)
    for event in calendar.events:
        yield from _of_event(event)


def _of_event(event: Event) -> Iterator[str]:
    yield from _of_counts(event, names=frozenset((*Event.singletons, *Event.multiple)))
    stamps = {name: _stamp(event, name) for name in ("DTSTAMP", "DTSTART", "DTEND")}
    for name, stamp in stamps.items():
        if stamp and not stamp.endswith("Z"):
            yield f"{name} is not in UTC"
    if not stamps["DTSTART"] < stamps["DTEND"]:  # stamps of one form, in UTC
        yield "an event ends before it starts"
    if event.get("STATUS") not in STATES:
        yield f"no state of an event: {event.get('STATUS')}"


def _stamp(event: Event, name: str) -> str:
    """A time as it stands in the file; "" where there is none."""
    value: Any = event.get(name)
    return value.to_ical().decode() if value else ""


def _of_counts(component: Component, *, names: frozenset[str]) -> Iterator[str]:
    needed: tuple[str, ...] = component.required
    missing = [name for name in needed if name not in component]
    yield from (f"{component.name} without {name}" for name in missing)
    kept: dict[str, Any] = dict(component)
    for name, value in kept.items():
        if not name.startswith("X-") and name not in names:
            yield f"{component.name} knows no {name}"
        if isinstance(value, list):
            yield f"{component.name} has several {name}"
