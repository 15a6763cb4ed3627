"""A booking as an iCalendar file (RFC 5545). Pure.

The words are discreet: a calendar is shared with employers and families.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid5

CONTENT_TYPE = "text/calendar; charset=utf-8"
SUMMARY = "Appointment"
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
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Appointments//Appointments 1.0//EN",
        "CALSCALE:GREGORIAN",
        f"METHOD:{'CANCEL' if appointment.cancelled else 'PUBLISH'}",
        "BEGIN:VEVENT",
        f"UID:{uuid5(APPOINTMENTS, appointment.public_id)}",
        f"SEQUENCE:{appointment.sequence}",
        f"DTSTAMP:{_utc(appointment.changed_at)}",
        f"DTSTART:{_utc(appointment.starts_at)}",
        f"DTEND:{_utc(appointment.ends_at)}",
        f"SUMMARY:{escaped(SUMMARY)}",
        f"STATUS:{'CANCELLED' if appointment.cancelled else 'CONFIRMED'}",
        "CLASS:PRIVATE",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
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
