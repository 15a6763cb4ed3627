"""What threads do when something was written: wake the open pages of the two."""

from peerhub.accounts.events import SignInEnded
from peerhub.sockets import hint
from sessions.threads.events import PlaceTaken, WordsSeen
from sessions.threads.models import Thread


def group_of(thread: str) -> str:
    """The channel layer's group of a thread: its opaque id."""
    return f"words.{thread}"


def tell_both(event: PlaceTaken) -> None:
    """A place is taken: only its number travels."""
    hint(group_of(event.thread), {"type": "words.news", "seq": event.seq})


def tell_it_was_seen(event: WordsSeen) -> None:
    """One side has seen what stands up to a place."""
    hint(
        group_of(event.thread),
        {"type": "words.seen", "side": event.side, "seq": event.seq},
    )


def look_at_their_threads(event: SignInEnded) -> None:
    """A sign-in ended: open pages of that person look whether they may stay."""
    mine = Thread.objects.filter(member=event.person_id) | Thread.objects.filter(
        specialist__person=event.person_id
    )
    for thread in mine.values_list("public_id", flat=True):
        hint(group_of(thread), {"type": "words.look", "person": event.person_id})
