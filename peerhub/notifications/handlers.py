"""What notifications does on events."""

from peerhub.notifications import tasks
from peerhub.notifications.events import NoticeWritten


def nudge(event: NoticeWritten) -> None:
    """Wake the poller; if the broker is away, beat's next round finds the row."""
    del event
    tasks.deliver_due.apply_async(expires=60, retry=False)
