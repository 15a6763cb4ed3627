"""The life of a booking."""

from django.db.models import TextChoices


class BookingState(TextChoices):
    """Where a booking stands."""

    KEPT = "kept", "kept for a moment"  # while a member confirms; no session yet
    BOOKED = "booked", "booked"
    CANCELLED = "cancelled", "cancelled"
    HELD = "held", "you met"
    MISSED = "missed", "you missed each other"


ALLOWED: dict[BookingState, frozenset[BookingState]] = {
    BookingState.KEPT: frozenset(),  # the row goes when the time is booked, or runs out
    BookingState.BOOKED: frozenset(
        {BookingState.CANCELLED, BookingState.HELD, BookingState.MISSED}
    ),
    BookingState.CANCELLED: frozenset(),
    # Each of the two says whether they met, and may take it back.
    BookingState.HELD: frozenset({BookingState.BOOKED, BookingState.MISSED}),
    BookingState.MISSED: frozenset({BookingState.BOOKED, BookingState.HELD}),
}

# These keep their minutes to themselves.
SETTLED = (BookingState.BOOKED, BookingState.HELD, BookingState.MISSED)
OCCUPYING = (BookingState.KEPT, *SETTLED)


class Mode(TextChoices):
    """How two people meet."""

    TEXT = "text", "By text"
    AUDIO = "audio", "By voice"
    VIDEO = "video", "By video"


class Word(TextChoices):
    """What one of the two says of a session that has begun."""

    MET = "met", "We met"
    OTHER_AWAY = "other_away", "They did not come"
    SELF_AWAY = "self_away", "I could not come"


def outcome(*, member: Word | None, specialist: Word | None) -> BookingState:
    """Whether the time was used, by what the two say: the member's word goes first.

    It decides only that, and nothing about either of them.
    """
    word = member or specialist
    if word is None:
        return BookingState.BOOKED
    return BookingState.HELD if word == Word.MET else BookingState.MISSED


def differ(*words: Word) -> bool:
    """Whether one says that they met and the other that they did not."""
    return len({word == Word.MET for word in words}) > 1
