"""The member lets one specialist know of a day, and takes it back at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from sessions.bookings.companions import met_by
from sessions.bookings.models import Booking
from sessions.heavy_days.actions.choosing import NotWithThem, drop_offer
from sessions.heavy_days.actions.planning import held, plan
from sessions.heavy_days.dates import AROUND, Turn, today
from sessions.heavy_days.models import HardDay, HardDayShare
from sessions.heavy_days.states import Part


@dataclass(frozen=True)
class Seen:
    """What a specialist sees of a day: when; and its name and what helps, where the member ticked it."""

    turn: Turn
    name: str = ""
    helps: str = ""


@transaction.atomic
def share(day: HardDay, *, person_id: int, with_words: bool, by: User, now: datetime) -> None:
    """Let one specialist know; whoever knew before does not any more.

    Raises:
        NotYours: it is not theirs, or was deleted.
        NotWithThem: the member does not meet them, or not any more.
    """
    User.objects.all_locked(by.pk, person_id)  # or a block could come in between
    day = held(day, by)
    if person_id not in {each.person_id for each in met_by(by.pk)}:
        raise NotWithThem("You can share it with somebody you have booked a session with.")
    HardDayShare.objects.update_or_create(
        day=day,
        defaults={"person_id": person_id, "with_words": with_words, "shared_at": now},
    )
    record(Verb.HARD_DAY_SHARED, by=by, on=day, to=person_id)


@transaction.atomic
def unshare(day: HardDay, *, by: User) -> None:
    """From now on nobody but the member knows of it. Done again, it changes nothing.

    Raises:
        NotYours: it is not theirs, or was deleted.
    """
    day = held(day, by)
    for ended in HardDayShare.objects.filter(day=day):
        record(Verb.HARD_DAY_UNSHARED, by=by, on=day, to=ended.person_id)
        ended.delete()


def end_between(by: User, whom: User, now: datetime) -> None:
    """``by`` blocked ``whom``: neither knows of a day of the other, and no time is kept for the two.

    Both rows are locked.
    """
    pair = (by, whom)
    theirs = HardDay.objects.filter(member__in=pair)
    for day in theirs.filter(share__person__in=pair).select_related("member"):
        unshare(day, by=day.member)
    for day in theirs.filter(specialist__person__in=pair).select_related("member"):
        alone = held(day, day.member)
        drop_offer(alone, now=now)
        alone.specialist = None
        alone.save(update_fields=["specialist"])
        plan(alone, now=now)


@transaction.atomic
def read_shared(booking: Booking, *, by: User, now: datetime) -> Sequence[Seen]:
    """What the session's specialist may know of its member's days, two weeks around each.

    The member finds the look in their ledger.
    """
    shares = HardDayShare.objects.filter(person=by, day__member=booking.member)
    rows = shares.select_related("day").order_by("day__first_on", "pk")
    rows = rows.select_for_update(of=("self",))
    found = [each for row in rows if (each := _seen(row, booking)) is not None]
    if found:
        record(Verb.HARD_DAY_READ, by=by, on=booking)
        disclose(to=by, about=booking.member_id, what=What.HARD_DAY, why=Why.SHARED, now=now)
    return found


def _seen(shared: HardDayShare, booking: Booking) -> Seen | None:
    day, on = shared.day, today(booking.member.zone, now=booking.starts_at)
    turn = day.span.turn_from(on, after=AROUND)
    if turn is None or not turn.has(on, before=AROUND, after=AROUND):
        return None
    if not shared.with_words:
        return Seen(turn)
    return Seen(turn, day.name, day.words(Part.HELPS))
