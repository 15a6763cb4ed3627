"""The member lets a specialist read one thing of their plan, and takes it back at once."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from django.db import transaction
from django.db.models import Q, QuerySet

from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from peerhub.errors import DomainError
from safety.companions import companions_of
from sessions.wellness import reading
from sessions.wellness.actions.keeping import held
from sessions.wellness.models import PlanItem, PlanItemShare, Suggestion
from sessions.wellness.notices import forget
from sessions.wellness.states import State


class NotWithThem(DomainError):
    """The member does not meet this person."""

    code: ClassVar[str] = "not_with_them"


class NotShareable(DomainError):
    """It is let go, or is a step of a goal that they cannot read."""

    code: ClassVar[str] = "not_shareable"


@transaction.atomic
def share(item: PlanItem, *, person_id: int, by: User, now: datetime) -> None:
    """Let one specialist read it. Done again, it changes nothing. No step comes with its goal.

    Raises:
        NotYours: it is not theirs, or was deleted.
        NotWithThem: the member does not meet them, or not any more.
        NotShareable: it is let go, or a step whose goal they cannot read.
    """
    User.objects.all_locked(by.pk, person_id)  # or a block could come in between
    item = held(item, by)
    if person_id not in {each.person_id for each in companions_of(by.pk)}:
        raise NotWithThem("You can share it with somebody you have booked a session with.")
    if item.state == State.LET_GO:
        raise NotShareable("You let it go. Bring it back first, then you can share it.")
    if item.goal is not None and not item.goal.shares.filter(person=person_id).exists():
        raise NotShareable("A step says little without its goal. Share the goal first.")
    made, new = PlanItemShare.objects.get_or_create(
        item=item, person_id=person_id, defaults={"shared_at": now}
    )
    if new:
        record(Verb.PLAN_ITEM_SHARED, by=by, on=item, to=made.person_id)


@transaction.atomic
def unshare(item: PlanItem, *, person_id: int, by: User) -> None:
    """From now on they cannot read it, nor any step of it. Done again, it changes nothing.

    Raises:
        NotYours: it is not theirs, or was deleted.
    """
    item = held(item, by)
    _end(PlanItemShare.objects.filter(Q(item=item) | Q(item__goal=item), person=person_id), by=by)


def end_all(item: PlanItem, *, by: User) -> None:
    """Nobody reads it any more, nor any step of it; it is held by this transaction."""
    _end(PlanItemShare.objects.filter(Q(item=item) | Q(item__goal=item)), by=by)


def end_between(by: User, whom: User, now: datetime) -> None:
    """``by`` blocked ``whom``: neither reads anything of the other, and no suggestion waits.

    Both rows are locked.
    """
    del now
    pair = (by, whom)
    _end(PlanItemShare.objects.filter(item__member__in=pair, person__in=pair), by=by)
    for made in Suggestion.objects.waiting().filter(member__in=pair, made_by__in=pair):
        forget(made)
        made.delete()


@transaction.atomic
def read_shared(member: User, *, by: User, now: datetime) -> reading.Shared:
    """What ``by`` may read of the member's plan at this moment; each look is a line for the member.

    The caller has checked that the two meet.
    """
    found = _held(member, by)
    if found.is_anything:
        _looked(member, by=by, now=now)
    return found


@transaction.atomic
def read_open_goals(member: User, *, by: User, now: datetime) -> Sequence[reading.GoalSaid]:
    """The goals among them that the member works towards, for a step to be suggested; likewise."""
    found = [each for each in _held(member, by).goals if each.item.state == State.OPEN]
    if found:
        _looked(member, by=by, now=now)
    return found


def _held(member: User, by: User) -> reading.Shared:
    # Shares end by a delete of their rows: whoever reads holds them for this transaction.
    list(PlanItemShare.objects.filter(item__member=member, person=by).select_for_update())
    return reading.shared_by(member, to=by)


def _looked(member: User, *, by: User, now: datetime) -> None:
    record(Verb.PLAN_ITEMS_READ, by=by, on=member)
    disclose(to=by, about=member.pk, what=What.MY_PLAN, why=Why.SHARED, now=now)


def _end(rows: QuerySet[PlanItemShare], *, by: User) -> None:
    for each in rows.select_related("item").order_by("pk"):
        record(Verb.PLAN_ITEM_UNSHARED, by=by, on=each.item, to=each.person_id)
        each.delete()
