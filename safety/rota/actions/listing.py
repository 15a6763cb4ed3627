"""Which clinicians are of the team and can be on call."""

from datetime import datetime

from django.db import IntegrityError, transaction

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from safety.rota.actions.errors import NotForYou, locked
from safety.rota.actions.taking import leave_open
from safety.rota.models import OnCallClinician, Shift
from safety.rota.states import Post


@transaction.atomic
def put_on_call(person: User, *, by: User, now: datetime) -> None:
    """Let a clinician have shifts; while on shift they see the urgent part of the queue.

    Raises:
        NotForYou: they are no clinician, or ``by`` no supervisor.
    """
    if not by.has_role(Role.SUPERVISOR):
        raise NotForYou("A supervisor decides this.")
    if not person.has_role(Role.CLINICIAN):
        raise NotForYou(f"{person.handle} is not a clinician here.")
    try:
        with transaction.atomic():
            row = OnCallClinician.objects.create(person=person, added_at=now, added_by=by)
    except IntegrityError:  # they are on it
        return
    record(Verb.ROTA_CLINICIAN_LISTED, by=by, on=row, person=person.pk)


@transaction.atomic
def take_off_call(person: User, *, by: User, now: datetime) -> None:
    """End it at once: the shifts that they have are open again. Twice changes nothing.

    Raises:
        NotForYou: ``by`` is no supervisor.
    """
    if not by.has_role(Role.SUPERVISOR):
        raise NotForYou("A supervisor decides this.")
    row = OnCallClinician.objects.filter(person=person, ended_at=None).first()
    if row is None:
        return
    row.ended_at, row.ended_by = now, by
    row.save(update_fields=["ended_at", "ended_by"])
    theirs = Shift.objects.standing().filter(person=person, post=Post.CLINICIAN, ends_at__gt=now)
    for shift in locked(*theirs.order_by("pk")):
        leave_open(shift, now=now)
    record(Verb.ROTA_CLINICIAN_ENDED, by=by, on=row, person=person.pk)
