"""Everything sessions listens to and offers, on one page."""

from matching import meetings
from matching.peers import caseload
from peerhub.accounts import blocking, other_clock
from peerhub.events import subscribe
from peerhub.notifications import kinds
from peerhub.ui import waits
from safety import subjects
from safety.plans import companions
from sessions.alliance import handlers as alliance
from sessions.alliance.notices import TO_LOOK
from sessions.alliance.reading import waiting
from sessions.availability.events import HoursChanged
from sessions.bookings import actions, afterwards, doors, handlers, notices, parts
from sessions.bookings.companions import have_met, met_by, people_of_each, starts_of_each
from sessions.bookings.events import SessionCancelled
from sessions.bookings.parts import Place
from sessions.bookings.subject import NoteSubject
from sessions.pacing import actions as cards
from sessions.pacing import handlers as pacing
from sessions.pacing.notices import TO_READ
from sessions.pacing.subject import CardSubject
from sessions.reminders import actions as reminders
from sessions.reminders.notices import REMINDER


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
    for kind in (REMINDER, *notices.ALL, TO_READ, TO_LOOK):
        kinds.offer(kind)
    _before_and_after()


def _before_and_after() -> None:
    """What stands on a session's page around it, and what a specialist reads before they go in."""
    subjects.offer(cards.SUBJECT, CardSubject())
    subscribe(SessionCancelled, pacing.call_notice_off)
    doors.offer(pacing.step_before_the_room)
    parts.offer(Place.BEFORE, pacing.bring_card)
    parts.offer(Place.ROOM, pacing.bring_to_room)
    parts.offer(Place.BEFORE, pacing.bring_heaviness_before)
    parts.offer(Place.AFTER, pacing.bring_heaviness_after)
    parts.offer(Place.AFTER, alliance.bring)
    parts.offer(Place.AFTER, afterwards.bring_words)
    parts.offer(Place.AFTER, afterwards.bring_again)
    waits.offer("/supervision/sessions/", waiting)
