"""A card as pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from peerhub.accounts.models import User
from peerhub.topics.labels import note_labels
from sessions.bookings.models import Booking
from sessions.pacing import policies
from sessions.pacing.models import CardReading, PacingCard, Wish


@dataclass(frozen=True)
class Shown:
    """What a card says, which version it is, and whether its specialist has read it.

    Attributes:
        booking: the session.
        number: of the version; 0: the member left everything open.
        wish: what it says.
        notes: what is off the table of the content notes, in words.
        pause_word: what stops the session.
        read_at: since when the specialist has read this version.
        for_specialist: whether the reader is the specialist.
        is_written: whether it can still be changed and read.
        begun: whether the session has begun.
    """

    booking: Booking
    number: int
    wish: Wish
    notes: Sequence[str]
    pause_word: str
    read_at: datetime | None
    for_specialist: bool
    is_written: bool
    begun: bool

    @property
    def is_open(self) -> bool:
        """Whether the member left everything open."""
        return self.number == 0 or self.wish == Wish()


@dataclass(frozen=True)
class Version:
    """One version in the list of them."""

    number: int
    written_at: datetime
    read_at: datetime | None


def shown(booking: Booking, reader: User, *, now: datetime) -> Shown:
    """The card that counts now, for one of the two."""
    card = PacingCard.objects.newest_of(booking)
    number, wish = (card.number, card.wish) if card else (0, Wish())
    reading = policies.reading_of(booking, number)
    labels = note_labels()
    return Shown(
        booking=booking,
        number=number,
        wish=wish,
        notes=[labels.get(slug, slug) for slug in wish.notes],
        pause_word=policies.pause_word_of(booking),
        read_at=reading.read_at if reading else None,
        for_specialist=not policies.is_member(reader, booking),
        is_written=policies.is_written(booking, now=now),
        begun=booking.starts_at <= now,
    )


def versions(booking: Booking) -> list[Version]:
    """All versions, the latest first, for the member."""
    readings = CardReading.objects.filter(booking=booking)
    read = dict(readings.values_list("number", "read_at"))
    cards = PacingCard.objects.filter(booking=booking).order_by("-number")
    return [Version(card.number, card.written_at, read.get(card.number)) for card in cards]
