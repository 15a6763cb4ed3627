"""Somebody gets something: read, copied, passed on, or told in an emergency; each is a line."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from safety.sharing.as_fhir import file_of, patient_of
from safety.sharing.document import Document, NotHeld, drawn
from safety.sharing.models import LABEL, AccountingLine, Sharing
from safety.sharing.policies import hands_on, reads_shared
from safety.sharing.states import Way
from safety.sharing.words import fingerprint


@dataclass(frozen=True, kw_only=True)
class Emergency:
    """What 42 CFR 2.51(c) wants to be written down at once, beside who told it and when."""

    name: str  # of the one who was told
    place: str  # where they work
    nature: str  # of the emergency
    told: str  # what was told, in short (45 CFR 164.528(b)(2)(iii))


@transaction.atomic
def document_for(sharing: Sharing, *, now: datetime) -> Document:
    """What the recipient would get now, for the member's eyes. Everybody else: ``hand_over``.

    Raises:
        NotHeld: the yes does not hold at ``now``.
    """
    held = _held(sharing)
    return drawn(held, consent=held.signed_text, now=now)


@transaction.atomic
def hand_over(sharing: Sharing, *, way: Way, by: User, now: datetime) -> Document:
    """Give what is shared to whom it is shared with, and write down that it was given.

    The row of the yes is held until the line is written: an end comes before all of it, or after.

    Raises:
        NotHeld: the yes does not hold at ``now``, or ``by`` is not who may do this.
    """
    held = _held_for(sharing, way, by)
    document = drawn(held, consent=held.signed_text, now=now)
    _write_down(held, document, sha256=document.sha256, way=way, by=by, now=now)
    return document


@transaction.atomic
def hand_over_as_fhir(sharing: Sharing, *, way: Way, by: User, now: datetime) -> str:
    """The same as a file of FHIR, which holds nothing that was not ticked either.

    Raises:
        NotHeld: as ``hand_over``.
        peerhub.fhir.bundle.NotValid: it must not leave; nothing is written down then.
    """
    held = _held_for(sharing, way, by)
    patient = patient_of(held)
    document = drawn(held, consent=held.signed_text, patient=patient, now=now)
    made = file_of(held, document, patient, now=now)
    _write_down(held, document, sha256=fingerprint(made), way=way, by=by, now=now)
    return made


def _held_for(sharing: Sharing, way: Way, by: User) -> Sharing:
    held = _held(sharing)
    if not _may(held, way, by):
        raise NotHeld("This is not shared with you.")
    return held


def _write_down(
    held: Sharing, document: Document, *, sha256: str, way: Way, by: User, now: datetime
) -> None:
    line = AccountingLine.objects.create(
        member=held.member,
        sharing=held,
        way=way,
        at=now,
        by=by,
        recipient=held.recipient,
        outside_name=held.outside_name,
        outside_place=held.outside_place,
        purpose=held.purpose,
        keys=[each.key for each in document.sections],
        labels=[each.label[:LABEL] for each in document.sections],
        sha256=sha256,
        with_notice=bool(document.notice),
    )
    record(Verb.SHARING_HANDED_OVER, by=by, on=line, sharing=held.pk, way=way.value)
    why = Why.ASKED if way == Way.PASSED_ON else Why.SHARED
    disclose(to=by, about=held.member_id, what=What.SHARING, why=why, now=now)


@transaction.atomic
def account_for_emergency(
    member: User, emergency: Emergency, *, by: User, now: datetime
) -> AccountingLine:
    """Write down that ``by`` told somebody something of ``member``, because a life was in danger."""
    line = AccountingLine(
        member=member,
        way=Way.EMERGENCY,
        at=now,
        by=by,
        outside_name=emergency.name,
        outside_place=emergency.place,
        sha256=fingerprint(emergency.told),
        with_notice=False,
    )
    line.put(json.dumps({"nature": emergency.nature, "told": emergency.told}))
    line.save()
    record(Verb.EMERGENCY_TOLD, by=by, on=line)
    disclose(to=by, about=member.pk, what=What.EMERGENCY, why=Why.DANGER, now=now)
    return line


def _held(sharing: Sharing) -> Sharing:
    rows = Sharing.objects.select_related("member", "recipient").select_for_update(of=("self",))
    return rows.get(pk=sharing.pk)


def _may(sharing: Sharing, way: Way, by: User) -> bool:
    match way:
        case Way.READ | Way.FILE:
            return sharing.recipient_id == by.pk and reads_shared(by)
        case Way.COPY:
            return sharing.member_id == by.pk and sharing.recipient_id is None
        case Way.PASSED_ON:
            return sharing.recipient_id is None and hands_on(by)
        case Way.EMERGENCY:
            return False
        case _:
            assert_never(way)
