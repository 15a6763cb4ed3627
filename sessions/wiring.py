"""Everything sessions listens to and offers, on one page."""

from matching import meetings
from matching.peers import caseload
from peerhub import crypto
from peerhub.accounts import blocking, other_clock, own_page
from peerhub.events import subscribe
from peerhub.notifications import kinds
from safety import subjects
from safety.plans import companions
from sessions.availability.events import HoursChanged
from sessions.bookings import actions, handlers, notices, parts
from sessions.bookings.companions import have_met, met_by, people_of_each, starts_of_each
from sessions.bookings.subject import NoteSubject
from sessions.heavy_days import actions as heavy_days
from sessions.heavy_days import handlers as on_hard_days
from sessions.heavy_days import notices as heavy_day_notices
from sessions.heavy_days.subject import WordsSubject
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
    _offer_hard_days()
    for kind in (REMINDER, *notices.ALL, *heavy_day_notices.ALL):
        kinds.offer(kind)


def _offer_hard_days() -> None:
    """A day that may be hard shows on its member's own page, and at a session where it is shared."""
    subjects.offer(heavy_days.SUBJECT, WordsSubject())
    blocking.offer(heavy_days.end_between)
    other_clock.offer(heavy_days.replan_for)
    own_page.offer(on_hard_days.today_may_be_hard)
    parts.offer(parts.Place.BEFORE, on_hard_days.shared_days)
    crypto.offer("words of days", heavy_days.seal_anew)
