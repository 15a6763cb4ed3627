"""What paging does on events."""

from safety.paging import tasks
from safety.paging.events import PageWritten


def nudge(event: PageWritten) -> None:
    """Wake a sender; if the broker is away, ``keep_watch`` finds the row within a second."""
    del event
    tasks.send_due.apply_async(expires=60, retry=False)
