"""What is to come of a day, written as rows with their own times; done again, nothing changes.

The member's row is locked before the day's, always: by whoever writes, by a change of their zone,
and by the job that looks.
"""

from datetime import datetime
from typing import ClassVar

from peerhub.accounts import not_today
from peerhub.accounts.models import How, User
from peerhub.accounts.not_today import Ahead
from peerhub.errors import DomainError
from sessions.availability.wall import DAY, begin_of
from sessions.bookings import openings
from sessions.heavy_days import notices
from sessions.heavy_days.dates import Turn, awake, today
from sessions.heavy_days.models import HardDay

PLANNED = ("softened", "lifted", "offered", "offered_start", "look_at")


class NotYours(DomainError):
    """There is no such day of theirs."""

    code: ClassVar[str] = "not_yours"
    status: ClassVar[int] = 404


def held(day: HardDay, member: User) -> HardDay:
    """The day as it is now, with its member; both stay so until the transaction ends.

    Raises:
        NotYours: it is not theirs, or was deleted meanwhile.
    """
    # Whatever changes a day waits here first, not at its row: what is joined below is of now.
    User.objects.locked(member.pk)
    rows = HardDay.objects.of(member).filter(pk=day.pk)
    found = rows.select_related("member", "specialist__person").select_for_update(of=("self",))
    if (mine := found.first()) is None:
        raise NotYours("We could not find that day.")
    return mine


def plan(day: HardDay, *, seek_from: datetime | None = None, now: datetime) -> None:
    """Plan what comes next of a held day: topics that rest, the notice, when to look again.

    Args:
        day: held by this transaction.
        seek_from: when to look for a time at the earliest; one was looked for in vain.
        now: an aware instant.
    """
    notices.plan_heads_up(day, now=now)
    seek = seek_at(day, now=now)
    if seek is not None and seek_from is not None:
        seek = max(seek, seek_from)
    later = [_soften(day, now=now), _over(day, now=now), seek]
    day.look_at = min((at for at in later if at is not None), default=None)
    day.save(update_fields=PLANNED)


def replan_for(person: User, now: datetime) -> None:
    """Their clock is another one: everything begins and ends with the days of that clock.

    Their row is locked.
    """
    rows = HardDay.objects.of(person).select_related("member", "specialist__person")
    for day in rows.select_for_update(of=("self",)).order_by("pk"):
        plan(day, now=now)


def turn_to_seek(day: HardDay, *, now: datetime) -> Turn | None:
    """The turn for which a time is still to be found; the day after it is the last to meet on."""
    if day.specialist is None:
        return None
    turn = day.span.turn_from(today(day.member.zone, now=now), after=1)
    if turn is not None and day.mark(turn) == day.offered:
        return day.span.turn(turn.number + 1)
    return turn


def seek_at(day: HardDay, *, now: datetime) -> datetime | None:
    """When to look for a time: once the whole first day can be booked, and never at night."""
    turn = turn_to_seek(day, now=now)
    if turn is None or day.specialist is None:
        return None
    horizon = openings.coming_timetable(day.specialist, now=now).rules.horizon
    zone = day.member.zone
    return awake(max(now, begin_of(turn.first + DAY, zone) - horizon), zone)


def _soften(day: HardDay, *, now: datetime) -> datetime | None:
    """Let its topics rest around the next turn; returns when that one is over.

    Planned once for each turn: what the member shows again meanwhile stays shown.
    """
    zone, notes = day.member.zone, list(day.soft_notes.all())
    turn = day.span.turn_from(today(zone, now=now), after=day.soft_after)
    if turn is None or not notes:
        day.softened = ""
        not_today.call_off(day.member, day.reference)
        return None
    since, until = turn.around(day.soft_before, day.soft_after, zone)
    if day.lifted == day.mark(turn):
        not_today.call_off(day.member, day.reference)
    elif day.softened == day.mark(turn):
        not_today.shift(day.member, day.reference, since=since, until=until)
    else:
        ahead = Ahead(day.reference, since, until, How(day.soft_how))
        not_today.plan_ahead(day.member, notes, ahead, now=now)
        day.softened = day.mark(turn)
    return until


def _over(day: HardDay, *, now: datetime) -> datetime | None:
    """When the next turn is over, where another one follows."""
    turn = day.span.turn_from(today(day.member.zone, now=now))
    if turn is None or not day.yearly:
        return None
    return turn.around(0, 0, day.member.zone)[1]
