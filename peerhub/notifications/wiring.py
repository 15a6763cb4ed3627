"""Everything notifications listens to and offers, on one page."""

from peerhub.events import subscribe
from peerhub.notifications.events import NoticeWritten, PushWritten
from peerhub.notifications.handlers import nudge, nudge_push


def connect() -> None:
    """A new notice wakes the poller: it may be due already."""
    subscribe(NoticeWritten, nudge)
    subscribe(PushWritten, nudge_push)
