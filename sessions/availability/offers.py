"""What specialists said about when they can be booked, read whole."""

from collections import defaultdict

from matching.models import SpecialistProfile
from sessions.availability.models import BookingRules, DatedHours, Leave, OfferedHours
from sessions.availability.rules import USUAL_RULES
from sessions.availability.slots import Hours
from sessions.availability.week import Closed, ExtraHours


def hours_of(profile: SpecialistProfile) -> Hours:
    """All of one specialist's, in four queries."""
    return hours_of_each(profile).get(profile.pk, Hours())


def hours_of_each(*only: SpecialistProfile) -> dict[int, Hours]:
    """By the key of the profile, in four queries; of everybody, unless told of whom.

    Whoever said nothing at all is not in it.
    """
    these = {"profile__in": only} if only else {}
    weekly, dated, away = defaultdict(list), defaultdict(list), defaultdict(list)
    for row in OfferedHours.objects.filter(**these):
        weekly[row.profile_id].append(row.weekly)
    for date in DatedHours.objects.filter(**these):
        dated[date.profile_id].append(date.value)
    for leave in Leave.objects.filter(**these):
        away[leave.profile_id].append(leave.value)
    rules = {row.profile_id: row.value for row in BookingRules.objects.filter(**these)}
    return {
        key: Hours(
            weekly=tuple(weekly[key]),
            extra=tuple(each for each in dated[key] if isinstance(each, ExtraHours)),
            closed=tuple(each for each in dated[key] if isinstance(each, Closed)),
            away=tuple(away[key]),
            rules=rules.get(key, USUAL_RULES),
        )
        for key in {*weekly, *dated, *away, *rules}
    }
