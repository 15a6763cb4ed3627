"""The life of a booking."""

from django.db.models import TextChoices


class BookingState(TextChoices):
    """Where a booking stands."""

    BOOKED = "booked", "booked"
    CANCELLED = "cancelled", "cancelled"
    HELD = "held", "you met"
    MISSED = "missed", "you missed each other"


ALLOWED: dict[BookingState, frozenset[BookingState]] = {
    BookingState.BOOKED: frozenset(
        {BookingState.CANCELLED, BookingState.HELD, BookingState.MISSED}
    ),
    BookingState.CANCELLED: frozenset(),
    BookingState.HELD: frozenset({BookingState.MISSED}),
    BookingState.MISSED: frozenset({BookingState.HELD}),
}

# These keep their minutes to themselves.
OCCUPYING = (BookingState.BOOKED, BookingState.HELD, BookingState.MISSED)


class Mode(TextChoices):
    """How two people meet."""

    TEXT = "text", "By text"
    AUDIO = "audio", "By voice"
    VIDEO = "video", "By video"
