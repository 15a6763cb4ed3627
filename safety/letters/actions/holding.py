"""A person of ours has read a message: it goes out, or nobody sees it any more."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from safety.clinic.policies import linked
from safety.letters import notices
from safety.letters.actions.opening import held
from safety.letters.models import Letter


@transaction.atomic
def let_out(public_id: UUID, *, now: datetime) -> None:
    """Send a held one on. Where the two were parted meanwhile, it reaches nobody any more."""
    letter = _locked(public_id)
    if letter is None or not letter.is_held:
        return
    correspondence = letter.correspondence
    if linked(correspondence.member, correspondence.clinician, now) is None:
        letter.hidden_at = now
        letter.save(update_fields=["hidden_at"])
        return
    letter.out_at = now
    letter.save(update_fields=["out_at"])
    notices.tell_reader(correspondence, letter, now=now)


@transaction.atomic
def hide(public_id: UUID, *, by: User, now: datetime) -> None:
    """Let the other one see it no more; twice changes nothing."""
    letter = _locked(public_id)
    if letter is not None and letter.hidden_at is None:
        letter.hidden_at = now
        letter.save(update_fields=["hidden_at"])
        record(Verb.LETTER_HIDDEN, by=by, on=letter)


@transaction.atomic
def show_again(public_id: UUID, *, by: User) -> None:
    """Undo ``hide``; what nobody had seen waits again."""
    letter = _locked(public_id)
    if letter is not None and letter.hidden_at is not None:
        letter.hidden_at = None
        letter.save(update_fields=["hidden_at"])
        record(Verb.LETTER_SHOWN, by=by, on=letter)


def _locked(public_id: UUID) -> Letter | None:
    rows = Letter.objects.select_related("correspondence__member", "correspondence__clinician")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        return None
    held(found.correspondence)
    return rows.select_for_update(of=("self",)).get(pk=found.pk)
