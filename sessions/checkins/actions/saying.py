"""The member says how a day was, changes it, and deletes it for good. Nobody asks for it."""

from datetime import date, datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from safety.flags import actions as flags
from safety.flags.states import CHECK_IN
from safety.subjects import SubjectRef
from sessions.availability.wall import DAY, SECOND, begin_of
from sessions.checkins.models import DayCheckIn
from sessions.checkins.states import LEAST, MOST, Part, Word

SUBJECT = CHECK_IN
# Staff read this beside the words.
PLACE = "A line that a member keeps for themselves, about one of their days"
LINE_MOST = 280  # characters


class NotANumber(DomainError):
    """Not between 0 and 10."""

    code: ClassVar[str] = "not_a_number"


class NotThatDay(DomainError):
    """Neither today nor yesterday, on the member's calendar."""

    code: ClassVar[str] = "not_that_day"


@transaction.atomic
def say(part: Part, number: int, *, on: date, by: User, now: datetime) -> DayCheckIn:
    """Keep a number for one question; what was said before of this day is replaced.

    Args:
        part: the day, sleep or closeness.
        number: from 0 to 10.
        on: today or, for a page that stood open over midnight, yesterday.
        by: the member.
        now: an aware instant.

    Raises:
        NotANumber: not between 0 and 10.
        NotThatDay: another day.
    """
    if not LEAST <= number <= MOST:
        raise NotANumber(f"Please choose a number from {LEAST} to {MOST}.")
    found = _held(by, on, now)
    setattr(found, part.value, number)
    if part == Part.DAY:
        found.word = ""
    return _kept(found, by)


@transaction.atomic
def say_word(word: Word, *, on: date, by: User, now: datetime) -> DayCheckIn:
    """Keep a word for the day in place of a number.

    Raises:
        NotThatDay: neither today nor yesterday.
    """
    found = _held(by, on, now)
    found.word, found.day = word.value, None
    return _kept(found, by)


@transaction.atomic
def write(line: str, *, on: date, by: User, now: datetime) -> bool:
    """Keep one line of the member's own, sealed; whether it asks for help to be shown.

    What it replaces is gone. Danger in it raises a flag, and it stays as it is.

    Raises:
        NotThatDay: neither today nor yesterday.
    """
    found, line = _held(by, on, now), line.strip()
    if not line or line == found.line:
        return False
    found.write(line)
    _kept(found, by)
    watch = flags.watch(
        line,
        author=by,
        subject=SubjectRef(SUBJECT, str(found.pk)),
        place=PLACE,
        now=now,
        holding=flags.Holding(may=False),
    )
    return watch.show_help


@transaction.atomic
def take_back(part: Part, *, on: date, by: User) -> None:
    """Nothing is left of one answer; of a day without any, nothing at all. Twice changes nothing."""
    User.objects.locked(by.pk)
    found = DayCheckIn.objects.of(by).filter(on=on).first()
    if found is None or found.given(part) in {None, ""}:
        return
    if part == Part.LINE:
        found.write("")
    else:
        setattr(found, part.value, None)
    if part == Part.DAY:
        found.word = ""
    if found.says_something:
        _kept(found, by)
    else:
        _gone(found, by)


@transaction.atomic
def forget(check_in: DayCheckIn, *, by: User) -> None:
    """Delete one day. What the rules flagged stays with its case: a cry for help is not lost with it.

    Twice, or by somebody else, changes nothing.
    """
    User.objects.locked(by.pk)
    found = DayCheckIn.objects.of(by).filter(pk=check_in.pk).first()
    if found is not None:
        _gone(found, by)


@transaction.atomic
def forget_all(*, by: User) -> int:
    """Delete all of them; returns how many there were. Who may see new ones stays as it is."""
    User.objects.locked(by.pk)
    count, _ = DayCheckIn.objects.of(by).delete()
    if count:
        record(Verb.CHECK_INS_DELETED, by=by, on=by)
    return count


def _held(by: User, on: date, now: datetime) -> DayCheckIn:
    """Their row of this day, or a new one; nobody else writes into it until the transaction ends."""
    member = User.objects.locked(by.pk)
    today = now.astimezone(member.zone).date()
    if on not in {today, today - DAY}:
        raise NotThatDay("That day is over. You can say how today has been.")
    found = DayCheckIn.objects.of(member).filter(on=on).first()
    # What is said after midnight of the day before belongs to the end of that day.
    at = now if on == today else begin_of(today, member.zone) - SECOND
    return found or DayCheckIn(member=member, on=on, said_at=at)


def _kept(found: DayCheckIn, by: User) -> DayCheckIn:
    found.save()
    record(Verb.CHECK_IN_KEPT, by=by, on=found)
    return found


def _gone(found: DayCheckIn, by: User) -> None:
    record(Verb.CHECK_IN_DELETED, by=by, on=found)
    found.delete()
