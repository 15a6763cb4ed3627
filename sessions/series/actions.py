"""Begin regular sessions, book each date when it comes in reach, and end them."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from sessions.availability.rules import MINUTE
from sessions.bookings import actions as bookings
from sessions.bookings import openings
from sessions.bookings.actions import NotBookable, SlotTaken, Wish
from sessions.bookings.covering import NotCovered
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode
from sessions.series import notices, policies
from sessions.series.dates import Planned, Rhythm, Standing, planned
from sessions.series.models import Series, SeriesDate

AT_ONCE = 100  # series that one look for due ones takes


class ChangedMeanwhile(DomainError):
    """Not the same dates are free as when the person looked."""

    code: ClassVar[str] = "changed_meanwhile"


class OneIsGoing(DomainError):
    """These two have a series of which dates are still to be booked."""

    code: ClassVar[str] = "one_is_going"


class NotYours(DomainError):
    """Somebody else's series."""

    code: ClassVar[str] = "not_yours"
    status: ClassVar[int] = 404


def rhythm_of(wish: Wish, *, every: int, count: int) -> Rhythm:
    """When the sessions would be, by the specialist's clock."""
    return Rhythm(wish.starts_at, wish.profile.person.zone, every, count)


def look_ahead(wish: Wish, rhythm: Rhythm, *, now: datetime) -> list[Planned]:
    """Each date, and whether it can be booked for this member now."""
    offered = openings.coming_timetable(wish.profile, now=now, member=wish.member)
    return list(planned(rhythm, offered, length=wish.length, now=now))


def begin(
    wish: Wish, *, every: int, count: int, mode: Mode, seen: Collection[int], now: datetime
) -> Series:
    """Book every date that is free now, and promise those that are further ahead; all or nothing.

    Args:
        wish: the first session.
        every: weeks from one to the next, one of ``EVERY``.
        count: how many sessions, from ``FEWEST`` to ``MOST``.
        mode: how they meet.
        seen: the numbers of the dates that the member was told are free.
        now: an aware instant.

    Raises:
        NotBookable: this member cannot meet this specialist, or not in this way.
        SlotTaken: the first date is not free.
        ChangedMeanwhile: others are free than were seen; nothing is booked.
        OneIsGoing: one of theirs still books dates.
    """
    with bookings.whole_or_taken():
        return _begin(wish, rhythm_of(wish, every=every, count=count), mode, set(seen), now)


def book_what_came_in_reach(*, now: datetime) -> int:
    """Deal with each date that can be booked by now; returns how many series moved on.

    Each has its own transaction, and who comes second finds nothing left to do.
    """
    due = Series.objects.due(now=now).values_list("pk", "member_id", "specialist__person_id")
    return sum(_go_on(*keys, now) for keys in list(due[:AT_ONCE]))


def look_again(profile_id: int, *, now: datetime) -> None:
    """The specialist's rules changed: their series look at once how far ahead they may book."""
    Series.objects.going().filter(specialist=profile_id).update(due_at=now)


@transaction.atomic
def end(series: Series, *, by: User, cancel: bool, now: datetime) -> Series:
    """Book no more of it; with ``cancel``, also cancel what is to come. Twice changes nothing.

    Raises:
        NotYours: neither of the two.
    """
    if not policies.may_end(by, series):
        raise NotYours("We could not find those sessions.")
    User.objects.all_locked(series.member_id, series.specialist.person_id)
    series = Series.objects.select_for_update(of=("self",)).with_people().get(pk=series.pk)
    coming = [each for each in coming_of(series, now=now) if each.may_be_cancelled(now=now)]
    if series.ended_at is None:
        _close(series, by, now)
    elif not (cancel and coming):
        return series
    if cancel:
        for booking in coming:
            bookings.cancel(booking, by=by, now=now, aloud=False)
    cancelled = len(coming) if cancel else 0
    notices.tell_ended(series, cancelled=cancelled, left=len(coming) - cancelled, now=now)
    return series


def end_between(by: User, whom: User, now: datetime) -> None:
    """``by`` blocked ``whom``, whose rows are locked: nothing more is booked. Their sessions end elsewhere."""
    pair = (by.pk, whom.pk)
    theirs = Series.objects.filter(member__in=pair, specialist__person__in=pair, ended_at=None)
    for series in theirs.select_for_update():
        _close(series, by, now)


def coming_of(series: Series, *, now: datetime) -> list[Booking]:
    """Its sessions that are booked and not over, the next one first."""
    own = Booking.objects.filter(series_date__series=series).with_people()
    return list(own.coming(now=now))


def _begin(wish: Wish, rhythm: Rhythm, mode: Mode, seen: set[int], now: datetime) -> Series:
    # Held until the end: between the look and the last date nobody else books, blocks or ends.
    User.objects.all_locked(wish.member.pk, wish.profile.person_id)
    if Series.objects.going().filter(member=wish.member, specialist=wish.profile).exists():
        raise OneIsGoing("You have regular sessions with this person already.")
    offered = openings.coming_timetable(wish.profile, now=now, member=wish.member)
    ahead = list(planned(rhythm, offered, length=wish.length, now=now))
    free = [each for each in ahead if each.standing == Standing.FREE]
    if ahead[0] not in free:
        raise bookings.taken()
    if {each.number for each in free} != seen:
        raise ChangedMeanwhile(
            "Meanwhile other dates are free than you saw. Nothing is booked yet."
        )
    series = Series.objects.create(
        member=wish.member,
        specialist=wish.profile,
        first_at=wish.starts_at,
        zone_name=rhythm.zone.key,
        every=rhythm.every,
        count=rhythm.count,
        minutes=wish.length // MINUTE,
        mode=mode,
        made_at=now,
    )
    record(Verb.SERIES_BEGUN, by=wish.member, on=series)
    for each in ahead:
        if each.standing == Standing.LATER:
            break
        booking = None
        if each.standing == Standing.FREE:
            booking = _book(series, each.starts_at, now, aloud=False)
        _note(series, each.starts_at, booking)
    _plan_next(series, offered.rules.horizon)
    notices.tell_begun(series, booked=len(free), now=now)
    return series


@transaction.atomic
def _go_on(series_id: int, member_id: int, person_id: int, now: datetime) -> bool:
    # The order of all that books: the people first.
    User.objects.all_locked(member_id, person_id)
    due = Series.objects.select_for_update(of=("self",)).with_people().due(now=now)
    series = due.filter(pk=series_id).first()
    if series is None:
        return False
    offered = openings.coming_timetable(series.specialist, now=now)
    while series.dealt_with < series.count:
        start = series.rhythm.start(series.dealt_with)
        if start >= now + offered.rules.horizon:
            break
        _book_or_pass_over(series, start, now)
    _plan_next(series, offered.rules.horizon)
    return True


def _book_or_pass_over(series: Series, start: datetime, now: datetime) -> None:
    try:
        if not (series.member.is_active and series.rhythm.is_real(series.dealt_with)):
            raise bookings.taken()
        booking = _book(series, start, now, aloud=True)
        if SeriesDate.objects.filter(booking=booking).exists():  # of an older series of theirs
            raise bookings.taken()
    except (SlotTaken, NotBookable, NotCovered):  # nobody bears it: as if it were not free
        notices.tell_not_free(_note(series, start, None), now=now)
    else:
        _note(series, start, booking)


def _book(series: Series, start: datetime, now: datetime, *, aloud: bool) -> Booking:
    wish = Wish(series.specialist, series.member, start, start + series.length)
    how = bookings.How(Mode(series.mode))
    return bookings.fulfil(wish, how, aloud=aloud, now=now).booking


def _note(series: Series, start: datetime, booking: Booking | None) -> SeriesDate:
    date = SeriesDate.objects.create(
        series=series, number=series.dealt_with, starts_at=start, booking=booking
    )
    series.dealt_with += 1
    return date


def _plan_next(series: Series, horizon: timedelta) -> None:
    """Say when the next date comes in reach; None where none is left."""
    series.due_at = None
    if series.dealt_with < series.count:
        # Just in reach is not yet: ``is_free`` wants it to be less than the horizon ahead.
        series.due_at = series.rhythm.start(series.dealt_with) - horizon
    series.save(update_fields=["dealt_with", "due_at"])


def _close(series: Series, by: User, now: datetime) -> None:
    series.due_at, series.ended_at, series.ended_by = None, now, by
    series.save(update_fields=["due_at", "ended_at", "ended_by"])
    record(Verb.SERIES_ENDED, by=by, on=series)
