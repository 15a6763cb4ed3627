"""A supervisor asks to co-sign, reads what waits, and signs it too."""

from datetime import datetime
from typing import ClassVar

from django.db import transaction

from matching.supervision.policies import supervision_of
from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from peerhub.errors import DomainError
from sessions.notes import notices, policies
from sessions.notes.models import CoSignature, CoSigning, NoteVersion, SessionNote


class NotTheirs(DomainError):
    """Somebody else looks after this specialist."""

    code: ClassVar[str] = "not_theirs"
    status: ClassVar[int] = 404


@transaction.atomic
def ask_to_co_sign(specialist: User, *, by: User, now: datetime) -> CoSigning:
    """From now on, what the specialist signs waits for their supervisor; twice changes nothing.

    Raises:
        NotTheirs: ``by`` does not look after them.
    """
    _must_look_after(specialist, by)
    made, new = CoSigning.objects.get_or_create(
        specialist=specialist, ended_at=None, defaults={"asked_at": now, "asked_by": by}
    )
    if new:
        record(Verb.CO_SIGNING_ASKED, by=by, on=made, specialist=specialist.pk)
        notices.tell_co_signing(made, now=now)
    return made


@transaction.atomic
def end_co_signing(specialist: User, *, by: User, now: datetime) -> None:
    """What they sign from now on stands alone; what waits still waits.

    Raises:
        NotTheirs: ``by`` does not look after them.
    """
    _must_look_after(specialist, by)
    rows = CoSigning.objects.select_for_update().filter(specialist=specialist, ended_at=None)
    for each in rows:
        each.ended_at, each.ended_by = now, by
        each.save(update_fields=["ended_at", "ended_by"])
        record(Verb.CO_SIGNING_ENDED, by=by, on=each, specialist=specialist.pk)


@transaction.atomic
def open_to_co_sign(note: SessionNote, *, by: User, now: datetime) -> SessionNote:
    """Read a note in order to co-sign it; the member finds the look in "Who looked".

    Raises:
        NotTheirs: ``by`` does not look after its specialist.
    """
    if not policies.may_co_sign(by, note):
        raise NotTheirs("We could not find that.")
    record(Verb.NOTE_READ, by=by, on=note)
    disclose(to=by, about=note.booking.member_id, what=What.SESSION_NOTE, why=Why.CO_SIGN, now=now)
    return note


@transaction.atomic
def co_sign(version: NoteVersion, *, by: User, now: datetime) -> CoSignature:
    """Stand by a version, too; twice changes nothing.

    Raises:
        NotTheirs: ``by`` does not look after its specialist, or it does not wait for them.
    """
    held = NoteVersion.objects.select_for_update().get(pk=version.pk)
    known = CoSignature.objects.filter(version=held).first()
    if known is not None and known.signed_by_id == by.pk:
        return known
    waits = held.signed_at is not None and held.to_co_sign and known is None
    if not (waits and policies.may_co_sign(by, held.note)):
        raise NotTheirs("We could not find that.")
    made = CoSignature.objects.create(version=held, signed_at=now, signed_by=by)
    record(Verb.NOTE_CO_SIGNED, by=by, on=held, note=held.note_id)
    return made


def _must_look_after(specialist: User, by: User) -> None:
    supervision = supervision_of(specialist)
    if supervision is None or supervision.supervisor_id != by.pk:
        raise NotTheirs("We could not find that.")
