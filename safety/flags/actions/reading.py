"""Reading what a person wrote: each look is written down in the same transaction."""

import logging
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from safety import subjects
from safety.detection.rulebook import rulebook
from safety.flags import case, excerpts
from safety.flags.case import Case
from safety.flags.models import CLAIM, Flag
from safety.flags.states import FlagState
from safety.subjects import Line

log = logging.getLogger(__name__)


@transaction.atomic
def open_case(flag: Flag, *, by: User, now: datetime) -> Case:
    """Everything about a case; whoever is on it keeps it for another while."""
    record(Verb.FLAG_READ, by=by, on=flag, context=True)
    _keep(flag, by, now=now)
    spans = [case.span(reason) for reason in flag.reasons if reason["level"]]
    return Case(
        pieces=excerpts.pieces(flag.excerpt, spans),
        whys=case.whys(flag.reasons, flag.excerpt, _rationales()),
        context=_context(flag),
    )


@transaction.atomic
def peek(flag: Flag, *, by: User) -> str:
    """The first words, for the list; this too is a look."""
    record(Verb.FLAG_READ, by=by, on=flag, context=False)
    return excerpts.first_words(flag.excerpt)


def _keep(flag: Flag, by: User, *, now: datetime) -> None:
    kept = Flag.objects.filter(pk=flag.pk, state=FlagState.CLAIMED, claimed_by=by).update(
        claim_until=now + CLAIM
    )
    if kept:
        flag.claim_until = now + CLAIM


def _context(flag: Flag) -> Sequence[Line]:
    """What was said around it; if its owner cannot say, the case still opens."""
    try:
        with transaction.atomic():
            return subjects.adapter_for(flag.subject_kind).context(flag.subject_id)
    except Exception as error:  # noqa: BLE001 - a broken adapter must not close a case
        log.error("context of %s: %s", flag.subject_kind, type(error).__name__)  # noqa: TRY400
        return ()


def _rationales() -> dict[str, str]:
    """Why each rule exists; a rule file that cannot be read costs the reasons, not the case."""
    try:
        book = rulebook()
    except Exception as error:  # noqa: BLE001
        log.error("rule book: %s", type(error).__name__)  # noqa: TRY400
        return {}
    return {
        **{rule.id: rule.rationale for rule in book.rules},
        **{group.id: case.TOGETHER for group in book.together},
    }
