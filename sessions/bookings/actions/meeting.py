"""Say whether two people met: each for themself, without a reason, and for a day it can be undone.

The state of the session is the one truth about whether its time was used. It follows from what the
two say, under the locks of both.
"""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from sessions.bookings import covering, notices, policies
from sessions.bookings.absence import words_of
from sessions.bookings.actions.booking import NotYours, TooEarly, TooLate
from sessions.bookings.models import WAIT, Booking, MeetingWord, TransitionNotAllowed
from sessions.bookings.states import BookingState, Word, outcome


@transaction.atomic
def say(booking: Booking, word: Word, *, by: User, now: datetime) -> Booking:
    """Keep what one of the two says of the session. The same again changes nothing.

    Raises:
        NotYours: neither of the two.
        TooEarly: it has not begun, or began less than ``WAIT`` ago and the other one may be on the way.
        TooLate: they said something else more than a day ago.
        TransitionNotAllowed: it was cancelled.
    """
    _must_be_open(booking, by)
    soonest = booking.starts_at + WAIT if word == Word.OTHER_AWAY else booking.starts_at
    if now < booking.starts_at:
        raise TooEarly("This session has not begun yet.")
    if now < soonest:
        raise TooEarly("They may still be on the way. You can say this 10 minutes after the start.")
    mine = _mine(booking, by)
    if mine is not None and mine.said == word:
        return booking
    _must_be_fresh(mine, now)
    MeetingWord.objects.update_or_create(booking=booking, by=by, defaults={"said": word, "at": now})
    record(Verb.SESSION_HELD if word == Word.MET else Verb.SESSION_MISSED, by=by, on=booking)
    return _settle(booking, now)


@transaction.atomic
def take_back(booking: Booking, *, by: User, now: datetime) -> Booking:
    """One of the two did not say it after all. Twice changes nothing.

    Raises:
        NotYours: neither of the two.
        TooLate: they said it more than a day ago.
    """
    _must_be_open(booking, by)
    mine = _mine(booking, by)
    if mine is None:
        return booking
    _must_be_fresh(mine, now)
    mine.delete()
    record(Verb.SESSION_WORD_TAKEN_BACK, by=by, on=booking)
    return _settle(booking, now)


def record_meeting(booking: Booking, *, met: bool, by: User, now: datetime) -> Booking:
    """``say`` for whoever knows only whether the two met: "They did not come" where they did not."""
    return say(booking, Word.MET if met else Word.OTHER_AWAY, by=by, now=now)


def _must_be_open(booking: Booking, by: User) -> None:
    if not policies.may_say(by, booking):
        raise NotYours("We could not find that session.")
    User.objects.all_locked(booking.member_id, booking.specialist.person_id)
    booking.refresh_from_db(fields=["state", "starts_at", "ends_at", "sequence"])
    if booking.state == BookingState.CANCELLED:
        raise TransitionNotAllowed("This session has changed meanwhile. Please look again.")


def _mine(booking: Booking, by: User) -> MeetingWord | None:
    return MeetingWord.objects.filter(booking=booking, by=by).first()


def _must_be_fresh(mine: MeetingWord | None, now: datetime) -> None:
    if mine is not None and not mine.can_be_taken_back(now=now):
        raise TooLate("You said this more than a day ago, so it stays.")


def _settle(booking: Booking, now: datetime) -> Booking:
    state = outcome(**words_of(booking))
    if booking.state != state:
        booking.move_to(state, changed_at=now)
        if state == BookingState.MISSED:
            notices.ask_nothing(booking, now=now)
    # Also where the state stays: who of the two was away is said by other words, too.
    covering.follow(booking, now=now)
    return booking
