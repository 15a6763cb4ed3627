"""Everything sessions listens to and offers, on one page."""

from peerhub.events import subscribe
from peerhub.notifications import kinds
from safety import subjects
from sessions.availability.events import HoursChanged
from sessions.bookings import actions, handlers, notices
from sessions.bookings.subject import NoteSubject


def connect() -> None:
    """Hours that change move the next free time; notes can be flagged; three kinds of notice."""
    subscribe(HoursChanged, handlers.show_next_open_slot)
    subjects.offer(actions.SUBJECT, NoteSubject())
    for kind in notices.ALL:
        kinds.offer(kind)
