"""A supervisor takes a specialist on, both sign the role, and both write in the log."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from matching.supervision import notices, ratio, role
from matching.supervision.models import LogEntry, RoleSignature, Supervision
from matching.supervision.states import Occasion
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from safety.flags.actions import Holding, Watch, watch
from safety.subjects import SubjectRef

SUBJECT_ENTRY = "matching.supervision_entry"


class NotASupervisor(DomainError):
    """Only a supervisor looks after specialists, and never after themself."""

    code: ClassVar[str] = "not_a_supervisor"
    status: ClassVar[int] = 403


class Full(DomainError):
    """A supervisor has time for eight."""

    code: ClassVar[str] = "full"


class NotOfTheTwo(DomainError):
    """Only the specialist and the supervisor sign and write."""

    code: ClassVar[str] = "not_of_the_two"
    status: ClassVar[int] = 404


@dataclass(frozen=True)
class Assigned:
    """Who looks after whom now; ``nearly_full``: the supervisor has little room left."""

    supervision: Supervision
    nearly_full: bool


@transaction.atomic
def assign(specialist: User, *, to: User, by: User, now: datetime) -> Assigned:
    """Let a supervisor look after a specialist; whoever did so before stops. Twice changes nothing.

    Raises:
        NotASupervisor: ``by`` or ``to`` is none, or ``to`` is the specialist.
        Full: ``to`` looks after eight already.
    """
    if not (by.has_role(Role.SUPERVISOR) and to.has_role(Role.SUPERVISOR)) or to == specialist:
        raise NotASupervisor("Only a supervisor can look after somebody, and never after themself.")
    # Both held until the end and in one order, so that two at once never make a ninth.
    User.objects.all_locked(specialist.pk, to.pk)
    known = Supervision.objects.current().filter(specialist=specialist).first()
    if known is not None and known.supervisor_id == to.pk:
        return Assigned(known, ratio.is_nearly_full(looked_after(to)))
    made = begin(specialist, to=to, by=by, now=now)
    return Assigned(made, ratio.is_nearly_full(looked_after(to)))


@transaction.atomic
def end_of(specialist_id: int, *, now: datetime) -> None:
    """Nobody looks after somebody who is no specialist any more."""
    for supervision in Supervision.objects.current().filter(specialist=specialist_id):
        _end(supervision, by=None, now=now)


@transaction.atomic
def end_by(supervisor_id: int, *, now: datetime) -> int:
    """Whoever is no supervisor any more looks after nobody; returns whom they looked after.

    Each specialist and all other supervisors are told, once. Pages that are shown stay shown.
    """
    left = Supervision.objects.current().filter(supervisor=supervisor_id).order_by("pk")
    ended = list(left.select_for_update(of=("self",)).select_related("specialist"))
    for supervision in ended:
        _end(supervision, by=None, now=now)
    if ended:
        notices.tell_left(ended, now=now)
    return len(ended)


def end_where_role_is_gone(*, now: datetime) -> int:
    """End what goes on although one of the two left, however they left; returns how many."""
    rows = Supervision.objects.current()
    of = rows.exclude(specialist__in=User.objects.holding(Role.SPECIALIST).values("pk"))
    by = rows.exclude(supervisor__in=User.objects.holding(Role.SUPERVISOR).values("pk"))
    gone = list(of.values_list("specialist_id", flat=True))
    for specialist_id in gone:
        end_of(specialist_id, now=now)
    left = by.order_by("supervisor").values_list("supervisor_id", flat=True).distinct()
    return len(gone) + sum(end_by(supervisor_id, now=now) for supervisor_id in list(left))


def begin(specialist: User, *, to: User, by: User, now: datetime) -> Supervision:
    """Let ``to`` look after a specialist; both are locked, and there is room.

    Raises:
        Full: ``to`` looks after eight already.
    """
    if ratio.is_full(looked_after(to)):
        raise Full(f"{to.handle} looks after {ratio.MOST} specialists already. Choose another one.")
    for known in Supervision.objects.current().filter(specialist=specialist):
        _end(known, by=by, now=now)
    made = Supervision.objects.create(
        specialist=specialist, supervisor=to, began_at=now, began_by=by
    )
    record(Verb.SUPERVISION_BEGAN, by=by, on=made, specialist=specialist.pk, supervisor=to.pk)
    notices.tell_began(made, now=now)
    return made


@transaction.atomic
def sign(supervision: Supervision, *, by: User, now: datetime) -> RoleSignature:
    """Sign what the role is, as it reads today; signing twice changes nothing.

    Raises:
        NotOfTheTwo: neither the specialist nor the supervisor, or it has ended.
    """
    _of_the_two(supervision, by)
    signature, new = RoleSignature.objects.get_or_create(
        supervision=supervision, version=role.VERSION, signed_by=by, defaults={"signed_at": now}
    )
    if new:
        record(Verb.ROLE_SIGNED, by=by, on=signature, version=role.VERSION)
    return signature


@transaction.atomic
def write(
    supervision: Supervision, *, words: str, occasion: Occasion, by: User, now: datetime
) -> Watch:
    """Add to the log; nothing in it is changed or taken out again.

    Words that sound like danger go to a person as well; the other one of the two reads them at once.

    Raises:
        NotOfTheTwo: neither the specialist nor the supervisor, or it has ended.
    """
    _of_the_two(supervision, by)
    entry = LogEntry.objects.create(
        supervision=supervision, occasion=occasion, words=words, written_by=by, written_at=now
    )
    record(Verb.SUPERVISION_WRITTEN, by=by, on=entry, supervision=supervision.pk)
    notices.tell_written(entry, now=now)
    return watch(
        words,
        author=by,
        subject=SubjectRef(SUBJECT_ENTRY, str(entry.pk)),
        place="A specialist's log with their supervisor",
        now=now,
        holding=Holding(may=False),
    )


def looked_after(supervisor: User) -> int:
    """How many specialists a supervisor looks after now."""
    return Supervision.objects.current().filter(supervisor=supervisor).count()


def _of_the_two(supervision: Supervision, person: User) -> None:
    held = Supervision.objects.select_for_update().get(pk=supervision.pk)
    if held.ended_at is not None or person.pk not in {held.specialist_id, held.supervisor_id}:
        raise NotOfTheTwo("We could not find that.")


def _end(supervision: Supervision, *, by: User | None, now: datetime) -> None:
    supervision.ended_at, supervision.ended_by = now, by
    supervision.save(update_fields=["ended_at", "ended_by"])
    record(Verb.SUPERVISION_ENDED, by=by, on=supervision)
