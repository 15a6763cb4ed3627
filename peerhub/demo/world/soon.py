"""A session of Maya with Sam that begins right now, for whoever wants to try the room."""

from datetime import datetime, timedelta

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.demo.cast import MAYA, SAM
from peerhub.errors import DomainError
from sessions.availability import actions as availability
from sessions.availability.rules import MINUTE, USUAL
from sessions.availability.week import ExtraHours
from sessions.bookings import actions, doors, openings
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode

BEGUN = 10 * MINUTE  # ago, at the most: with SOON one start of each half hour lies in between
OFFERED = timedelta(hours=2)
SOON = 20 * MINUTE
AHEAD = timedelta(days=3)  # it is booked as if it had been then: nobody books at no notice


def begin(*, now: datetime) -> Booking | None:
    """The session of the two that is open or about to be, booked if there is none.

    None where Sam has no time, on leave or with somebody else, and where the two are not here.
    """
    people = {
        each.handle: each for each in User.objects.filter(handle__in=(MAYA.handle, SAM.handle))
    }
    maya, sam = people.get(MAYA.handle), people.get(SAM.handle)
    if maya is None or sam is None:
        return None
    theirs = Booking.objects.filter(member=maya, specialist__person=sam).with_people()
    for booking in theirs.coming(now=now):
        if booking.starts_at < now + SOON + doors.OPENS and not _was_ended(booking):
            return booking
    profile = SpecialistProfile.objects.select_related("person").filter(person=sam).first()
    if profile is None:
        return None
    try:
        return _book(profile, maya, now=now)
    except DomainError:
        return None


def _book(profile: SpecialistProfile, maya: User, *, now: datetime) -> Booking | None:
    wall = now.astimezone(profile.person.zone).replace(second=0, microsecond=0)
    opens = wall - timedelta(minutes=wall.minute % 5)
    hours = ExtraHours(opens.date(), opens.time(), (opens + OFFERED).time())
    availability.change_date(profile, hours, now=now)
    before = now - AHEAD
    offered = openings.coming_timetable(profile, now=before, member=maya)
    starts = offered.free(now=before, since=now - BEGUN, until=now + SOON, length=USUAL)
    if not starts:
        return None
    mode = Mode.VIDEO if Mode.VIDEO in profile.ways else Mode.AUDIO
    return actions.book(profile, by=maya, starts_at=starts[0], mode=mode, now=before).booking


def _was_ended(booking: Booking) -> bool:
    room = getattr(booking, "room", None)
    return room is not None and room.ended_at is not None
