"""Who writes and reads a card, until when, and what the specialist still has to read."""

from datetime import datetime, timedelta

from peerhub.accounts.models import User
from sessions.bookings.doors import STAYS
from sessions.bookings.models import Booking
from sessions.bookings.states import SETTLED, BookingState
from sessions.pacing import pause
from sessions.pacing.models import CardReading, PacingCard
from sessions.pacing.states import Moment

DAY_BEFORE = timedelta(days=1)  # from which one can say how heavy it feels before
DAYS_AFTER = timedelta(days=3)  # until which one can say how heavy it feels after


def is_member(person: User, booking: Booking) -> bool:
    """Whose card it is."""
    return person.pk == booking.member_id


def is_specialist(person: User, booking: Booking) -> bool:
    """Who keeps to it."""
    return person.pk == booking.specialist.person_id


def is_written(booking: Booking, *, now: datetime) -> bool:
    """Whether its card can be written and read: it is booked, or goes on."""
    return booking.state in SETTLED and now < booking.ends_at


def is_kept_to(booking: Booking, *, now: datetime) -> bool:
    """Whether its specialist still reads the card: not once the room is shut, or it was called off."""
    return booking.state in SETTLED and now < booking.over_at + STAYS


def newest_number(booking: Booking) -> int:
    """Of the version that counts; 0: there is no card."""
    newest = PacingCard.objects.newest_of(booking)
    return newest.number if newest else 0


def reading_of(booking: Booking, number: int) -> CardReading | None:
    """That the specialist has read this version."""
    return CardReading.objects.filter(booking=booking, number=number).first()


def must_read_first(booking: Booking, *, now: datetime) -> bool:
    """Whether the specialist cannot go in before they have read something.

    They must have read the newest version. A version that comes once the session has begun shuts
    nobody out who has read the one that counted at its beginning: it is shown to them in the room.
    """
    read = CardReading.objects.filter(booking=booking).order_by("-number").first()
    if read is None:
        return True
    cards = PacingCard.objects.filter(booking=booking, number__gt=read.number)
    if now >= booking.starts_at:
        cards = cards.filter(written_at__lt=booking.starts_at)
    return cards.exists()


def pause_word_of(booking: Booking) -> str:
    """The word that stops this session, as both of them see it."""
    newest = PacingCard.objects.newest_of(booking)
    return newest.pause_word if newest else pause.USUAL


def pause_word_in(words: str, booking: Booking) -> bool:
    """Whether a typed line is the pause word; capitals, marks and accents aside."""
    return pause.consists_of(words, pause_word_of(booking))


def moments(booking: Booking, *, now: datetime) -> set[Moment]:
    """When the member can say how heavy things feel: one at most is open."""
    if booking.state not in {BookingState.BOOKED, BookingState.HELD}:
        return set()
    if booking.starts_at - DAY_BEFORE <= now < booking.starts_at:
        return {Moment.BEFORE}
    met = booking.ends_at <= now or booking.state == BookingState.HELD
    return {Moment.AFTER} if met and now < booking.ends_at + DAYS_AFTER else set()
