"""What the wallet says on the page of a free time, and on the page of a session: to its member alone."""

from datetime import datetime

from peerhub.accounts.models import User
from sessions.availability.rules import MINUTE
from sessions.bookings.actions import Wish
from sessions.bookings.models import Booking
from sessions.bookings.parts import Part
from sessions.wallet import reading
from sessions.wallet.allowance import Source, in_words, name_of, sessions
from sessions.wallet.states import UseState


def what_it_takes(booking: Booking, reader: User, now: datetime) -> Part | None:
    """What a session would take, before it is booked."""
    if reader.pk != booking.member_id:
        return None
    taking = reading.taking(booking, now)
    return Part(
        "sessions/wallet/_takes.html",
        {"words": takes(taking, booking.specialist.name), "taking": taking},
        is_free=taking.is_borne,
    )


def pool_way(wish: Wish, now: datetime) -> Part | None:
    """The sponsors' pool, for the page that says what a session costs; its press books at once."""
    if not reading.could_be_pooled(as_if_booked(wish), now):
        return None
    profile = wish.profile
    return Part(
        "sessions/wallet/_way.html",
        {
            "name": profile.name,
            "slug": profile.slug,
            "starts_at": wish.starts_at,
            "minutes": wish.length // MINUTE,
        },
    )


def as_if_booked(wish: Wish) -> Booking:
    """The session as it would be; no row."""
    return Booking(
        member=wish.member, specialist=wish.profile, starts_at=wish.starts_at, ends_at=wish.ends_at
    )


def what_it_took(booking: Booking, reader: User, now: datetime) -> Part | None:
    """What a session takes or took, or that it does not count."""
    del now
    if reader.pk != booking.member_id:
        return None
    use = reading.use_of(booking)
    if use is None or (use.state == UseState.BACK and use.spared_at is None):
        return None
    number, month = sessions(use.halves), name_of(use.month)
    pooled = any(part.source == Source.POOL for part in use.held)
    back = "goes back to where it came from" if pooled else "is yours again"
    words = {
        UseState.KEPT: f"This takes {number} in {month}. Cancel it and that {back}.",
        UseState.USED: f"This took {number} in {month}.",
        UseState.BACK: "This one does not count: it takes no free session.",
    }
    return Part("sessions/wallet/_took.html", {"words": words[UseState(use.state)]})


def takes(taking: reading.Taking, name: str) -> str:
    """In a sentence or two; nothing in them hurries."""
    if not taking.asks:
        return f"{name} asks nothing. This takes none of your free sessions."
    month, number, has = name_of(taking.month), taking.needed, taking.left
    if has >= number:
        after = has - number
        rest = f"You have {in_words(after)} left after it." if after else "None is left after it."
        return f"{_part_of(number, has, month)} {rest} It costs you nothing."
    lacks = _lacks(number, has, month)
    if taking.from_pool:
        return f"{lacks} This one comes from the sponsors’ pool, as you asked. It costs you nothing, and {name} is not told."
    return (
        f"{lacks} When you press “Book this time”, you first see what is possible. Nothing is booked "
        "or paid before you say so."
    )


def _part_of(number: int, has: int, month: str) -> str:
    if number == has == 1:
        return f"This is the free session that you have left in {month}."
    if number == has:
        return f"This takes the {sessions(number)} that you have left in {month}."
    if number == 1:
        return f"This is one of your {sessions(has)} in {month}."
    return f"This takes {in_words(number)} of your {sessions(has)} in {month}."


def _lacks(number: int, has: int, month: str) -> str:
    if not has:
        return f"You have no free session left in {month}."
    return (
        f"This takes {sessions(number)}, as it is longer. You have {in_words(has)} left in {month}: "
        "30 minutes would be free."
    )
