"""A specialist asks to move a session; its member says yes or no, or lets the question run out."""

from contextlib import suppress
from datetime import datetime
from typing import ClassVar

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from sessions.availability.rules import how_long
from sessions.bookings import asking, days, notices, policies
from sessions.bookings.actions.booking import (
    NotYours,
    SlotTaken,
    TooLate,
    Wish,
    make_room,
    refresh_next_open_slot,
    taken,
    whole_or_taken,
)
from sessions.bookings.actions.keeping import is_kept_then, keep_row
from sessions.bookings.actions.moving import can_move, change_time, times_for
from sessions.bookings.actions.settling import settle
from sessions.bookings.models import FREE_UNTIL, Booking, MoveProposal
from sessions.bookings.states import Answer, BookingState


class SaidNo(DomainError):
    """The member keeps the time; a no is not asked again."""

    code: ClassVar[str] = "said_no"


def ask_to_move(booking: Booking, *, by: User, starts_at: datetime, now: datetime) -> MoveProposal:
    """Ask the member whether the session can begin at another time, which is kept until they answer.

    The session stays as it is. Another question before is taken back by this one.

    Args:
        booking: with its two people.
        by: its specialist.
        starts_at: an aware instant.
        now: an aware instant.

    Raises:
        NotYours: not its specialist.
        TooLate: it cannot be changed any more, or there is too little time left to answer.
        SaidNo: the member said so of this session before.
        SlotTaken: the time is not free, for either of the two.
    """
    if not policies.may_ask_to_move(by, booking):
        raise NotYours("We could not find that session.")
    with whole_or_taken():
        return _ask(booking, by, starts_at, now)


def say_yes(booking: Booking, *, by: User, now: datetime) -> Booking:
    """The session moves to the time that was asked for; both are told of both times.

    Raises:
        NotYours: not its member.
        TooLate: nothing is asked, or not any more.
        SlotTaken: it is not free after all. The session stays, and the question is over.
    """
    if not policies.may_change_time(by, booking):
        raise NotYours("We could not find that session.")
    try:
        with whole_or_taken():
            _lock(booking)
            asked = _standing(booking, now)
            return change_time(booking, by=by, starts_at=asked.starts_at, now=now)
    except SlotTaken:
        with suppress(TooLate):  # it ran out in this moment
            _end(booking, Answer.OVERTAKEN, by=None, now=now)
        raise


def say_no(booking: Booking, *, by: User, now: datetime) -> None:
    """The session keeps its time; the specialist is told that, and no reason.

    Raises:
        NotYours: not its member.
        TooLate: nothing is asked, or not any more.
    """
    if not policies.may_change_time(by, booking):
        raise NotYours("We could not find that session.")
    _end(booking, Answer.NO, by=by, now=now)


def ask_no_more(booking: Booking, *, by: User, now: datetime) -> None:
    """The specialist takes the question back; the member is told that the session keeps its time.

    Raises:
        NotYours: not its specialist.
        TooLate: nothing is asked, or not any more.
    """
    if not policies.may_ask_to_move(by, booking):
        raise NotYours("We could not find that session.")
    _end(booking, Answer.TAKEN_BACK, by=by, now=now)


def end_unanswered(*, now: datetime) -> int:
    """Let questions go that nobody answered in time, and tell both that the time stays; how many."""
    ended = 0
    rows = MoveProposal.objects.run_out(now=now).select_related("booking__specialist")
    for asked in rows.order_by("pk"):
        with whole_or_taken():
            booking = _lock(asked.booking)
            if settle(booking, Answer.RAN_OUT, by=None, now=now):
                refresh_next_open_slot(booking.specialist, now=now)
                notices.tell_it_stays(booking, asked.pk, ("member", "specialist"), now=now)
                ended += 1
    return ended


def _ask(booking: Booking, by: User, starts_at: datetime, now: datetime) -> MoveProposal:
    booking = _lock(booking)
    if not booking.is_free_to_change(now=now):
        raise TooLate(
            f"A session can be moved until {how_long(FREE_UNTIL)} before it starts, and this one "
            "cannot any more. You can cancel it."
        )
    if MoveProposal.objects.filter(booking=booking, answer=Answer.NO).exists():
        raise SaidNo(
            f"{booking.member.handle} would like to keep this time, so we do not ask again. "
            "You can write to them, or cancel."
        )
    settle(booking, Answer.TAKEN_BACK, by=by, now=now)
    member, length = booking.member, booking.ends_at - booking.starts_at
    offered = times_for(booking, seen_by=member, now=now)
    is_free = starts_at != booking.starts_at and can_move(booking)
    if not (is_free and offered.is_free(starts_at, now=now, length=length)):
        raise taken()
    until = asking.answer_by(
        booking.starts_at,
        starts_at,
        free_until=FREE_UNTIL,
        notice=offered.rules.notice,
        now=now,
    )
    if until is None:
        raise TooLate(
            "There is too little time left to ask. The session stays as it is, or you can cancel it."
        )
    kept = Wish(booking.specialist, member, *asking.to_keep(booking.starts_at, starts_at, length))
    if is_kept_then(kept, now):
        raise taken()
    make_room(kept, now)
    keep_row(kept, BookingState.OFFERED, until, now)
    asked = MoveProposal.objects.create(
        booking=booking, starts_at=starts_at, kept_from=kept.starts_at, asked_at=now, until=until
    )
    record(
        Verb.MOVE_ASKED,
        by=by,
        on=booking,
        before=days.stamp(booking.starts_at),
        after=days.stamp(starts_at),
    )
    notices.tell_asked(booking, asked, now=now)
    refresh_next_open_slot(booking.specialist, now=now)
    return asked


def _lock(booking: Booking) -> Booking:
    """The session as it is now, its two people locked."""
    User.objects.all_locked(booking.member_id, booking.specialist.person_id)
    return Booking.objects.with_people().get(pk=booking.pk)


def _end(booking: Booking, answer: Answer, *, by: User | None, now: datetime) -> None:
    with whole_or_taken():
        booking = _lock(booking)
        asked = _standing(booking, now)
        settle(booking, answer, by=by, now=now)
        refresh_next_open_slot(booking.specialist, now=now)
        told = "member" if answer == Answer.TAKEN_BACK else "specialist"
        notices.tell_it_stays(booking, asked.pk, (told,), now=now)


def _standing(booking: Booking, now: datetime) -> MoveProposal:
    found = MoveProposal.objects.standing(now=now).filter(booking=booking).first()
    if found is None:
        raise TooLate("That question is over. The session is as it stands here.")
    return found
