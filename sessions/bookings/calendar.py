"""Bookings as iCalendar files (RFC 5545) and as a calendar to subscribe to (RFC 7986). Pure.

The words are discreet: a calendar is shared with employers and families.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid5

CONTENT_TYPE = "text/calendar; charset=utf-8"
SUMMARY = "Appointment"
NAME = "Appointments"
REFRESH = "PT6H"  # how often a calendar should ask again
HEAD = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Appointments//Appointments 1.0//EN",
    "CALSCALE:GREGORIAN",
)
UTC_ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
)
FOLD_AT = 75  # octets in a line, without its line break
# Makes the id in the calendar from the booking's own, so that the file leads nowhere.
APPOINTMENTS = UUID("5f0c7a52-3f57-4f0c-9d5e-2b1f6f6f0a61")


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """What a calendar may know."""

    public_id: str
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    sequence: int
    cancelled: bool


def to_ical(appointment: Appointment) -> str:
    """The file: a new or changed appointment, or word that it is cancelled. Times are in UTC."""
    method = f"METHOD:{'CANCEL' if appointment.cancelled else 'PUBLISH'}"
    return _written([*HEAD, method, *_event(appointment), "END:VCALENDAR"])


def to_feed(appointments: Iterable[Appointment]) -> str:
    """One calendar with all of them, for programs that ask for it again and again.

    A calendar needs a component (RFC 5545, 3.6). Where there is no appointment it is the one of
    the zone in which the times are written.
    """
    events = [line for each in appointments for line in _event(each)]
    named = [f"NAME:{escaped(NAME)}", f"X-WR-CALNAME:{escaped(NAME)}"]
    often = [f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}", f"X-PUBLISHED-TTL:{REFRESH}"]
    return _written([*HEAD, *named, *often, *(events or UTC_ZONE), "END:VCALENDAR"])


def fingerprint(words: str) -> str:
    """The same for the same calendar; tells nothing of it."""
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def _event(appointment: Appointment) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(APPOINTMENTS, appointment.public_id)}"
    yield f"SEQUENCE:{appointment.sequence}"
    yield f"DTSTAMP:{_utc(appointment.changed_at)}"
    yield f"DTSTART:{_utc(appointment.starts_at)}"
    yield f"DTEND:{_utc(appointment.ends_at)}"
    yield f"SUMMARY:{escaped(SUMMARY)}"
    yield f"STATUS:{'CANCELLED' if appointment.cancelled else 'CONFIRMED'}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:OPAQUE"
    yield "END:VEVENT"


def _written(lines: Iterable[str]) -> str:
    return "".join(f"{folded(line)}\r\n" for line in lines)


def escaped(words: str) -> str:
    """``words`` as the value of a TEXT property."""
    words = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return words.replace("\r\n", "\\n").replace("\n", "\\n")


def folded(line: str) -> str:
    """``line`` in pieces of at most 75 octets; no character is cut in two."""
    pieces, piece, room = [], "", FOLD_AT
    for character in line:
        size = len(character.encode())
        if len(piece.encode()) + size > room:
            pieces.append(piece)
            piece, room = "", FOLD_AT - 1  # the space that marks a continuation counts
        piece += character
    return "\r\n ".join([*pieces, piece])


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
