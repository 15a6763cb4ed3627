"""The file for calendars."""

from datetime import timedelta

from sessions.bookings.calendar import Appointment, escaped, folded, to_ical
from tests.cast import NOON


def an_appointment(*, cancelled: bool = False, sequence: int = 0) -> Appointment:
    return Appointment(
        public_id="abc",
        starts_at=NOON,
        ends_at=NOON + timedelta(minutes=30),
        changed_at=NOON - timedelta(days=1),
        sequence=sequence,
        cancelled=cancelled,
    )


def test_the_file_says_when_and_nothing_else() -> None:
    lines = to_ical(an_appointment()).split("\r\n")

    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert {
        "METHOD:PUBLISH",
        "DTSTART:20261123T120000Z",
        "DTEND:20261123T123000Z",
        "DTSTAMP:20261122T120000Z",
        "SUMMARY:Appointment",
        "STATUS:CONFIRMED",
        "SEQUENCE:0",
    } <= set(lines)
    assert "abc" not in to_ical(an_appointment())
    assert "peerhub" not in to_ical(an_appointment()).lower()


def test_a_cancelled_one_has_the_same_uid_and_a_higher_sequence() -> None:
    before, after = to_ical(an_appointment()), to_ical(an_appointment(cancelled=True, sequence=1))

    uid = next(line for line in before.split("\r\n") if line.startswith("UID:"))
    assert uid in after.split("\r\n")
    assert {"METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:1"} <= set(after.split("\r\n"))


def test_long_lines_are_folded_between_characters() -> None:
    line = "SUMMARY:" + "é" * 200

    pieces = folded(line).split("\r\n")

    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line


def test_text_is_escaped() -> None:
    assert escaped("a;b,c\\d\ne") == "a\\;b\\,c\\\\d\\ne"
