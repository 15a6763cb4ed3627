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
    # Each of the two says whether they met, and may take it back.
    BookingState.HELD: frozenset({BookingState.BOOKED, BookingState.MISSED}),
    BookingState.MISSED: frozenset({BookingState.BOOKED, BookingState.HELD}),
}


class Answer(TextChoices):
    """What became of a specialist's question whether a session can move."""

    OPEN = "open", "not answered"
    YES = "yes", "it moved"
    NO = "no", "it keeps its time"
    TAKEN_BACK = "taken back", "not asked any more"
    RAN_OUT = "ran out", "nobody answered in time"
    OVERTAKEN = "overtaken", "it was cancelled, or got another time"


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


def member_was_away(*, member: Word | None, specialist: Word | None) -> bool:
    """Whether it was the member who did not come, by what the two say: the member's word goes first."""
    if member is not None:
        return member == Word.SELF_AWAY
    return specialist == Word.OTHER_AWAY


def differ(*words: Word) -> bool:
    """Whether one says that they met and the other that they did not."""
    return len({word == Word.MET for word in words}) > 1
