"""The life of a booking."""

from collections.abc import Collection

from django.db.models import TextChoices


class BookingState(TextChoices):
    """Where a booking stands."""

    KEPT = "kept", "kept for a moment"  # while a member confirms; no session yet
    OFFERED = "offered", "kept until they decide"  # we found it for them; no session yet
    BOOKED = "booked", "booked"
    CANCELLED = "cancelled", "cancelled"
    HELD = "held", "you met"
    MISSED = "missed", "you missed each other"


ALLOWED: dict[BookingState, frozenset[BookingState]] = {
    BookingState.KEPT: frozenset(),  # the row goes when the time is booked, or runs out
    BookingState.OFFERED: frozenset(),  # and so does this one
    BookingState.BOOKED: frozenset(
        {BookingState.CANCELLED, BookingState.HELD, BookingState.MISSED}
    ),
    BookingState.CANCELLED: frozenset(),
    BookingState.HELD: frozenset({BookingState.MISSED}),
    BookingState.MISSED: frozenset({BookingState.HELD}),
}

# These keep their minutes to themselves.
SETTLED = (BookingState.BOOKED, BookingState.HELD, BookingState.MISSED)
ONLY_KEPT = (BookingState.KEPT, BookingState.OFFERED)  # until an instant, and no session
OCCUPYING = (*ONLY_KEPT, *SETTLED)


class Mode(TextChoices):
    """How two people meet."""

    TEXT = "text", "By text"
    AUDIO = "audio", "By voice"
    VIDEO = "video", "By video"
    LISTEN = "listen", "Listening only"  # by voice; the member's microphone stays off


def offers(ways: Collection[str], mode: Mode) -> bool:
    """Whether a specialist who meets in these ways can be met in this one."""
    if mode == Mode.LISTEN:
        return Mode.AUDIO in ways or Mode.VIDEO in ways
    return mode in ways


class Where(TextChoices):
    """Where a member will be; asked for health plans, whose rules tell home from elsewhere."""

    HOME = "home", "At home"
    ELSEWHERE = "elsewhere", "Somewhere else"
