"""Everything sessions listens to and offers, on one page."""

from matching import meetings
from matching.peers import caseload
from peerhub.accounts import blocking, other_clock
from peerhub.events import subscribe
from peerhub.notifications import kinds
from safety import subjects
from safety.plans import companions
from sessions.availability.events import HoursChanged
from sessions.bookings import actions, handlers, notices, parts
from sessions.bookings.companions import have_met, met_by, people_of_each, starts_of_each
from sessions.bookings.events import SessionBooked, SessionCancelled, SessionMoved
from sessions.bookings.subject import NoteSubject
from sessions.on_now import actions as on_now
from sessions.on_now import notices as on_now_notices
from sessions.on_now.above import above as on_now_above
from sessions.on_now.above import first_line
from sessions.on_now.subject import LineSubject
from sessions.reminders import actions as reminders
from sessions.reminders.notices import REMINDER
from sessions.waiting import actions as waiting
from sessions.waiting import handlers as waiting_handlers
from sessions.waiting import notices as waiting_notices
from sessions.waiting.above import above as waiting_above


def connect() -> None:
    """Hours that change move the next free time; a block cancels what was to come; notes can be flagged.

    Members can share their plans with whom they have a session with, and whom they met is told
    when they go on with someone else. Matching asks how many people a specialist sees, and counts how
    sessions go on. Whoever waits for a time with somebody is offered what became free, and
    whoever wants to talk now is sent to who is on.
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
    subscribe(SessionBooked, waiting_handlers.look_again)
    subscribe(SessionCancelled, waiting_handlers.look_again)
    subscribe(SessionMoved, waiting_handlers.look_again)
    subscribe(HoursChanged, waiting_handlers.look_at_other_hours)
    blocking.offer(waiting.end_between)
    parts.offer_above(waiting_above)
    subjects.offer(on_now.SUBJECT, LineSubject())
    blocking.offer(on_now.end_between)
    parts.offer_above(on_now_above)
    for place in (parts.Place.BEFORE, parts.Place.AFTER):
        parts.offer(place, first_line)
    for kind in (REMINDER, *notices.ALL, *waiting_notices.ALL, *on_now_notices.ALL):
        kinds.offer(kind)
