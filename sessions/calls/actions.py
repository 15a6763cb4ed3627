"""What people do in a session's room: take a seat, leave it, pause, go on, end it for both."""

from datetime import datetime
from typing import ClassVar

from django.db import transaction
from django.db.models import Q, QuerySet

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.events import publish
from sessions.bookings import actions as bookings
from sessions.bookings import doors
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode
from sessions.calls.events import RoomChanged
from sessions.calls.models import Meeting, MoreTime, Pause, Presence
from sessions.calls.policies import may_be_in, may_want_more
from sessions.calls.states import KINDS, Parting, Way, ways_of


class NotOpen(DomainError):
    """The room is not open for this person now."""

    code: ClassVar[str] = "not_open"
    status: ClassVar[int] = 404


class StepLeft(DomainError):
    """There is something to do before one goes in."""

    code: ClassVar[str] = "step_left"


class NotNow(DomainError):
    """It is too early for that, or too late."""

    code: ClassVar[str] = "not_now"


class NoRoom(DomainError):
    """One of the two has something in the way."""

    code: ClassVar[str] = "no_room"


class NotThere(DomainError):
    """Whoever asks for it has no seat in the room (any more)."""

    code: ClassVar[str] = "not_there"


@transaction.atomic
def enter(booking: Booking, *, by: User, seat: str, way: Way, now: datetime) -> Presence:
    """Take the one seat that this person has; a page of theirs that had it goes politely.

    The same page again, after a lost line, goes on where it was.

    Raises:
        NotOpen: the room is not open for them, or was ended for both.
        StepLeft: they have to do something first.
    """
    if not may_be_in(by, booking, now=now) or way not in ways_of(Mode(booking.mode)):
        raise NotOpen("This room is not open for you now.")
    if step := doors.first_step(booking, by, now=now):
        raise StepLeft(step.words)
    meeting = _room(booking, now=now)
    if meeting.ended_at is not None:
        raise NotOpen("This session was ended.")
    for before in meeting.presences.live().filter(person=by):
        before.end(Parting.LOST if before.seat == seat else Parting.MOVED, now=now)
    made = Presence.objects.create(
        meeting=meeting, person=by, seat=seat, way=way, joined_at=now, seen_at=now
    )
    record(Verb.ROOM_ENTERED, by=by, on=meeting, way=way.value)
    _tell(meeting)
    return made


@transaction.atomic
def take_part(presence: Presence, *, way: Way, now: datetime) -> None:
    """Go on by text, by listening or with voice: either may, at any time.

    Raises:
        NotThere: the visit has ended.
        NotOpen: the session was not booked for that.
    """
    live = _live(presence)
    if way not in ways_of(Mode(live.meeting.booking.mode)):
        raise NotOpen("This session was booked by text.")
    live.way, live.seen_at = way, max(now, live.seen_at)
    live.save(update_fields=["way", "seen_at"])
    _tell(live.meeting)


@transaction.atomic
def caption(presence: Presence, *, on: bool, now: datetime) -> None:
    """The other one’s words are shown on this device from now on, or not any more; the other is told.

    No entry in the audit: whether somebody needs captions is kept nowhere (decision 0051).

    Raises:
        NotThere: the visit has ended.
        NotOpen: the session was booked by text.
    """
    live = _live(presence)
    if not KINDS[Mode(live.meeting.booking.mode)]:
        raise NotOpen("This session was booked by text.")
    live.captions, live.seen_at = on, max(now, live.seen_at)
    live.save(update_fields=["captions", "seen_at"])
    _tell(live.meeting)


@transaction.atomic
def want_more(presence: Presence, *, on: bool, now: datetime) -> None:
    """Say, or say no more, that five more minutes would be good. When both do, they have them.

    Only then both pages are told; alone it is told to nobody, so that nobody is pressed. It happens
    once for each session, and only where neither has anything in the way: whoever ticks is told of
    that at once, in words that do not say whose time it is.

    Raises:
        NotThere: the visit has ended.
        NotNow: it is not the end of the session yet, or not any more.
        NoRoom: something is behind it.
    """
    pair = Booking.objects.with_people().get(pk=presence.meeting.booking_id)
    User.objects.all_locked(pair.member_id, pair.specialist.person_id)
    live = _live(presence)
    booking = Booking.objects.with_people().get(pk=pair.pk)
    wishes = MoreTime.objects.filter(meeting=live.meeting)
    if not on:
        wishes.filter(person=live.person).delete()
        return
    if booking.longer_until is not None:
        return
    if not may_want_more(booking, now=now):
        raise NotNow("You can ask for more time in the last five minutes.")
    if not bookings.can_be_longer(booking, now=now):
        raise NoRoom("This session cannot be longer today. It ends as planned.")
    wishes.get_or_create(meeting=live.meeting, person=live.person, defaults={"at": now})
    if wishes.count() > 1:
        bookings.make_longer(booking, now=now)
        wishes.delete()
        record(Verb.ROOM_LONGER, by=None, on=live.meeting)
        _tell(live.meeting)


def forget_wishes(*, now: datetime) -> None:
    """What one of the two alone wished of a session that is over is not kept."""
    MoreTime.objects.filter(meeting__booking__ends_at__lte=now).delete()


def keep(presence_id: int, *, now: datetime) -> None:
    """The page is still there; of a visit that has ended nothing changes."""
    Presence.objects.live().filter(pk=presence_id, seen_at__lt=now).update(seen_at=now)


@transaction.atomic
def leave(presence: Presence, *, parting: Parting, now: datetime) -> None:
    """End a visit; one that has ended stays as it is.

    Whoever leaves takes their pause with them; a lost line does not.
    """
    meeting = Meeting.objects.select_for_update().get(pk=presence.meeting_id)
    live = meeting.presences.live().filter(pk=presence.pk).first()
    if live is None:
        return
    live.end(parting, now=now)
    if parting is Parting.LEFT:
        _open_pauses(meeting, live.person_id).update(ended_at=now)
    record(Verb.ROOM_LEFT, by=live.person, on=meeting, how=parting.value)
    _tell(meeting)


@transaction.atomic
def pause(presence: Presence, *, now: datetime) -> None:
    """Stop everything, for both; a second time changes nothing.

    Raises:
        NotThere: the visit has ended.
    """
    live = _live(presence)
    _, new = Pause.objects.get_or_create(
        meeting=live.meeting, person=live.person, ended_at=None, defaults={"began_at": now}
    )
    if new:
        record(Verb.ROOM_PAUSED, by=live.person, on=live.meeting)
        _tell(live.meeting)


@transaction.atomic
def resume(presence: Presence, *, now: datetime) -> None:
    """End one's own pause; the other's goes on. Without one nothing changes.

    Raises:
        NotThere: the visit has ended.
    """
    live = _live(presence)
    if _open_pauses(live.meeting, live.person_id).update(ended_at=now):
        record(Verb.ROOM_RESUMED, by=live.person, on=live.meeting)
        _tell(live.meeting)


@transaction.atomic
def end(presence: Presence, *, now: datetime) -> None:
    """End the session for both.

    Raises:
        NotThere: the visit has ended.
    """
    live = _live(presence)
    _end(live.meeting, by=live.person, now=now)


def end_between(by: User, whom: User, now: datetime) -> None:
    """``by`` blocked ``whom``: what they have open together ends at once."""
    theirs = Q(member=by, specialist__person=whom) | Q(member=whom, specialist__person=by)
    theirs_now = Meeting.objects.filter(
        booking__in=Booking.objects.filter(theirs),
        ended_at=None,
        pk__in=Presence.objects.live().values("meeting"),
    )
    for meeting in _locked(theirs_now):
        _end(meeting, by=by, now=now)


@transaction.atomic
def sweep(*, now: datetime) -> int:
    """End visits whose page is gone without a word; gives how many.

    A server that stopped in the middle wrote nothing. They end when they were last heard of.
    """
    silent = Presence.objects.silent(now=now).values("meeting")
    ended = 0
    for meeting in _locked(Meeting.objects.filter(pk__in=silent)):
        for presence in meeting.presences.silent(now=now):
            presence.end(Parting.LOST, now=now)
            record(Verb.ROOM_LEFT, by=None, on=meeting, how=Parting.LOST.value)
            ended += 1
        _tell(meeting)
    return ended


def _room(booking: Booking, *, now: datetime) -> Meeting:
    """The session's room, locked: two pages at once come one after the other."""
    made, _ = Meeting.objects.get_or_create(booking=booking, defaults={"opened_at": now})
    return Meeting.objects.select_for_update().get(pk=made.pk)


def _locked(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """The same, one after the other and in one order, so that no two wait for each other."""
    keys = list(meetings.order_by().values_list("pk", flat=True))
    return Meeting.objects.select_for_update().filter(pk__in=keys).order_by("pk")


def _live(presence: Presence) -> Presence:
    """The visit as it is now, its room locked."""
    Meeting.objects.select_for_update().get(pk=presence.meeting_id)
    rows = Presence.objects.live().select_related("meeting__booking", "person")
    live = rows.filter(pk=presence.pk).first()
    if live is None:
        raise NotThere("You are not in this room any more.")
    return live


def _open_pauses(meeting: Meeting, person_id: int) -> QuerySet[Pause]:
    return Pause.objects.filter(meeting=meeting, person=person_id, ended_at=None)


def _end(meeting: Meeting, *, by: User, now: datetime) -> None:
    meeting.ended_at, meeting.ended_by = now, by
    meeting.save(update_fields=["ended_at", "ended_by"])
    for presence in meeting.presences.live():
        presence.end(Parting.ENDED, now=now)
    Pause.objects.filter(meeting=meeting, ended_at=None).update(ended_at=now)
    record(Verb.ROOM_ENDED, by=by, on=meeting)
    _tell(meeting)


def _tell(meeting: Meeting) -> None:
    publish(RoomChanged(room=meeting.booking.public_id))
