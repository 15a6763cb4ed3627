"""How Sam wants to be booked, with leave to come and a visit to the dentist."""

from datetime import datetime, time, timedelta

from matching.models import SpecialistProfile
from peerhub.demo.cast import SAM
from peerhub.demo.world.people import People
from sessions.availability import actions
from sessions.availability.rules import MINUTE, Rules
from sessions.availability.week import Away, Closed, ExtraHours
from sessions.bookings.models import Booking

DAY = timedelta(days=1)
RULES = Rules(
    before=5 * MINUTE,
    after=10 * MINUTE,
    step=15 * MINUTE,
    per_day=4,
    per_week=12,
    lengths=(15 * MINUTE, 30 * MINUTE, 60 * MINUTE),
)


def differ(people: People, *, now: datetime) -> None:
    """After the sessions were booked: Sam's leave meets the last of them, and Sam has to decide."""
    profile = SpecialistProfile.objects.select_related("person").get(person=people[SAM.name])
    today = now.astimezone(profile.person.zone).date()
    actions.keep_rules(profile, RULES, now=now)
    last = Booking.objects.filter(specialist=profile).coming(now=now).last()
    first_on = last.starts_at.astimezone(profile.person.zone).date() if last else today + 12 * DAY
    back_on = first_on + 3 * DAY
    actions.take_leave(profile, Away(first_on, back_on - DAY), now=now)
    dentist = Closed(back_on, (time(17), time(18)))
    actions.change_date(profile, dentist, now=now)
    actions.change_date(profile, ExtraHours(back_on + DAY, time(10), time(12)), now=now)
