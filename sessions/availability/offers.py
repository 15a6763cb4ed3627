"""What specialists said about when they can be booked, read whole and at once."""

from collections import defaultdict
from typing import Any

from matching.models import SpecialistProfile
from sessions.availability.models import said_by
from sessions.availability.rules import USUAL_RULES, Rules
from sessions.availability.slots import Hours
from sessions.availability.week import Away, Closed, ExtraHours, WeeklyHours


def hours_of(profile: SpecialistProfile) -> Hours:
    """All of one specialist's, in one query."""
    return _read(profile.pk).get(profile.pk, Hours())


def hours_of_each() -> dict[int, Hours]:
    """Everybody's by the key of the profile, in one query; who said nothing is not in it."""
    return _read(None)


def _read(profile_id: int | None) -> dict[int, Hours]:
    said: dict[int, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for whose, what, *columns in said_by(profile_id):
        said[whose][what].append(_value(what, *columns))
    return {
        whose: Hours(
            weekly=tuple(each["weekly"]),
            extra=tuple(each["extra"]),
            closed=tuple(each["closed"]),
            away=tuple(each["away"]),
            rules=each["rules"][0] if each["rules"] else USUAL_RULES,
        )
        for whose, each in said.items()
    }


def _value(
    what: str, weekday: Any, since: Any, until: Any, opens: Any, closes: Any, rules: Any
) -> WeeklyHours | ExtraHours | Closed | Away | Rules:
    match what:
        case "weekly":
            return WeeklyHours(weekday, opens, closes)
        case "extra":
            return ExtraHours(since, opens, closes)
        case "closed":
            return Closed(since, None if opens is None else (opens, closes))
        case "away":
            return Away(since, until)
        case _:
            return Rules.of_numbers(*rules)
