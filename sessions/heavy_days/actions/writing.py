"""The member writes a day down, changes it, and deletes it for good. Nobody asks why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts import not_today
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from safety.flags import actions as flags
from safety.flags.states import HARD_DAY
from safety.subjects import SubjectRef
from sessions.heavy_days import notices
from sessions.heavy_days.actions.choosing import drop_offer
from sessions.heavy_days.actions.planning import held, plan
from sessions.heavy_days.dates import LONGEST, Span, today
from sessions.heavy_days.models import HardDay
from sessions.heavy_days.states import Part

SUBJECT = HARD_DAY
# Staff read this beside the words: they are about a hard day without being a cry.
PLACE = "Words that a member keeps for themselves, for a day that may be hard"
MOST = 40  # days of one member


class NoSuchDays(DomainError):
    """These days cannot be kept."""

    code: ClassVar[str] = "no_such_days"


class TooMany(DomainError):
    """The member keeps ``MOST`` days already."""

    code: ClassVar[str] = "too_many_days"


@dataclass(frozen=True)
class Dates:
    """When it is, and how many days before the member is told; None: not told."""

    span: Span
    heads_up: int | None = None


@transaction.atomic
def begin(dates: Dates, *, member: User, now: datetime) -> HardDay:
    """Write down days that may be hard.

    Raises:
        NoSuchDays: they end before they begin, are over, or are longer than ``LONGEST``.
        TooMany: there are ``MOST`` already.
    """
    member = User.objects.locked(member.pk)
    if HardDay.objects.of(member).count() >= MOST:
        raise TooMany(f"You keep {MOST} days already. Delete one that you no longer need.")
    _must_come(dates, member, now=now)
    span = dates.span
    made = HardDay.objects.create(
        member=member,
        first_on=span.first,
        last_on=span.last,
        yearly=span.yearly,
        heads_up=dates.heads_up,
        written_at=now,
    )
    record(Verb.HARD_DAY_KEPT, by=member, on=made)
    plan(made, now=now)
    return made


@transaction.atomic
def keep_dates(day: HardDay, dates: Dates, *, by: User, now: datetime) -> HardDay:
    """Other dates, or another notice. What was planned for other dates comes to nothing.

    Raises:
        NotYours: it is not theirs, or was deleted.
        NoSuchDays: they end before they begin, are over, or are longer than ``LONGEST``.
    """
    day = held(day, by)
    if dates.span != day.span:
        _must_come(dates, day.member, now=now)
        drop_offer(day, now=now)
        notices.forget(day)
        day.round += 1
        day.first_on, day.last_on = dates.span.first, dates.span.last
        day.yearly, day.hidden_on = dates.span.yearly, None
    day.heads_up = dates.heads_up
    day.save(update_fields=["round", "first_on", "last_on", "yearly", "hidden_on", "heads_up"])
    record(Verb.HARD_DAY_KEPT, by=by, on=day)
    plan(day, now=now)
    return day


@transaction.atomic
def write(day: HardDay, words: Mapping[Part, str], *, by: User, now: datetime) -> bool:
    """Keep the member's words, sealed; whether they ask for help to be shown.

    What they replace is gone. Danger in them raises a flag, and they stay as they are.

    Raises:
        NotYours: it is not theirs, or was deleted.
    """
    day = held(day, by)
    changed = {
        part: text.strip() for part, text in words.items() if text.strip() != day.words(part)
    }
    for part, text in changed.items():
        day.put(part, text)
    day.save(update_fields=[f"sealed_{part.value}" for part in changed])
    if changed:
        record(Verb.HARD_DAY_KEPT, by=by, on=day)
    watches = [
        flags.watch(
            text,
            author=by,
            subject=SubjectRef(SUBJECT, f"{day.pk}:{part}"),
            place=PLACE,
            now=now,
            holding=flags.Holding(may=False),
        )
        for part, text in changed.items()
        if text
    ]
    return any(each.show_help for each in watches)


@transaction.atomic
def hide_today(day: HardDay, *, by: User, now: datetime) -> None:
    """Say nothing of it on the home page, for this day of their calendar."""
    day = held(day, by)
    day.hidden_on = today(day.member.zone, now=now)
    day.save(update_fields=["hidden_on"])


@transaction.atomic
def forget(day: HardDay, *, by: User, now: datetime) -> None:
    """Delete it with everything that came of it: words, notices, shares, what rests, a kept time.

    What the rules flagged stays with its case: a cry for help is not lost with it.

    Raises:
        NotYours: it is not theirs, or was deleted.
    """
    day = held(day, by)
    record(Verb.HARD_DAY_FORGOTTEN, by=by, on=day)
    not_today.call_off(day.member, day.reference)
    drop_offer(day, now=now)
    notices.forget(day)
    day.delete()


def _must_come(dates: Dates, member: User, *, now: datetime) -> None:
    span = dates.span
    if span.last < span.first:
        raise NoSuchDays("The last day cannot be before the first.")
    if span.last - span.first >= LONGEST:
        raise NoSuchDays("That is longer than six weeks. You can write down several.")
    if span.turn_from(today(member.zone, now=now)) is None:
        raise NoSuchDays("These days are over. Choose a day to come, or every year.")
