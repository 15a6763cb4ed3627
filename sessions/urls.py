"""Addresses of sessions, by slice."""

from datetime import datetime

from django.urls import path, register_converter

from sessions.availability import views as availability
from sessions.bookings import days
from sessions.bookings.views import booking as bookings
from sessions.bookings.views import moving
from sessions.caseload.views import caseload, handing, member, own, supervising
from sessions.notes.views import co_signing
from sessions.notes.views import reading as notes_read
from sessions.notes.views import writing as notes_written
from sessions.reminders import views as reminders


class Instant:
    """A time in an address: ``2026-11-24T23:30Z``."""

    regex = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z"

    def to_python(self, value: str) -> datetime:
        """The instant; a time that does not exist is no address."""
        return days.from_stamp(value)

    def to_url(self, value: datetime | str) -> str:
        """The stamp; one that is written already stays."""
        return value if isinstance(value, str) else days.stamp(value)


register_converter(Instant, "instant")

app_name = "sessions"
urlpatterns = [
    path("caseload/", caseload.caseload, name="caseload"),
    path("caseload/<int:member_id>/", member.member, name="member"),
    path("caseload/<int:member_id>/own/", own.working_note, name="working_note"),
    path("caseload/<int:member_id>/hand-over/", handing.hand_on, name="hand_on"),
    path("caseload/hand-overs/<slug:public_id>/", handing.giving, name="giving"),
    path("caseload/hand-overs/<slug:public_id>/taking/", handing.taking, name="taking"),
    path("caseload/load/", own.load, name="load"),
    path("caseload/load/ask/", own.ask_for_debrief, name="ask_for_debrief"),
    path("caseload/load/<int:debrief_id>/back/", own.take_debrief_back, name="take_debrief_back"),
    path("caseload/promises/<int:promise_id>/", member.settle_promise, name="settle_promise"),
    path("hours/", availability.hours, name="hours"),
    path("hours/<int:hours_id>/removal/", availability.fewer_hours, name="fewer_hours"),
    path("hours/rules/", availability.rules, name="rules"),
    path("hours/dates/", availability.dates, name="dates"),
    path("hours/dates/change/", availability.change_date, name="change_date"),
    path("hours/dates/<int:date_id>/removal/", availability.take_date_back, name="take_date_back"),
    path("hours/dates/<int:date_id>/sessions/", bookings.booked_on_date, name="booked_on_date"),
    path("hours/leave/", availability.take_leave, name="take_leave"),
    path("hours/leave/<int:leave_id>/removal/", availability.end_leave, name="end_leave"),
    path("hours/leave/<int:leave_id>/sessions/", bookings.booked_in_leave, name="booked_in_leave"),
    path("people/<slug:slug>/times/", bookings.times, name="times"),
    path("people/<slug:slug>/times/<instant:starts_at>/", bookings.slot, name="slot"),
    path("people/<slug:slug>/times/<instant:starts_at>/keep/", bookings.keep, name="keep"),
    path("sessions/", bookings.mine, name="mine"),
    path("sessions/reminders/", reminders.reminders, name="reminders"),
    path("sessions/notes/", notes_read.my_notes, name="my_notes"),
    path("sessions/notes/<slug:public_id>/", notes_read.my_note, name="my_note"),
    path("sessions/hand-overs/<slug:public_id>/", handing.my_hand_over, name="my_hand_over"),
    path("sessions/<slug:public_id>/", bookings.one, name="one"),
    path("sessions/<slug:public_id>/heavy/", own.heavy, name="heavy"),
    path("sessions/<slug:public_id>/note/", notes_written.note, name="note"),
    path("sessions/<slug:public_id>/note/amend/", notes_written.amend_note, name="amend_note"),
    path("supervision/caseloads/", supervising.caseloads, name="caseloads"),
    path(
        "supervision/caseloads/<int:specialist_id>/co-signing/",
        supervising.co_signing,
        name="co_signing",
    ),
    path("supervision/talks/<int:debrief_id>/", supervising.name_time, name="name_time"),
    path("supervision/notes/", co_signing.notes_to_co_sign, name="notes_to_co_sign"),
    path("supervision/notes/<slug:public_id>/", co_signing.note_to_co_sign, name="note_to_co_sign"),
    path("sessions/<slug:public_id>/calendar.ics", bookings.ical, name="calendar"),
    path("sessions/<slug:public_id>/time/", moving.other_times, name="other_times"),
    path(
        "sessions/<slug:public_id>/time/<instant:starts_at>/",
        moving.change_time,
        name="change_time",
    ),
    path("sessions/<slug:public_id>/cancel/", bookings.cancel, name="cancel"),
    path("sessions/<slug:public_id>/block/", bookings.block, name="block"),
    path("sessions/<slug:public_id>/meeting/", bookings.meeting, name="meeting"),
]
