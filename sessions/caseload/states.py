"""The way of a warm hand-over: nothing moves before the member and then the other peer said yes."""

from django.db.models import TextChoices


class HandingState(TextChoices):
    """Where it stands."""

    ASKED = "asked", "Waits for the member"
    AGREED = "agreed", "Waits for the other peer"
    DONE = "done", "Handed over"
    REFUSED = "refused", "The member would rather not"
    DECLINED = "declined", "The other peer could not"
    TAKEN_BACK = "taken_back", "Taken back"
    ENDED = "ended", "Ended by the member"


ALLOWED: dict[HandingState, frozenset[HandingState]] = {
    HandingState.ASKED: frozenset(
        {HandingState.AGREED, HandingState.REFUSED, HandingState.TAKEN_BACK}
    ),
    HandingState.AGREED: frozenset(
        {
            HandingState.DONE,
            HandingState.DECLINED,
            HandingState.TAKEN_BACK,
            HandingState.REFUSED,  # the member changes their mind
        }
    ),
    HandingState.DONE: frozenset({HandingState.ENDED}),
    HandingState.REFUSED: frozenset(),
    HandingState.DECLINED: frozenset(),
    HandingState.TAKEN_BACK: frozenset(),
    HandingState.ENDED: frozenset(),
}
OPEN = (HandingState.ASKED, HandingState.AGREED)
