"""Everything sessions listens to and offers, on one page."""

from matching import meetings
from matching.peers import caseload
from peerhub.accounts import blocking, other_clock
from peerhub.accounts.events import RoleRevoked, SignInEnded
from peerhub.events import subscribe
from peerhub.notifications import kinds
from safety import subjects
from safety.plans import companions
from sessions.availability.events import HoursChanged
from sessions.bookings import actions, handlers, notices, parts
from sessions.bookings.companions import have_met, met_by, people_of_each, starts_of_each
from sessions.bookings.events import SessionCancelled, SessionMoved
from sessions.bookings.parts import Place
from sessions.bookings.subject import NoteSubject
from sessions.calls import handlers as calls
from sessions.calls import shown
from sessions.calls.actions import end_between
from sessions.calls.events import RoomChanged
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
    for kind in (REMINDER, *notices.ALL):
        kinds.offer(kind)
    _open_rooms()


def _open_rooms() -> None:
    """The room in which two people meet: who may not be there any more goes at once."""
    subscribe(RoomChanged, calls.look_at_the_room)
    subscribe(SessionCancelled, calls.look_at_that_session)
    subscribe(SessionMoved, calls.look_at_that_session)
    subscribe(SignInEnded, calls.look_who_stays)
    subscribe(RoleRevoked, calls.look_who_stays)
    blocking.offer(end_between)
    parts.offer(Place.NEXT, shown.way_in)
    parts.offer(Place.BEFORE, shown.way_in)
    parts.offer(Place.AFTER, shown.back_in)
    parts.offer(Place.AFTER, shown.who_was_there)
