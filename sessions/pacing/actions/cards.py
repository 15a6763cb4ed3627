"""The member writes a card, version by version; the specialist reads it and keeps to it."""

from dataclasses import astuple, dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from safety.flags import actions as flags
from safety.flags.actions import Holding, Watched
from safety.subjects import SubjectRef
from sessions.bookings.actions import NotYours
from sessions.bookings.models import Booking
from sessions.pacing import notices, pause, policies
from sessions.pacing.models import CardReading, PacingCard, Wish

SUBJECT = "sessions.pacing_card"
PLACE = "What a member would like of a session, and what they would not"


class NotNow(DomainError):
    """The session is cancelled or over."""

    code: ClassVar[str] = "not_now"


class NotAPauseWord(DomainError):
    """Nobody could type it in a hurry."""

    code: ClassVar[str] = "not_a_pause_word"


class CardChanged(DomainError):
    """There is a newer version than the one that was read."""

    code: ClassVar[str] = "card_changed"


class NothingBefore(DomainError):
    """The two have no card of another session."""

    code: ClassVar[str] = "nothing_before"


@dataclass(frozen=True)
class Written:
    """The card that counts now (None: everything is open), and whether its words call for help."""

    card: PacingCard | None
    show_help: bool = False


@transaction.atomic
def write(booking: Booking, wish: Wish, *, by: User, now: datetime) -> Written:
    """Say what they would like. The same as before changes nothing; else it is a new version.

    The specialist reads it before they can go in, so it is never held back: words that sound like
    danger go to a moderator as well.

    Raises:
        NotYours: not the member.
        NotNow: it is cancelled or over.
        NotAPauseWord: more than two words, too long, or nothing that can be typed.
    """
    if not policies.is_member(by, booking):
        raise NotYours("We could not find that session.")
    newest = _newest(booking, now)
    if wish.words.pause_word and not pause.is_word(wish.words.pause_word):
        raise NotAPauseWord("Please choose one or two short words.")
    if wish == (newest.wish if newest else Wish()):
        return Written(newest)
    card = PacingCard.of(booking, newest.number + 1 if newest else 1, wish, now=now)
    card.save(force_insert=True)
    record(Verb.CARD_WRITTEN, by=by, on=card, booking=booking.pk, number=card.number)
    show_help = _watch(card, wish, by, now)
    notices.tell_to_read(card, now=now)
    return Written(card, show_help)


def write_again(booking: Booking, *, by: User, now: datetime) -> Written:
    """Say the same as for the last session of the two.

    Raises:
        NothingBefore: there is no such card.
        NotYours, NotNow: see ``write``.
    """
    last = PacingCard.objects.before(booking)
    if last is None or not policies.is_member(by, booking):
        raise NothingBefore("There is nothing from last time.")
    return write(booking, last.wish, by=by, now=now)


@transaction.atomic
def read(booking: Booking, number: int, *, by: User, now: datetime) -> CardReading:
    """The specialist has read version ``number`` (0: there is none) and will keep to it.

    Twice changes nothing.

    Raises:
        NotYours: not the specialist.
        NotNow: it is cancelled or over.
        CardChanged: another version counts by now.
    """
    if not policies.is_specialist(by, booking):
        raise NotYours("We could not find that session.")
    newest = _newest(booking, now)
    if number != (newest.number if newest else 0):
        raise CardChanged("It has changed meanwhile. Please read what it says now.")
    reading, new = CardReading.objects.get_or_create(
        booking=booking, number=number, defaults={"read_by": by, "read_at": now}
    )
    if new:
        record(Verb.CARD_READ, by=by, on=reading, booking=booking.pk, number=number)
        notices.call_off(booking.pk, now=now)
    return reading


def _newest(booking: Booking, now: datetime) -> PacingCard | None:
    """What counts now; whoever writes or reads the card waits here for the other one.

    Raises:
        NotNow: it is cancelled or over.
    """
    User.objects.locked(booking.member_id)
    booking.refresh_from_db(fields=["state", "starts_at", "ends_at", "sequence"])
    if not policies.is_written(booking, now=now):
        raise NotNow("This session is over or cancelled, so nothing of it can be changed.")
    return PacingCard.objects.newest_of(booking)


def _watch(card: PacingCard, wish: Wish, by: User, now: datetime) -> bool:
    """Each field by itself, under the session: the same words in the next version are no news."""
    subject = SubjectRef(SUBJECT, str(card.booking_id))
    texts = [
        Watched(words, by, subject, PLACE, Holding(may=False))
        for words in astuple(wish.words)
        if words
    ]
    return any(seen.show_help for seen in flags.watch_many(texts, now=now))
