"""The words of the session room: how somebody takes part, and how a visit ended."""

from django.db.models import TextChoices

from sessions.bookings.states import Mode


class Way(TextChoices):
    """How somebody takes part right now; everybody chooses for themselves."""

    TEXT = "text", "by text only"
    LISTEN = "listen", "listening, without a microphone"
    VOICE = "voice", "with voice"


class Parting(TextChoices):
    """How a visit to the room ended."""

    LEFT = "left", "left"
    LOST = "lost", "the line went away"
    MOVED = "moved", "went on in another tab"
    ENDED = "ended", "ended with the session"


# What a session that was booked in this way may carry; text needs nothing of it.
KINDS: dict[Mode, frozenset[str]] = {
    Mode.TEXT: frozenset(),
    Mode.AUDIO: frozenset({"audio"}),
    Mode.VIDEO: frozenset({"audio", "video"}),
    Mode.LISTEN: frozenset({"audio"}),
}


def ways_of(mode: Mode) -> tuple[Way, ...]:
    """How one may take part in a session that was booked in this way."""
    if mode is Mode.TEXT:
        return (Way.TEXT,)
    if mode is Mode.LISTEN:
        return (Way.LISTEN, Way.VOICE, Way.TEXT)
    return (Way.VOICE, Way.LISTEN, Way.TEXT)
