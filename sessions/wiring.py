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
from sessions.bookings.parts import Place
from sessions.bookings.subject import NoteSubject
from sessions.reminders import actions as reminders
from sessions.reminders import notices as reminder_notices
from sessions.series import actions as series
from sessions.series import handlers as series_handlers
from sessions.series import notices as series_notices
from sessions.series import pages as series_pages


def connect() -> None:
    """Hours that change move the next free time; a block cancels what was to come; notes can be flagged.

    Members can share their plans with whom they have a session with, and whom they met is told
    when they go on with someone else. Matching asks how many people a specialist sees, and counts how
    sessions go on.
    """
    subscribe(HoursChanged, handlers.show_next_open_slot)
    subscribe(HoursChanged, series_handlers.look_how_far_ahead)
    subjects.offer(actions.SUBJECT, NoteSubject())
    blocking.offer(actions.cancel_between)
    blocking.offer(series.end_between)
    parts.offer(Place.BEFORE, series_pages.link)
    companions.offer(met_by)
    meetings.offer(have_met)
    meetings.offer_starts(starts_of_each)
    caseload.offer(people_of_each)
    reminders.offer(handlers.plan_reminders_anew)
    other_clock.offer(reminders.replan)
    for kind in (*reminder_notices.ALL, *notices.ALL, *series_notices.ALL):
        kinds.offer(kind)
