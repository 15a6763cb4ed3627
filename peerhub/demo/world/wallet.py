"""A peer with a price, what Maya's free sessions bear, and a gift to the sponsors' pool."""

import uuid
from datetime import datetime, timedelta

from matching.peers import actions as peers
from matching.peers.models import SpecialistProfile
from peerhub.demo.cast import MAYA, ROWAN
from peerhub.demo.world.people import People
from sessions.bookings import actions as bookings
from sessions.bookings import openings
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode
from sessions.wallet import actions

ASKS, CENTS = "s16", 2500  # who asks for something, and how much for 30 minutes
GIFT = 40  # half hours
AHEAD = (timedelta(days=9), timedelta(days=12))  # what she keeps, and what she cancels
DAY = timedelta(days=1)


def keep(people: People, *, now: datetime) -> None:
    """She books two sessions with a peer who asks for something, and cancels one of them."""
    actions.sponsor(GIFT, key=uuid.uuid4(), by=people[ROWAN.name], now=now - 10 * DAY)
    profile = SpecialistProfile.objects.select_related("person").get(person=people[ASKS])
    if profile.price_cents is None:
        peers.set_price(profile, CENTS)
    _, cancelled = [_book(people, profile, now + each, now=now - 2 * DAY) for each in AHEAD]
    bookings.cancel(cancelled, by=people[MAYA.name], now=now - DAY)


def _book(people: People, profile: SpecialistProfile, since: datetime, *, now: datetime) -> Booking:
    maya = people[MAYA.name]
    table = openings.coming_timetable(profile, now=now, member=maya)
    starts_at = next(start for start in table.all_free(now=now) if start >= since)
    return bookings.book(
        profile, by=maya, starts_at=starts_at, mode=Mode(profile.ways[0]), now=now
    ).booking
