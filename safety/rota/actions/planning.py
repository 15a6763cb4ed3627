"""A supervisor keeps the weeks; dated shifts are made from them, added, called off, given out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.weeks import Stretch, weekly
from safety.rota import notices
from safety.rota.actions.errors import (
    NotForYou,
    NotNow,
    end_swaps,
    hand,
    locked,
    must_be_ahead,
    must_stand,
)
from safety.rota.actions.taking import leave_open
from safety.rota.models import Shift, Weekly
from safety.rota.states import AHEAD, Post


@dataclass(frozen=True)
class Week:
    """What is kept every week: a day, hours on the wall, a post, how many people."""

    post: Post
    weekday: int
    opens: time
    closes: time
    people: int = 1


@transaction.atomic
def keep_week(week: Week, *, by: User, now: datetime) -> Weekly:
    """Keep it from now on, and make its shifts of the next weeks.

    Raises:
        NotForYou: ``by`` is no supervisor.
    """
    _must_keep(by)
    kept = Weekly.objects.create(
        post=week.post,
        weekday=week.weekday,
        opens=week.opens,
        closes=week.closes,
        people=week.people,
        made_at=now,
        made_by=by,
    )
    record(Verb.ROTA_WEEK_KEPT, by=by, on=kept, post=kept.post)
    _make(kept, now=now)
    return kept


@transaction.atomic
def end_week(kept: Weekly, *, by: User, now: datetime) -> None:
    """Keep it no more. Its shifts that nobody has taken do not take place; taken ones stay.

    Raises:
        NotForYou: ``by`` is no supervisor.
    """
    _must_keep(by)
    standing = Weekly.objects.filter(pk=kept.pk, ended_at=None)
    if not standing.update(ended_at=now, ended_by=by):
        return
    coming = Shift.objects.open().filter(weekly=kept, starts_at__gt=now)
    coming.update(called_off_at=now, called_off_by=by)
    record(Verb.ROTA_WEEK_ENDED, by=by, on=kept, post=kept.post)


@transaction.atomic
def make(*, now: datetime) -> int:
    """Make the dated shifts that are missing of the next weeks; returns how many weeks are kept.

    Done twice, or by two at once, each shift is made once; one that was called off stays so.
    """
    kept = list(Weekly.objects.filter(ended_at=None).order_by("pk"))
    for each in kept:
        _make(each, now=now)
    return len(kept)


@transaction.atomic
def add(post: Post, stretch: Stretch, *, people: int = 1, by: User, now: datetime) -> list[Shift]:
    """Add a single shift for so many people; nobody has it yet.

    Raises:
        NotForYou: ``by`` is no supervisor.
        NotNow: it is over already.
    """
    _must_keep(by)
    if stretch.ends_at <= now:
        raise NotNow("That time is over already. Choose one that is still to come.")
    shifts = [
        Shift.objects.create(
            post=post, starts_at=stretch.starts_at, ends_at=stretch.ends_at, seat=seat
        )
        for seat in range(1, people + 1)
    ]
    for shift in shifts:
        record(Verb.ROTA_SHIFT_ADDED, by=by, on=shift, post=shift.post)
    return shifts


@transaction.atomic
def call_off(shift: Shift, *, by: User, now: datetime) -> None:
    """Let a shift not take place; whoever has it is told.

    Raises:
        NotForYou: ``by`` is no supervisor.
        NotNow: it is over, or was called off.
    """
    _must_keep(by)
    (shift,) = locked(shift)
    must_be_ahead(shift, now=now)
    shift.called_off_at, shift.called_off_by = now, by
    shift.save(update_fields=["called_off_at", "called_off_by"])
    end_swaps(shift, now=now)
    if shift.person is not None:
        notices.tell_taken_from(shift, shift.person, now=now)
    record(Verb.ROTA_SHIFT_CALLED_OFF, by=by, on=shift, post=shift.post)


@transaction.atomic
def assign(shift: Shift, person: User | None, *, by: User, now: datetime) -> Shift:
    """Give a shift to somebody, or to nobody; both whoever has it now and whoever had are told.

    Raises:
        NotForYou: ``by`` is no supervisor, or the shift is for another role.
        NotNow: it is over, or was called off.
        Overlaps: the person has another shift then.
    """
    _must_keep(by)
    (shift,) = locked(shift)
    must_be_ahead(shift, now=now)
    before = shift.person
    if person == before:
        return shift
    if person is None:
        leave_open(shift, now=now)
    else:
        must_stand(person, shift)
        hand((shift, person))
        end_swaps(shift, now=now)
        if person != by:
            notices.tell_assigned(shift, person, now=now)
    if before is not None and before != by:
        notices.tell_taken_from(shift, before, now=now)
    record(
        Verb.ROTA_SHIFT_ASSIGNED, by=by, on=shift, person=person.pk if person is not None else None
    )
    return shift


def _must_keep(by: User) -> None:
    if not by.has_role(Role.SUPERVISOR):
        raise NotForYou("A supervisor keeps the rota.")


def _make(kept: Weekly, *, now: datetime) -> None:
    known = set(kept.shifts.values_list("day", "seat"))
    missing = [each for each in _shifts(kept, now=now) if (each.day, each.seat) not in known]
    if missing:  # another may make the same at this moment: each shift is made once
        Shift.objects.bulk_create(missing, ignore_conflicts=True)
        record(Verb.ROTA_SHIFTS_MADE, by=None, on=kept, count=len(missing))


def _shifts(kept: Weekly, *, now: datetime) -> Iterator[Shift]:
    zone = ZoneInfo(settings.ROTA_ZONE)
    today = now.astimezone(zone).date()
    first = today + timedelta(days=(kept.weekday - today.weekday()) % 7 - 7)
    weeks = (AHEAD + timedelta(days=7)) // timedelta(days=7) + 1
    stretches = weekly(first, kept.opens, kept.closes, weeks=weeks, zone=zone)
    for week, stretch in enumerate(stretches):
        # On the day the clocks go forward, an hour of the wall does not exist.
        if stretch.ends_at <= max(now, stretch.starts_at):
            continue
        for seat in range(1, kept.people + 1):
            yield Shift(
                post=kept.post,
                starts_at=stretch.starts_at,
                ends_at=stretch.ends_at,
                weekly=kept,
                day=first + timedelta(weeks=week),
                seat=seat,
            )
