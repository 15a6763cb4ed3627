"""The row of places of a thread: without a gap, and seen in their order."""

from django.db.models import QuerySet

from peerhub.events import publish
from sessions.threads.events import PlaceTaken
from sessions.threads.models import Line, LineChange, Thread


def locked(thread_id: int) -> Thread:
    """The thread with its people, until the transaction ends: of two lines at once, one waits.

    What only points at it need not wait.
    """
    threads: QuerySet[Thread] = Thread.objects.with_people()
    return threads.select_for_update(of=("self",), no_key=True).get(pk=thread_id)


def take_place(thread: Thread) -> int:
    """The next place of a locked thread; both are told of it after the commit."""
    thread.last_seq += 1
    thread.save(update_fields=["last_seq"])
    publish(PlaceTaken(thread=thread.public_id, seq=thread.last_seq))
    return thread.last_seq


def tell_change(thread: Thread, line: Line) -> None:
    """Give a change of ``line`` its place; one that nobody else could read has none."""
    if line.seq is not None:
        LineChange.objects.create(thread=thread, seq=take_place(thread), line=line)
