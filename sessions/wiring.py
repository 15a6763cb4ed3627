"""Everything sessions listens to and offers, on one page."""

from matching import meetings
from matching.peers import caseload
from peerhub.accounts import blocking, other_clock
from peerhub.accounts.events import SignInEnded
from peerhub.events import subscribe
from peerhub.notifications import kinds
from peerhub.ui import waits
from safety import subjects
from safety.plans import companions
from sessions.availability.events import HoursChanged
from sessions.bookings import actions, handlers, notices, parts
from sessions.bookings.companions import have_met, met_by, people_of_each, starts_of_each
from sessions.bookings.parts import Place
from sessions.bookings.subject import NoteSubject
from sessions.reminders import actions as reminders
from sessions.reminders.notices import REMINDER
from sessions.threads import actions as threads
from sessions.threads import bring
from sessions.threads import handlers as words
from sessions.threads.events import PlaceTaken, WordsSeen
from sessions.threads.notices import WRITTEN
from sessions.threads.reading import count_new
from sessions.threads.subject import LineSubject, UnwrittenSubject


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
    for kind in (REMINDER, WRITTEN, *notices.ALL):
        kinds.offer(kind)
    _connect_threads()


def _connect_threads() -> None:
    """What two people write to each other: its open pages, its place in a session, its safety."""
    subscribe(PlaceTaken, words.tell_both)
    subscribe(WordsSeen, words.tell_it_was_seen)
    subscribe(SignInEnded, words.look_at_their_threads)
    subjects.offer(threads.SUBJECT, LineSubject())
    subjects.offer(threads.UNWRITTEN, UnwrittenSubject())
    blocking.offer(threads.wait_for_words)
    parts.offer(Place.BEFORE, bring.a_way_to_write)
    parts.offer(Place.AFTER, bring.a_way_after)
    parts.offer(Place.ROOM, bring.in_the_room)
    waits.offer("/words/", lambda person, _now: count_new(person))
