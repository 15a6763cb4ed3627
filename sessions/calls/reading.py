"""How a session's room stands for one of the two: asked at each hint, and told to their page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peerhub.accounts import sign_ins
from peerhub.accounts.models import User
from sessions.bookings.models import Booking
from sessions.calls.attendance import Attendance, attendance, in_minutes
from sessions.calls.models import MoreTime, Pause, Presence, visits
from sessions.calls.policies import may_be_in, may_want_more
from sessions.calls.states import Parting

# Close codes of our own: why a page of the room is sent away.
TAKEN_OVER = 4408  # the same person opened it elsewhere
OVER = 4410  # the room is closed, or was ended


@dataclass(frozen=True)
class Seated:
    """Who asks: their sign-in, their visit, and in which room."""

    person_id: int
    session: str  # key of the sign-in; "" where there is none
    presence_id: int
    booking_id: int


@dataclass(frozen=True)
class Standing:
    """What a page shows of the room."""

    other: str = ""  # the seat of the other one; "" while they are not here
    other_way: str = ""
    parted: str = ""  # how the other one's last visit ended; "" before the first
    paused: bool = False  # by the reader
    paused_by_other: bool = False
    captions: bool = False  # on this page, of the other one’s words
    captioned: bool = False  # the reader’s words, on the other page
    more: bool = False  # the reader would like five more minutes; of the other one nothing is told
    extra: int = 0  # minutes that both wanted

    def frame(self) -> dict[str, Any]:
        """The same for the wire."""
        return {
            "t": "stand",
            "other": self.other,
            "way": self.other_way,
            "parted": self.parted,
            "paused": self.paused,
            "theirs": self.paused_by_other,
            "captions": self.captions,
            "captioned": self.captioned,
            "more": self.more,
            "extra": self.extra,
        }


@dataclass(frozen=True)
class Away:
    """The reader has to go: a close code, and who ended it where somebody did."""

    code: int
    by: str = ""  # "you" or "other"


SIGN_IN, NOT_FOUND = 4401, 4404  # as peerhub.sockets closes


def standing(seated: Seated, *, now: datetime) -> Standing | Away:
    """How the room stands for whoever sits there; or that they do not sit there any more."""
    presence = Presence.objects.filter(pk=seated.presence_id).select_related("meeting").first()
    booking = Booking.objects.with_people().filter(pk=seated.booking_id).first()
    if presence is None or booking is None:
        return Away(NOT_FOUND)
    if seated.session and not sign_ins.holds(seated.session, now=now):
        return Away(SIGN_IN)
    if presence.meeting.ended_by_id is not None:
        mine = presence.meeting.ended_by_id == seated.person_id
        return Away(OVER, "you" if mine else "other")
    person = User.objects.filter(pk=seated.person_id).first()
    if person is None or not may_be_in(person, booking, now=now):
        return Away(OVER)
    if presence.left_at is not None:
        return Away(TAKEN_OVER if presence.parting == Parting.MOVED else NOT_FOUND)
    return _of(presence, booking, now=now)


def attendance_of(booking: Booking, *, now: datetime) -> Attendance:
    """How long each of the two was there, and both together."""
    member = visits(booking, booking.member, now=now)
    return attendance(member, visits(booking, booking.specialist.person, now=now))


def rooms_of(person_id: int) -> list[str]:
    """Public ids of the sessions in whose rooms this person sits now."""
    live = Presence.objects.live().filter(person=person_id)
    return list(live.values_list("meeting__booking__public_id", flat=True))


def _of(presence: Presence, booking: Booking, *, now: datetime) -> Standing:
    meeting, person_id = presence.meeting, presence.person_id
    others = meeting.presences.exclude(person=person_id).order_by("-joined_at", "-pk")
    other = others.first()
    pauses = set(
        Pause.objects.filter(meeting=meeting, ended_at=None).values_list("person", flat=True)
    )
    live = other is not None and other.left_at is None
    wants_more = may_want_more(booking, now=now) and MoreTime.objects.filter(
        meeting=meeting, person=person_id
    )
    return Standing(
        other=other.seat if other is not None and live else "",
        other_way=other.way if other is not None and live else "",
        parted=other.parting if other is not None else "",
        paused=person_id in pauses,
        paused_by_other=bool(pauses - {person_id}),
        captions=presence.captions,
        captioned=other is not None and other.captions,
        more=bool(wants_more),
        extra=in_minutes(booking.over_at - booking.ends_at),
    )
