"""Every calendar file that PeerHub writes is one by RFC 5545, and the judge knows one that is not."""

import string
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from icalendar import Calendar

from sessions.bookings import calendar
from sessions.bookings.calendar import Appointment, to_feed, to_ical
from tests.cast import NOON
from tests.sessions.rfc5545 import problems

EARLIEST, MINUTE = datetime(2020, 1, 1, tzinfo=UTC), timedelta(minutes=1)
minutes = some.integers(0, 16 * 365 * 24 * 60)  # from 2020 to 2035
names = some.text(string.ascii_letters + string.digits + "-_", min_size=22, max_size=22)


@some.composite
def appointments(draw: some.DrawFn) -> Appointment:
    starts_at = EARLIEST + draw(minutes) * MINUTE
    return Appointment(
        public_id=draw(names),
        starts_at=starts_at.astimezone(draw(some.timezones())),
        ends_at=starts_at + 30 * MINUTE,
        changed_at=EARLIEST + draw(minutes) * MINUTE,
        sequence=draw(some.integers(0, 30_000)),
        cancelled=draw(some.booleans()),
    )


@settings(max_examples=50)
@given(appointments())
def test_a_file_is_one_and_says_what_was_meant(appointment: Appointment) -> None:
    words = to_ical(appointment)

    assert problems(words) == []
    read = Calendar.from_ical(words)
    (event,) = read.events
    assert (event.start, event.end) == (appointment.starts_at, appointment.ends_at)
    assert event["SEQUENCE"] == appointment.sequence
    assert (event["SUMMARY"], event["CLASS"]) == ("Appointment", "PRIVATE")
    method, status = ("CANCEL", "CANCELLED") if appointment.cancelled else ("PUBLISH", "CONFIRMED")
    assert (read["METHOD"], event["STATUS"]) == (method, status)
    assert set(event) == {
        *("UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND"),
        *("SUMMARY", "STATUS", "CLASS", "TRANSP"),
    }


@settings(max_examples=25)
@given(some.lists(appointments(), max_size=6, unique_by=lambda each: each.public_id))
def test_a_feed_is_one_and_has_each_appointment_once(many: list[Appointment]) -> None:
    words = to_feed(many)

    assert problems(words) == []
    read = Calendar.from_ical(words)
    assert [event.start for event in read.events] == [each.starts_at for each in many]
    assert "METHOD" not in read


def test_an_entry_is_the_same_in_file_and_feed() -> None:
    appointment = Appointment(
        public_id="abc",
        starts_at=NOON,
        ends_at=NOON + timedelta(minutes=30),
        changed_at=NOON,
        sequence=0,
        cancelled=False,
    )

    (of_file,) = Calendar.from_ical(to_ical(appointment)).events
    (of_feed,) = Calendar.from_ical(to_feed([appointment])).events

    assert of_file["UID"] == of_feed["UID"]


GOOD = to_feed(
    [
        Appointment(
            public_id="abc",
            starts_at=NOON,
            ends_at=NOON + timedelta(minutes=30),
            changed_at=NOON,
            sequence=0,
            cancelled=False,
        )
    ]
)


@pytest.mark.parametrize(
    ("what", "instead", "problem"),
    [
        ("\r\nSUMMARY", "\nSUMMARY", "a line ends by half"),
        ("SUMMARY:", "SUMMARY:" + "x" * 80, "line 15 is too long"),
        ("SUMMARY:Appointment", "SUMMARY Appointment", "no content line: SUMMARY Appointment"),
        ("DTSTAMP:20261123T120000Z\r\n", "", "VEVENT without DTSTAMP"),
        ("DTEND:20261123T123000Z", "DTEND:20261123T123000", "DTEND is not in UTC"),
        ("DTEND:20261123T123000Z", "DTEND:20261123T113000Z", "an event ends before it starts"),
        ("STATUS:CONFIRMED", "STATUS:MAYBE", "no state of an event: MAYBE"),
        ("TRANSP:", "CLASS:PRIVATE\r\nTRANSP:", "VEVENT has several CLASS"),
        ("TRANSP:", "BARCODE:1\r\nTRANSP:", "VEVENT knows no BARCODE"),
        ("PRODID:-//Appointments//Appointments 1.0//EN\r\n", "", "VCALENDAR without PRODID"),
    ],
)
def test_the_judge_sees_what_is_wrong(what: str, instead: str, problem: str) -> None:
    assert what in GOOD

    assert problem in problems(GOOD.replace(what, instead, 1))


def test_a_calendar_without_appointments_still_has_a_component() -> None:
    assert problems(to_feed([])) == []
    empty = calendar.to_feed([]).replace("\r\n".join(calendar.UTC_ZONE) + "\r\n", "")
    assert problems(empty) == ["a calendar without a component"]
