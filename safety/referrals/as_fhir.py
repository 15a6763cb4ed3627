"""A letter that was said yes to, as FHIR: the request, how far it is, and the yes.

It says what the letter says: whatever is not in the letter, word for word, is not in the file either.
So how it went afterwards is not in it, and days stand without their hours.
"""

from datetime import datetime

from peerhub.fhir import codes
from peerhub.fhir.bundle import as_text, bundle
from peerhub.fhir.codes import Coding, ours
from peerhub.fhir.parts import Consent, Organization, Patient, ServiceRequest, Task
from safety.referrals.letter import PURPOSE
from safety.referrals.models import Referral
from safety.referrals.states import Kind, Reason, Share
from safety.sharing.substances import touch_substances
from safety.sharing.words import SITE

PURPOSES = (
    Coding(codes.ACT_REASON, "PATRQT", "patient requested"),
    Coding(codes.OUR_CODES, "purpose.referral", PURPOSE),
)


def file_of(referral: Referral, *, now: datetime) -> str:
    """The whole file. Its person said yes, and the yes has an end.

    Raises:
        peerhub.fhir.bundle.NotValid: it must not leave.
        ValueError: there was no yes.
    """
    given, until = referral.consent_at, referral.consent_until
    if given is None or until is None:
        raise ValueError("there was no yes")
    on, letter = given.astimezone(referral.member.zone).date(), referral.letter
    said = referral.in_the_letter()
    touches = Reason.SUBSTANCES.label in said.values() or touch_substances(said.values())
    labels = codes.SUBSTANCES if touches else ()
    patient = Patient(name=said.get(Share.HANDLE, ""))
    house, to = Organization(name=SITE), Organization(name=referral.to_whom)
    consent = Consent(
        patient=patient,
        keeper=house,
        to=to,
        given_at=on,
        ends_at=until,
        purposes=PURPOSES,
        of_what=("ServiceRequest", "Task"),
        signed=letter,
        about_substances=touches,
        labels=labels,
    )
    contact = said.get(Share.CONTACT, "")
    request = ServiceRequest(
        patient=patient,
        what=ours(f"referral.{referral.kind}", str(Kind(referral.kind).label)),
        requester=patient,
        performer=to,
        reason=said.get(Share.REASON, ""),
        notes=(said.get(Share.WISH, ""), contact and f"{Share.CONTACT.label}: {contact}"),
        ends=until,
        authored_at=on,
        labels=labels,
    )
    task = Task(
        focus=request, patient=patient, requester=patient, owner=to, authored_at=on, labels=labels
    )
    return as_text(bundle([patient, house, to, consent, request, task], now=now))
