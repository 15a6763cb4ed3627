"""The job that looks at days when it is time: what comes next is planned, and a time is kept."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from peerhub.accounts.models import User
from sessions.availability.slots import Timetable
from sessions.availability.wall import DAY, begin_of, reads
from sessions.bookings import actions as bookings
from sessions.bookings import openings
from sessions.bookings.models import Booking
from sessions.heavy_days import notices
from sessions.heavy_days.actions.planning import NotYours, held, plan, seek_at, turn_to_seek
from sessions.heavy_days.dates import Turn, telling_at, today
from sessions.heavy_days.models import HardDay
from sessions.heavy_days.states import FROM_UNTIL, Hours

log = logging.getLogger(__name__)

KEPT_FOR = timedelta(hours=24)
DECIDED = timedelta(hours=12)  # before it starts: then it is let go, so that others can have it
LEAST = timedelta(hours=1)  # to decide in; a time that leaves less is not offered
TRIES = 5  # times that others may take while we look
BATCH = 100  # days in one run


def look_after_due(*, now: datetime) -> int:
    """Look at the days that are due; returns how many. Two who run at once share them.

    One that cannot be looked at keeps back no other; it is due still.
    """
    due = HardDay.objects.due(now=now).values_list("pk", flat=True)
    return sum(_looked(pk, now=now) for pk in list(due[:BATCH]))


@transaction.atomic
def look(day_id: int, *, now: datetime) -> bool:
    """Plan what comes next of one day; False when somebody else did, or it is gone.

    All of it is one transaction: killed in between, nothing has happened, and the next one does it.
    """
    found = HardDay.objects.select_related("member", "specialist").filter(pk=day_id).first()
    if found is None:
        return False
    whom = found.specialist
    # Both rows at once, in the order of all who book; the second who comes finds it done.
    User.objects.all_locked(found.member_id, *([whom.person_id] if whom else []))
    try:
        day = held(found, found.member)
    except NotYours:
        return False
    if day.look_at is None or day.look_at > now:
        return False
    again = None
    at = seek_at(day, now=now) if day.specialist == whom else None
    if at is not None and at <= now:
        again = _seek(day, now=now)
    plan(day, seek_from=again, now=now)
    return True


def _looked(day_id: int, *, now: datetime) -> bool:
    try:
        return look(day_id, now=now)
    except Exception as error:  # noqa: BLE001 - whatever it is, the others are not to wait for it
        log.error("a look at a day failed: %s", type(error).__name__)  # noqa: TRY400
        return False


def _seek(day: HardDay, *, now: datetime) -> datetime | None:
    """Keep a time and ask; where there is none, returns when to look again."""
    turn, profile = turn_to_seek(day, now=now), day.specialist
    assert turn is not None and profile is not None  # noqa: S101, PT018 - tells the type checker
    zone = day.member.zone
    since, until = turn.around(1, 1, zone)
    met = Booking.objects.filter(member=day.member, specialist=profile)
    if met.coming(now=now).overlapping(since, until).exists():
        day.offered, day.offered_start = day.mark(turn), None  # they have a time already
        return None
    kept = _kept_time(day, turn, now=now)
    if kept is None:
        return telling_at(today(zone, now=now) + DAY, zone)
    day.offered, day.offered_start = day.mark(turn), kept.starts_at
    notices.tell_offered(day, turn, kept, now=now)
    return None


def _kept_time(day: HardDay, turn: Turn, *, now: datetime) -> Booking | None:
    profile = day.specialist
    assert profile is not None  # noqa: S101 - tells the type checker
    offered = Booking.rows.offered_to(day.member).filter(specialist=profile, kept_until__gt=now)
    if offered.exists():  # one question at a time
        return None
    table = openings.coming_timetable(profile, now=now, member=day.member)
    length = table.rules.usual
    for start in list(_wanted(day, turn, table, now=now))[:TRIES]:
        wish = bookings.Wish(profile, day.member, start, start + length)
        until = min(now + KEPT_FOR, start - DECIDED)
        try:
            with bookings.whole_or_taken():  # the two are locked since the look began
                return bookings.offer_time(wish, until=until, now=now)
        except bookings.SlotTaken:
            continue
        except bookings.NotBookable:
            return None
    return None


def _wanted(day: HardDay, turn: Turn, table: Timetable, *, now: datetime) -> Iterator[datetime]:
    """Free times in the wanted hours: on its days first, then the day before, then the day after."""
    zone = day.member.zone
    soonest = now + DECIDED + LEAST
    from_hour, until_hour = FROM_UNTIL[Hours(day.hours)]
    inside = [turn.first + number * DAY for number in range((turn.last - turn.first) // DAY + 1)]
    for on in (*inside, turn.first - DAY, turn.last + DAY):
        free = table.free(
            now=now, since=max(soonest, begin_of(on, zone)), until=begin_of(on + DAY, zone)
        )
        for start in free:
            if from_hour <= reads(start, zone).hour < until_hour:
                yield start
