"""Everything sessions listens to and offers, on one page."""

from matching import meetings
from matching.peers import caseload
from peerhub import crypto
from peerhub.accounts import blocking, other_clock
from peerhub.events import subscribe
from peerhub.notifications import kinds
from peerhub.ui import waits
from safety import subjects
from safety.plans import companions
from sessions.availability.events import HoursChanged
from sessions.bookings import actions, handlers, notices, parts
from sessions.bookings.companions import have_met, met_by, people_of_each, starts_of_each
from sessions.bookings.subject import NoteSubject
from sessions.caseload import notices as caseload_notices
from sessions.caseload.actions import handing_over, seal_working_notes_anew, working
from sessions.caseload.handlers import (
    hand_over_part,
    hand_over_part_before,
    heavy_part,
    heavy_part_before,
)
from sessions.notes import notices as note_notices
from sessions.notes.actions import promising, remembering, writing
from sessions.notes.handlers import note_part, waiting_to_co_sign
from sessions.notes.subject import RiskSubject, WrittenSubject
from sessions.reminders import actions as reminders
from sessions.reminders.notices import REMINDER

# What is written beside sessions, by the kind of its subject, and how staff read where.
WRITTEN = {
    writing.NOTE: writing.PLACE,
    promising.PROMISE: promising.PLACE,
    remembering.RECOLLECTION: remembering.PLACE,
    working.WORKING: working.PLACE,
    handing_over.HANDING: handing_over.PLACE,
}


def connect() -> None:
    """Hours that change move the next free time; a block cancels what was to come; notes can be flagged.

    Members can share their plans with whom they have a session with, and whom they met is told
    when they go on with someone else. Matching asks how many people a specialist sees, and counts how
    sessions go on.
    """
    subscribe(HoursChanged, handlers.show_next_open_slot)
    subjects.offer(actions.SUBJECT, NoteSubject())
    blocking.offer(actions.cancel_between)
    companions.offer(met_by)
    meetings.offer(have_met)
    meetings.offer_starts(starts_of_each)
    caseload.offer(people_of_each)
    reminders.offer(handlers.plan_reminders_anew)
    other_clock.offer(reminders.replan)
    for kind in (REMINDER, *notices.ALL, *note_notices.ALL, *caseload_notices.ALL):
        kinds.offer(kind)
    subjects.offer(writing.RISK, RiskSubject())
    crypto.offer(seal_working_notes_anew)
    for kind_of, place in WRITTEN.items():
        subjects.offer(kind_of, WrittenSubject(place))
    waits.offer("/supervision/notes/", waiting_to_co_sign)
    parts.offer(parts.Place.AFTER, note_part)
    parts.offer(parts.Place.BEFORE, hand_over_part_before)
    parts.offer(parts.Place.AFTER, hand_over_part)
    parts.offer(parts.Place.BEFORE, heavy_part_before)
    parts.offer(parts.Place.AFTER, heavy_part)
