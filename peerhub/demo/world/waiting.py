"""People who wait for a time: two for Sam, and Maya for somebody of whom a time comes free; and Sam is on."""

from datetime import datetime, timedelta

from matching.peers.models import SpecialistProfile
from peerhub.demo.cast import MAYA, SAM
from peerhub.demo.world.people import People
from sessions.availability.rules import USUAL
from sessions.bookings import actions as bookings
from sessions.bookings.models import Booking
from sessions.on_now import actions as on_now
from sessions.waiting import actions
from sessions.waiting.rule import Wanted
from sessions.waiting.states import Part

EVENINGS_ON = 9  # of the last two weeks
EVENINGS = Wanted(frozenset(range(7)), frozenset({Part.EVENING.value}), USUAL)
ANY_TIME = Wanted(frozenset(range(7)), frozenset(Part.values), USUAL)


def wait(people: People, *, now: datetime) -> None:
    """Let them ask; then a session of somebody else is cancelled, which frees its time for Maya."""
    _be_on(people, now=now)
    sam = _profile(people[SAM.name].pk)
    for key in ("m021", "m024"):
        actions.begin(sam, by=people[key], wanted=EVENINGS, now=now)
    maya = people[MAYA.name]
    others = Booking.objects.with_people().coming(now=now)
    others = others.exclude(member=maya).exclude(specialist__in=_known_to(maya.pk))
    for booking in others:
        profile = _profile(booking.specialist.person_id)
        if booking.is_free_to_change(now=now) and profile.takes_new(now=now):
            actions.begin(profile, by=maya, wanted=ANY_TIME, now=now)
            bookings.cancel(booking, by=booking.member, now=now)
            actions.look_at(profile.pk, now=now)
            return


def _profile(person_id: int) -> SpecialistProfile:
    return SpecialistProfile.objects.select_related("person").get(person=person_id)


def _known_to(member_id: int) -> list[int]:
    met = Booking.objects.filter(member=member_id).order_by()
    return list(met.values_list("specialist", flat=True).distinct())


def _be_on(people: People, *, now: datetime) -> None:
    """Sam is on now, and somebody was on in many evenings of the last weeks."""
    others = SpecialistProfile.objects.published().exclude(person=people[SAM.name])
    # From the day before yesterday back: yesterday's evening can last until now.
    for days, profile in enumerate(others.select_related("person").order_by("pk")[:EVENINGS_ON], 2):
        evening = (now - timedelta(days=days)).replace(hour=23, minute=0)  # in America
        on_now.go_on(profile.person, until=evening + timedelta(hours=2), now=evening)
    on_now.go_on(people[SAM.name], until=now + timedelta(hours=4), now=now)
