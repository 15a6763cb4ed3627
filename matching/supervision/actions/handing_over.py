"""A supervisor hands a specialist over to another one, from a day on, with a word to both.

The specialist is never without somebody in between: until it comes true the old one goes on, and
where it cannot come true, the old one is told. Acts lock the specialist and the new supervisor, in
one order, like ``looking_after.assign``.
"""

from datetime import datetime
from typing import ClassVar

from django.db import transaction

from matching.supervision import notices, ratio
from matching.supervision.actions import looking_after
from matching.supervision.models import HandOver, Supervision
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError


class AgreedAlready(DomainError):
    """One hand-over at a time."""

    code: ClassVar[str] = "agreed_already"


class NotYours(DomainError):
    """Only the supervisor who looks after them hands them over."""

    code: ClassVar[str] = "not_yours"
    status: ClassVar[int] = 404


@transaction.atomic
def hand_over(
    supervision: Supervision, *, to: User, begins_at: datetime, words: str, by: User, now: datetime
) -> HandOver:
    """Agree who looks after the specialist from ``begins_at`` on; what has begun comes true at once.

    The specialist and the new supervisor are told, read the word, and sign the role anew.

    Raises:
        NotYours: ``by`` is not the supervisor, or it has ended.
        NotASupervisor: ``to`` is none, is ``by``, or is the specialist.
        Full: ``to`` has room for nobody, those counted who will be handed to them.
        AgreedAlready: another hand-over of this specialist stands.
    """
    User.objects.all_locked(supervision.specialist_id, to.pk)
    held = Supervision.objects.select_for_update().get(pk=supervision.pk)
    if held.ended_at is not None or held.supervisor_id != by.pk:
        raise NotYours("We could not find that.")
    if not _is_supervisor(to) or to.pk in {held.specialist_id, held.supervisor_id}:
        raise looking_after.NotASupervisor("Choose another supervisor.")
    if held.hand_overs.open().exists():
        raise AgreedAlready("A hand-over is agreed already. Take it back first.")
    if ratio.is_full(looking_after.looked_after(to) + to.handed_to.open().count()):
        raise looking_after.Full(f"{to.handle} has room for nobody else. Choose another one.")
    made = HandOver.objects.create(
        supervision=held, to=to, begins_at=begins_at, words=words, agreed_at=now
    )
    record(Verb.HAND_OVER_AGREED, by=by, on=made, specialist=held.specialist_id, to=to.pk)
    notices.tell_handed_over(made, now=now)
    if begins_at <= now:
        _come_true(made, now=now)
    return made


@transaction.atomic
def take_back(agreed: HandOver, *, by: User, now: datetime) -> None:
    """Go on as it was; nothing happens once it came true.

    Raises:
        NotYours: not the supervisor who agreed it.
    """
    held = HandOver.objects.select_for_update(of=("self",)).get(pk=agreed.pk)
    if held.supervision.supervisor_id != by.pk:
        raise NotYours("We could not find that.")
    if held.done_at is None and held.dropped_at is None:
        _drop(held, by=by, now=now)


def look(*, now: datetime) -> int:
    """Let come true what is due; twice changes nothing. Returns how many were looked at."""
    due = list(HandOver.objects.due(now))
    for each in due:
        _look_at(each, now=now)
    return len(due)


@transaction.atomic
def _look_at(due: HandOver, *, now: datetime) -> None:
    User.objects.all_locked(due.supervision.specialist_id, due.to_id)
    rows = HandOver.objects.due(now).select_for_update(of=("self",))
    held = rows.select_related("supervision", "to").filter(pk=due.pk).first()
    if held is not None:
        _come_true(held, now=now)


def _come_true(held: HandOver, *, now: datetime) -> None:
    """Let the new one look after them, or drop it where that cannot be any more."""
    old = held.supervision
    others = Supervision.objects.current().filter(specialist=old.specialist_id).exclude(pk=old.pk)
    is_one = User.objects.holding(Role.SPECIALIST).filter(pk=old.specialist_id).exists()
    can_be = is_one and _is_supervisor(held.to) and not others.exists()
    if not can_be or ratio.is_full(looking_after.looked_after(held.to)):
        _drop(held, by=None, now=now)
        return
    held.into = looking_after.begin(old.specialist, to=held.to, by=old.supervisor, now=now)
    held.done_at = now
    held.save(update_fields=["into", "done_at"])


def _drop(held: HandOver, *, by: User | None, now: datetime) -> None:
    held.dropped_at = now
    held.save(update_fields=["dropped_at"])
    record(Verb.HAND_OVER_DROPPED, by=by, on=held)
    notices.tell_dropped(held, by=by, now=now)


def _is_supervisor(person: User) -> bool:
    return User.objects.holding(Role.SUPERVISOR).filter(pk=person.pk).exists()
