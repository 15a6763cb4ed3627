"""What notifications does on events."""

from peerhub.notifications import tasks
from peerhub.notifications.events import NoticeWritten, PushWritten


def nudge(event: NoticeWritten) -> None:
    """Wake the poller; if the broker is away, beat's next round finds the row."""
    del event
    tasks.deliver_due.apply_async(expires=60, retry=False)


def nudge_push(event: PushWritten) -> None:
    """The same for what goes to browsers."""
    del event
    tasks.push_due.apply_async(expires=60, retry=False)
