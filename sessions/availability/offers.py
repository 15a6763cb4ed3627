"""What specialists said about when they can be booked, read whole and at once."""

from collections import defaultdict
from typing import Any

from django.db import connection

from matching.models import SpecialistProfile
from sessions.availability.rules import USUAL_RULES, Rules
from sessions.availability.slots import Hours
from sessions.availability.week import Away, Closed, ExtraHours, WeeklyHours

# Every booking reads this under its locks, so it is one question and not four. The columns:
# whose, what, weekday, from and until as dates, from and until as times, rules.
OFFERED = """
    SELECT profile_id, 'weekly', weekday, NULL::date, NULL::date, opens, closes, NULL::int[]
    FROM peer_sessions_offeredhours WHERE profile_id = COALESCE(%(profile)s, profile_id)
    UNION ALL
    SELECT profile_id, kind, NULL, "on", NULL, opens, closes, NULL
    FROM peer_sessions_datedhours WHERE profile_id = COALESCE(%(profile)s, profile_id)
    UNION ALL
    SELECT profile_id, 'away', NULL, first_on, last_on, NULL, NULL, NULL
    FROM peer_sessions_leave WHERE profile_id = COALESCE(%(profile)s, profile_id)
    UNION ALL
    SELECT profile_id, 'rules', NULL, NULL, NULL, NULL, NULL,
    ARRAY[notice_hours, horizon_days, before_minutes, after_minutes, step_minutes, per_day, per_week]
    || length_minutes::int[]
    FROM peer_sessions_bookingrules WHERE profile_id = COALESCE(%(profile)s, profile_id)
"""


def hours_of(profile: SpecialistProfile) -> Hours:
    """All of one specialist's, in one query."""
    return _read(profile.pk).get(profile.pk, Hours())


def hours_of_each() -> dict[int, Hours]:
    """Everybody's by the key of the profile, in one query; who said nothing is not in it."""
    return _read(None)


def _read(profile_id: int | None) -> dict[int, Hours]:
    said: dict[int, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    with connection.cursor() as cursor:
        cursor.execute(OFFERED, {"profile": profile_id})
        for whose, what, *columns in cursor.fetchall():
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
