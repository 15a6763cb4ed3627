"""Everything sessions listens to and offers, on one page."""

from peerhub.events import subscribe
from peerhub.notifications import kinds
from safety import subjects
from safety.plans import companions
from sessions.availability.events import HoursChanged
from sessions.bookings import actions, handlers, notices
from sessions.bookings.companions import met_by
from sessions.bookings.subject import NoteSubject


def connect() -> None:
    """Hours that change move the next free time; notes can be flagged; three kinds of notice.

    Members can share their plans with whom they have a session with.
    """
    subscribe(HoursChanged, handlers.show_next_open_slot)
    subjects.offer(actions.SUBJECT, NoteSubject())
    companions.offer(met_by)
    for kind in notices.ALL:
        kinds.offer(kind)
