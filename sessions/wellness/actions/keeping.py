"""The member writes something into their plan and changes its words; what it said before stays.

The member's row is locked before anything of their plan, always: of two presses, the second waits.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from safety.flags.actions import Holding, watch
from safety.flags.states import MY_PLAN
from safety.subjects import SubjectRef
from sessions.wellness.models import WORDS, FormerWords, PlanItem
from sessions.wellness.states import Kind

SUBJECT = MY_PLAN
# Staff read this beside the words: a plan names hard things without being a cry.
PLACE = "A member’s own plan: what they work towards, what they notice and what helps"
MOST = 40  # of one kind in one plan; of steps, towards one goal


class NotYours(DomainError):
    """There is no such thing in a plan of theirs."""

    code: ClassVar[str] = "not_yours"
    status: ClassVar[int] = 404


class NoSuchWords(DomainError):
    """There are none, or more than fit."""

    code: ClassVar[str] = "no_such_words"


class TooMany(DomainError):
    """There are ``MOST`` already."""

    code: ClassVar[str] = "too_many"


@dataclass(frozen=True)
class Kept:
    """Something in a plan after it was kept, and whether its words ask for help to be shown."""

    item: PlanItem
    show_help: bool = False


@transaction.atomic
def keep(
    kind: Kind, words: str, *, member: User, goal: PlanItem | None = None, now: datetime
) -> Kept:
    """Write something into the plan. The same words again, while they stand, are one thing.

    It is never held and never hidden from its author: danger in it raises a flag, and it stays.

    Args:
        kind: what it is.
        words: the member's own.
        member: whose plan it is.
        goal: of a step, the goal towards which it goes; of nothing else.
        now: an aware instant.

    Raises:
        NotYours: the goal is not theirs, or no goal.
        NoSuchWords: there are none, or more than fit.
        TooMany: there are ``MOST`` already.
    """
    words = fitting(words)
    if goal is None:
        User.objects.locked(member.pk)
    else:
        goal = held(goal, member)
    if (kind == Kind.STEP) != (goal is not None and goal.kind == Kind.GOAL):
        raise NotYours("We could not find that goal.")
    there = list(PlanItem.objects.of(member).standing().filter(kind=kind, goal=goal))
    same = next((each for each in there if each.words == words), None)
    if same is not None:
        return Kept(same)
    if len(there) >= MOST:
        raise TooMany(f"There are {MOST} already. Let one go first; you can bring it back.")
    made = PlanItem(member=member, kind=kind, goal=goal, made_at=now, written_at=now, moved_at=now)
    made.put(words)
    made.save()
    return _watched(made, words, by=member, now=now)


@transaction.atomic
def rewrite(item: PlanItem, words: str, *, by: User, now: datetime) -> Kept:
    """Say it in other words. The words before stay for the member to read, and nobody else.

    Raises:
        NotYours: it is not theirs, or was deleted.
        NoSuchWords: there are none, or more than fit.
    """
    words, item = fitting(words), held(item, by)
    if words == item.words:
        return Kept(item)
    FormerWords.objects.create(
        item=item, number=item.number, sealed=item.sealed, written_at=item.written_at
    )
    item.number += 1
    item.put(words)
    item.written_at = now
    item.save(update_fields=["number", "sealed", "written_at"])
    return _watched(item, words, by=by, now=now)


def bring_back(item: PlanItem, number: int, *, by: User, now: datetime) -> Kept:
    """Let it say again what it said before; what it says until now stays, too.

    Raises:
        NotYours: it is not theirs, or never said that.
    """
    former = FormerWords.objects.filter(item=item, item__member=by, number=number).first()
    if former is None:
        raise NotYours("We could not find those words.")
    return rewrite(item, former.words, by=by, now=now)


def held(item: PlanItem, member: User) -> PlanItem:
    """The thing as it is now; it and everything else in the plan stay so until the transaction ends.

    Raises:
        NotYours: it is not theirs, or was deleted meanwhile.
    """
    User.objects.locked(member.pk)
    found = PlanItem.objects.of(member).select_for_update(of=("self",)).filter(pk=item.pk).first()
    if found is None:
        raise NotYours("We could not find that in your plan.")
    return found


def fitting(words: str) -> str:
    """The words without what stands around them.

    Raises:
        NoSuchWords: there are none, or more than fit.
    """
    words = words.strip()
    if not words:
        raise NoSuchWords("There are no words yet. A few are enough.")
    if len(words) > WORDS:
        raise NoSuchWords(f"That is longer than {WORDS} characters.")
    return words


def _watched(item: PlanItem, words: str, *, by: User, now: datetime) -> Kept:
    record(Verb.PLAN_ITEM_KEPT, by=by, on=item, kind=item.kind, number=item.number)
    seen = watch(
        words,
        author=by,
        subject=SubjectRef(SUBJECT, f"{item.pk}:{item.number}"),
        place=PLACE,
        now=now,
        holding=Holding(may=False),
    )
    return Kept(item, seen.show_help)
