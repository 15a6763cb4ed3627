"""What somebody gets, as a bundle of FHIR: the consent, each ticked field, and the notice if there is one.

A field is lines of words, so it is a Communication with those lines; where it offers resources of its
own, those lie beside it. It is a bundle of the type "collection": a FHIR document would be one that
somebody attests, and nobody here does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from peerhub.fhir import codes
from peerhub.fhir.bundle import as_text, bundle
from peerhub.fhir.codes import Coding, ours
from peerhub.fhir.parts import (
    Communication,
    Consent,
    Organization,
    Part,
    Patient,
    Practitioner,
    PractitionerRole,
    Who,
)
from safety.sharing.document import NOTHING, Document, Section
from safety.sharing.models import Sharing
from safety.sharing.states import Purpose
from safety.sharing.words import SITE

CLINICIAN = ours("clinician", "Clinician")
SOMEBODY = ours("recipient", "Somebody who gets it")
# How HL7 calls the reasons; ours stands beside each, in the member's words.
REASONS = {
    Purpose.TOGETHER: Coding(codes.ACT_REASON, "TREAT", "treatment"),
    Purpose.FOLLOW: Coding(codes.ACT_REASON, "TREAT", "treatment"),
}
WISHED = Coding(codes.ACT_REASON, "PATRQT", "patient requested")


def patient_of(sharing: Sharing) -> Patient:
    """The member, by the name they use here, with a number for one file alone."""
    return Patient(name=sharing.member.handle)


def file_of(sharing: Sharing, document: Document, patient: Patient, *, now: datetime) -> str:
    """The whole file.

    Raises:
        peerhub.fhir.bundle.NotValid: it must not leave.
    """
    return as_text(bundle(_parts(sharing, document, patient, now), now=now))


def _parts(sharing: Sharing, document: Document, patient: Patient, now: datetime) -> Iterator[Part]:
    house = Organization(name=SITE)
    to, behind = _recipient(sharing)
    labels = codes.SUBSTANCES if document.notice else ()
    yield from (patient, house, *behind, to)
    yield Consent(
        patient=patient,
        keeper=house,
        to=to,
        given_at=sharing.given_at,
        ends_at=sharing.ends_at,
        purposes=_purposes(sharing),
        of_what=_kinds(document.sections),
        signed=document.consent,
        about_substances=bool(document.notice),
        labels=labels,
    )
    for section in document.sections:
        about = codes.SUBSTANCES if section.touches else ()
        yield Communication(
            patient=patient,
            topic=ours(section.key, section.label),
            lines=tuple(section.lines) or (NOTHING,),
            sender=house,
            to=to,
            sent_at=now,
            labels=about,
        )
        yield from (replace(part, labels=about) for part in section.parts)
    if document.notice:
        yield Communication(
            patient=patient,
            topic=ours("notice", "Notice of 42 CFR 2.32"),
            lines=(document.notice,),
            sender=house,
            to=to,
            sent_at=now,
            labels=labels,
        )


def _recipient(sharing: Sharing) -> tuple[Who, Sequence[Part]]:
    """Whom it is for, and what that points to."""
    if sharing.recipient is not None:
        person = Practitioner(name=sharing.to)
        return PractitionerRole(role=CLINICIAN, practitioner=person), (person,)
    person = Practitioner(name=sharing.outside_name)
    place = Organization(name=sharing.outside_place) if sharing.outside_place else None
    role = PractitionerRole(role=SOMEBODY, practitioner=person, organization=place)
    return role, (person, place) if place else (person,)


def _purposes(sharing: Sharing) -> tuple[Coding, ...]:
    """Treatment only where the other is a clinician of ours: of others we do not know."""
    purpose = Purpose(sharing.purpose)
    theirs = REASONS.get(purpose, WISHED) if sharing.recipient is not None else WISHED
    return (
        theirs,
        Coding(codes.OUR_CODES, f"purpose.{purpose.value}", str(purpose.label)),
    )


def _kinds(sections: Sequence[Section]) -> list[str]:
    beside = {type(part).__name__ for section in sections for part in section.parts}
    return sorted({"Communication", *beside})
