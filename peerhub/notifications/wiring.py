"""Everything notifications listens to and offers, on one page."""

from peerhub.events import subscribe
from peerhub.notifications.events import NoticeWritten
from peerhub.notifications.handlers import nudge


def connect() -> None:
    """A new notice wakes the poller: it may be due already."""
    subscribe(NoticeWritten, nudge)
