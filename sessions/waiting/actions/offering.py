"""Times that became free are offered, one by one, to who waits longest and could come then.

The truth is a look at all lines each minute. An event only brings the look forward.
"""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db import transaction

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from sessions.bookings import actions as bookings
from sessions.bookings import openings
from sessions.bookings.actions import NotBookable, SlotTaken, Wish, whole_or_taken
from sessions.waiting import notices
from sessions.waiting.actions.ending import booked_since, settle
from sessions.waiting.models import Offer, Wait, WaitingLine
from sessions.waiting.rule import answer_by
from sessions.waiting.states import WaitState

log = logging.getLogger(__name__)


def look(*, now: datetime) -> int:
    """Look at every line in which somebody waits; returns how many offers were made.

    Several of these at once share the work. A line that cannot be looked at keeps back no other.
    """
    made = 0
    for profile_id in Wait.objects.open().order_by().values_list("profile", flat=True).distinct():
        try:
            made += look_at(profile_id, now=now)
        except Exception as error:
            if not transaction.get_connection().is_usable():
                raise
            log.error("line of %s: no look: %s", profile_id, type(error).__name__)  # noqa: TRY400
    return made


def look_at(profile_id: int, *, now: datetime) -> int:
    """Settle what has ended in one line, then offer what is free in it; returns how many offers.

    Each step is a transaction of its own, with the line claimed and two people locked: killed in
    between, it has made whole offers, each with its notice, and the next look goes on.
    """
    for wait in _waiting(profile_id):
        _settled(wait, now)
    waiting = list(_waiting(profile_id))
    if not waiting:
        return 0
    free = _free_all_along(waiting[0].profile, {wait.wanted.length for wait in waiting}, now)
    return sum(_offered(wait, free[wait.wanted.length], now) for wait in waiting)


def _waiting(profile_id: int) -> Iterable[Wait]:
    waits = Wait.objects.open().filter(profile=profile_id).in_order()
    return waits.select_related("member", "profile__person")


def _free_all_along(
    profile: SpecialistProfile, lengths: Iterable[timedelta], now: datetime
) -> dict[timedelta, frozenset[datetime]]:
    """What is free but for times that are only kept: all that could be offered, and more."""
    table = openings.booked_timetable(profile, now=now)
    return {length: frozenset(table.all_free(now=now, length=length)) for length in lengths}


def _settled(wait: Wait, now: datetime) -> None:
    """Settle the wait where there is something to settle; asked again under the locks."""
    are_here = wait.member.is_active and wait.profile.person.is_active
    is_quiet = wait.state == WaitState.WAITING and are_here
    if is_quiet and not booked_since(wait).exists():
        return
    with transaction.atomic():
        if _claimed(wait):
            settle(wait, now=now)


def _offered(wait: Wait, free: frozenset[datetime], now: datetime) -> bool:
    """Offer the first time that is news to this one who waits; where there is none, nothing is locked."""
    _forget_what_was_booked(wait, free)
    if wait.state != WaitState.WAITING or not any(_news(wait, free)):
        return False
    try:
        with whole_or_taken():
            return _claimed(wait) and _offer(wait, now)
    except SlotTaken:  # the database says so, or two wait for each other: the next look finds out
        return False


def _offer(wait: Wait, now: datetime) -> bool:
    if wait.state != WaitState.WAITING or not wait.member.is_active:
        return False
    profile, member, length = wait.profile, wait.member, wait.wanted.length
    table = openings.coming_timetable(profile, now=now, member=member)
    for start in _news(wait, table.all_free(now=now, length=length)):
        until = answer_by(start, notice=table.rules.notice, now=now, zone=member.zone)
        if until is None:
            continue
        try:
            bookings.offer_time(Wish(profile, member, start, start + length), until=until, now=now)
        except NotBookable:
            return False
        except SlotTaken:  # something else is kept for them then
            continue
        _write(wait, start, until, now)
        return True
    return False


def _write(wait: Wait, start: datetime, until: datetime, now: datetime) -> None:
    offer = Offer.objects.create(
        wait=wait, starts_at=start, ends_at=start + wait.wanted.length, made_at=now, until=until
    )
    wait.state = WaitState.OFFERED
    wait.save(update_fields=["state"])
    notices.tell_offered(offer, now=now)


def _news(wait: Wait, free: Iterable[datetime]) -> Iterator[datetime]:
    """Those that suit, that the list did not show, and that were not offered before; earliest first."""
    zone, wanted, shown = wait.member.zone, wait.wanted, wait.list_shown
    before = frozenset(wait.offers.values_list("starts_at", flat=True))
    for start in sorted(free):
        if start not in before and shown.is_news(start) and wanted.suits(start, zone):
            yield start


def _forget_what_was_booked(wait: Wait, free: frozenset[datetime]) -> None:
    """A time that somebody booked is news when it is free again."""
    still = sorted(wait.list_shown.still(free).starts)
    if still != wait.shown:
        # Whoever looked at the list anew meanwhile is not overwritten.
        Wait.objects.filter(pk=wait.pk, shown=wait.shown).update(shown=still)
        wait.shown = still


def _claimed(wait: Wait) -> bool:
    """Claim the line, lock the two people, and read the wait anew; False: others are at it.

    People's own acts lock the two and never the line, so nobody waits for each other.
    """
    line = WaitingLine.objects.select_for_update(skip_locked=True).filter(profile=wait.profile_id)
    if line.first() is None:
        return False
    User.objects.all_locked(wait.member_id, wait.profile.person_id)
    fresh = Wait.objects.open().filter(pk=wait.pk).select_related("member", "profile__person")
    found = fresh.first()
    if found is None:
        return False
    wait.__dict__.update(found.__dict__)
    return True
