"""The life of a booking."""

from django.db.models import TextChoices


class BookingState(TextChoices):
    """Where a booking stands."""

    KEPT = "kept", "kept for a moment"  # while a member confirms; no session yet
    OFFERED = "offered", "kept until they decide"  # for a day; we chose it, no session yet
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
