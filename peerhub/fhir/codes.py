"""Names of code systems, and the only codes that leave. Pure.

LOINC: those that the handbook verified (domain 3.6), and no other one. What has none is coded in a
system of our own; a code that looks like LOINC's and is not would be believed. All others are
HL7's own, as published examples use them; not each was held against its list.
"""

from collections.abc import Mapping
from dataclasses import dataclass

# Names a system and is no address: nothing is asked there, and it is the same wherever we run.
OURS = "https://peerhub.example/fhir"
OUR_CODES = f"{OURS}/CodeSystem/codes"
OUR_ANSWERS = f"{OURS}/CodeSystem/answers"
OUR_PEOPLE = f"{OURS}/NamingSystem/one-file"
LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
HL7 = "http://terminology.hl7.org/CodeSystem"
ACT_CODE = f"{HL7}/v3-ActCode"
ACT_REASON = f"{HL7}/v3-ActReason"
CONFIDENTIALITY = f"{HL7}/v3-Confidentiality"
PARTICIPATION = f"{HL7}/v3-ParticipationType"
CONSENT_SCOPE = f"{HL7}/consentscope"
CONSENT_ACTION = f"{HL7}/consentaction"
OBSERVATION_CATEGORY = f"{HL7}/observation-category"
GOAL_ACHIEVEMENT = f"{HL7}/goal-achievement"
RESOURCE_TYPES = "http://hl7.org/fhir/resource-types"
SYSTEMS = frozenset(
    {
        *(OUR_CODES, OUR_ANSWERS, OUR_PEOPLE, LOINC, UCUM, ACT_CODE, ACT_REASON, CONFIDENTIALITY),
        *(PARTICIPATION, CONSENT_SCOPE, CONSENT_ACTION, OBSERVATION_CATEGORY, GOAL_ACHIEVEMENT),
        RESOURCE_TYPES,
    }
)

VERIFIED = frozenset(
    {
        *("44249-1", "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2"),
        *("44252-5", "44253-3", "44260-8", "44261-6"),  # PHQ-9: panel, items, total
        *("69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7"),
        "70274-6",  # GAD-7: items, total
        *("LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"),  # answers of both
    }
)


@dataclass(frozen=True)
class Coding:
    """One code of one system."""

    system: str
    code: str
    display: str = ""


@dataclass(frozen=True)
class Concept:
    """What something is: in words, and in codes where there are any."""

    text: str = ""
    codings: tuple[Coding, ...] = ()


def ours(code: str, display: str) -> Concept:
    """A concept of our own."""
    return Concept(display, (Coding(OUR_CODES, code, display),))


# Labels of meta.security (HL7 Healthcare Privacy and Security Classification).
RESTRICTED = Coding(CONFIDENTIALITY, "R", "restricted")
PSYCHIATRY = Coding(ACT_CODE, "PSY", "psychiatry disorder information sensitivity")
SUBSTANCE = Coding(ACT_CODE, "ETH", "substance abuse information sensitivity")
PART_2 = Coding(ACT_CODE, "42CFRPart2", "42 CFR Part2")
ALWAYS = (RESTRICTED, PSYCHIATRY)
SUBSTANCES = (SUBSTANCE, PART_2)  # together, or neither: what touches it is treated as Part 2

_REQUEST = "draft active on-hold revoked completed entered-in-error unknown"
_EVENT = "preparation in-progress not-done on-hold stopped completed entered-in-error unknown"
_INTENT = (
    "proposal plan order original-order reflex-order filler-order instance-order option directive"
)
_PUBLICATION = "draft active retired unknown"
_APPOINTMENT = (
    "proposed pending booked arrived fulfilled cancelled noshow entered-in-error checked-in"
    " waitlist"
)
_GOAL = "proposed planned accepted active on-hold completed cancelled entered-in-error rejected"
_OBSERVATION = "registered preliminary final amended corrected cancelled entered-in-error unknown"
_STEP = (
    "not-started scheduled in-progress on-hold completed cancelled stopped unknown entered-in-error"
)
# Codes of required bindings (FHIR R4), which the library names and does not hold anybody to. Of
# Task those alone that SDOHCC allows, so neither "received" nor "ready" (domain 3.6, P72).
ALLOWED: Mapping[tuple[str, str], frozenset[str]] = {
    place: frozenset(codes.split())
    for place, codes in {
        ("Bundle", "type"): "collection",
        ("ServiceRequest", "status"): _REQUEST,
        ("ServiceRequest", "intent"): _INTENT,
        ("Task", "status"): (
            "draft requested accepted rejected in-progress on-hold failed completed cancelled"
            " entered-in-error"
        ),
        ("Task", "intent"): f"unknown {_INTENT}",
        ("Consent", "status"): "draft proposed active rejected inactive entered-in-error",
        ("Consent", "provision.type"): "permit deny",
        ("Questionnaire", "status"): _PUBLICATION,
        ("Questionnaire", "item.type"): "choice integer",
        ("QuestionnaireResponse", "status"): (
            "in-progress completed amended entered-in-error stopped"
        ),
        ("Observation", "status"): _OBSERVATION,
        ("CarePlan", "status"): _REQUEST,
        ("CarePlan", "intent"): "proposal plan order option",
        ("CarePlan", "activity.detail.status"): _STEP,
        ("Goal", "lifecycleStatus"): _GOAL,
        ("Communication", "status"): _EVENT,
        ("Appointment", "status"): _APPOINTMENT,
        ("Appointment", "participant.status"): "accepted declined tentative needs-action",
        ("Patient", "name.use"): "anonymous",
    }.items()
}
