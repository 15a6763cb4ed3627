"""Saying that something was decided wrongly, and a second person who looks at it again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from peerhub.errors import DomainError
from peerhub.events import publish
from peerhub.weeks import working_day
from safety import subjects
from safety.appeals import policies
from safety.deeds import notices
from safety.deeds.models import ANSWER_AFTER, WORDS, Deed, DeedQuerySet
from safety.deeds.states import OF_WORDS, Outcome
from safety.flags.actions import Holding, Unkept, hear_unkept, watch
from safety.flags.events import FlagChanged
from safety.flags.models import Flag
from safety.flags.states import APPEAL, Act
from safety.subjects import SubjectRef

ANSWER = "safety.appeal_answer"  # what the second person writes
# What staff read of where it was written: whoever decided first may be the one on duty when it
# sounds like danger. They help, and the case does not say that it is about what they did.
PLACE = "Words for our team alone"
BATCH = 200  # late appeals of one round
DECIDING = (
    *("sealed_answer", "outcome", "decided_at", "decided_by", "taken_back_at"),
    "seen_again",
)


class AlreadyAppealed(DomainError):
    """Each deed is looked at again once."""

    code: ClassVar[str] = "already_appealed"


class TooLate(DomainError):
    """The time for an appeal is over, or nothing is left to decide."""

    code: ClassVar[str] = "too_late"


class AlreadyDecided(DomainError):
    """Of two people who decide, one was faster."""

    code: ClassVar[str] = "already_decided"


class NotTheSecond(DomainError):
    """Who decided first, had part in it, or whose words they are, does not look again."""

    code: ClassVar[str] = "not_the_second"


@dataclass(frozen=True)
class Appealed:
    """An appeal that was kept, and whether its words ask for help to be shown."""

    deed: Deed
    show_help: bool


@transaction.atomic
def appeal(deed: Deed, words: str, *, by: User, now: datetime) -> Appealed:
    """Keep what somebody says against a deed. The same words sent twice are one appeal.

    Raises:
        AlreadyAppealed: other words were sent before.
        TooLate: the fourteen days are over, or it was undone meanwhile.
    """
    deed = Deed.objects.select_for_update(of=("self",)).get(pk=deed.pk, person=by)
    if not deed.is_appealed:
        if not deed.may_appeal(now=now):
            raise TooLate(
                "This cannot be looked at again here any more. You can still write to us."
            )
        deed.put(appeal=words)
        deed.appealed_at = now
        deed.due_on = working_day(now.date(), after=ANSWER_AFTER)
        deed.had_part = policies.deciders_among(policies.who_had_part(deed))
        deed.save(update_fields=["sealed_appeal", "appealed_at", "due_on", "had_part"])
        record(Verb.APPEAL_MADE, by=by, on=deed)
    elif deed.appeal != words:
        raise AlreadyAppealed("You have told us already. Somebody else looks at it.")
    # Only our team reads it: nobody waits to see it.
    seen = watch(
        words,
        author=by,
        subject=SubjectRef(kind=APPEAL, id=str(deed.public_id)),
        place=PLACE,
        now=now,
        holding=Holding(may=False),
    )
    return Appealed(deed, seen.show_help)


def hear_unkept_appeal(deed: Deed, words: str, *, by: User, now: datetime) -> None:
    """Words that were not taken, too long or too late, are read for danger all the same."""
    subject = SubjectRef(kind=APPEAL, id=str(deed.public_id))
    hear_unkept(Unkept(words, by, subject, PLACE, most=10 * WORDS), now=now)


@transaction.atomic
def look(deed: Deed, *, by: User, now: datetime) -> None:
    """Somebody of our team opened an appeal: its person finds that in their own list."""
    record(Verb.APPEAL_OPENED, by=by, on=deed)
    disclose(to=by, about=deed.person_id, what=What.WORDS, why=Why.LOOK, now=now)


@transaction.atomic
def decide(deed: Deed, outcome: Outcome, answer: str, *, by: User, now: datetime) -> Deed:
    """Uphold it or undo it, as another person than whoever decided first; both with words.

    Raises:
        AlreadyDecided: somebody else was faster.
        NotTheSecond: ``by`` decided first or had part in it, or these are their words.
    """
    # In the order in which the queue locks them: the case, then what was done.
    cases = Flag.objects.select_for_update(of=("self",))
    flag = cases.filter(pk=deed.case).first() if deed.case is not None else None
    deed = Deed.objects.select_for_update(of=("self",)).get(pk=deed.pk)
    # Asked again: somebody may have told us of it since the appeal.
    if by.pk in deed.hands | policies.who_had_part(deed):
        raise NotTheSecond("You had part in this. Somebody else looks at it.")
    if not deed.is_appealed or deed.decided_at is not None:
        raise AlreadyDecided("Somebody else has decided this already.")
    deed.put(answer=answer)
    deed.outcome, deed.decided_at, deed.decided_by = outcome, now, by
    if outcome == Outcome.UNDONE and deed.taken_back_at is None:
        deed.taken_back_at = now
        deed.seen_again = _undo(deed, flag, by=by, now=now)
    deed.save(update_fields=DECIDING)
    record(Verb.APPEAL_DECIDED, by=by, on=deed, outcome=outcome.value)
    watch(
        answer,
        author=by,
        subject=SubjectRef(kind=ANSWER, id=str(deed.public_id)),
        place=PLACE,
        now=now,
        holding=Holding(may=False),
    )
    notices.tell_decided(deed, now=now)
    return deed


@transaction.atomic
def tell_of_late(*, now: datetime) -> int:
    """Tell the supervisors who can decide of appeals that are late; returns of how many appeals.

    Each appeal once, whoever looks. While no supervisor could decide, it waits for the next round.
    """
    late = Deed.objects.late(now=now).filter(late_told_at=None)
    return _tell_supervisors(late, "late_told_at", notices.tell_late, now=now)


@transaction.atomic
def tell_of_left(*, now: datetime) -> int:
    """Tell the supervisors who can decide of appeals for which no moderator is left.

    As ``tell_of_late``: each appeal once, and once more if it becomes late.
    """
    untold = Deed.objects.undecided().filter(left_told_at=None, late_told_at=None)
    left = [deed.pk for deed in policies.left_to_supervisors(list(untold))]
    rows = Deed.objects.undecided().filter(pk__in=left, left_told_at=None)
    return _tell_supervisors(rows, "left_told_at", notices.tell_left, now=now)


def _tell_supervisors(
    rows: DeedQuerySet, told_at: str, tell: Callable[..., int], *, now: datetime
) -> int:
    held = list(rows.select_for_update(of=("self",), skip_locked=True).order_by("pk")[:BATCH])
    if not held:
        return 0
    able = {
        person: [deed for deed in held if person.pk not in deed.hands]
        for person in User.objects.holding(Role.SUPERVISOR).order_by("pk")
    }
    told = {deed.pk for deeds in able.values() for deed in deeds}
    Deed.objects.filter(pk__in=told).update(**{told_at: now})
    tell([person for person, deeds in able.items() if deeds], now=now)
    return len(told)


def _undo(deed: Deed, flag: Flag | None, *, by: User, now: datetime) -> bool | None:
    """Show the words again, or let their author write again, through whoever owns them.

    Returns whether others can see the words now; None where it was not about that, or nobody knows.
    """
    owner = subjects.adapter_for(deed.subject_kind)
    if deed.kind in OF_WORDS:
        # Words that were changed since wait for their own reading: nobody decided about those.
        seen = owner.snapshot(deed.subject_id)
        if seen is None or seen.words != deed.quote:
            return False
        owner.show(deed.subject_id, by.pk, now)
        owner.release(deed.subject_id, now)
        _noted(flag, Act.SHOWN, by=by, now=now)
        return owner.is_seen(deed.subject_id)
    if deed.measure:
        owner.end_mute(deed.measure, by.pk, now)
    else:
        owner.unmute(deed.subject_id, by.pk, now)
    _noted(flag, Act.UNMUTED, by=by, now=now)
    return None


def _noted(flag: Flag | None, act: Act, *, by: User, now: datetime) -> None:
    """The case says so, too."""
    if flag is None:
        return
    if act == Act.SHOWN and flag.held:
        flag.held = False
        flag.save(update_fields=["held"])
    flag.write(act, by=by, now=now)
    publish(FlagChanged(flag_id=flag.pk))
