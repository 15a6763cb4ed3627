"""What leaves as FHIR is valid, or does not leave: by the library's models, and by our own rules."""

import copy
import json
from datetime import UTC, date, datetime, timedelta

import pytest
from fhir.resources.R4B import get_fhir_model_class

from peerhub.fhir import codes, parts
from peerhub.fhir.building import entry
from peerhub.fhir.bundle import NotValid, as_text, bundle, validate
from peerhub.fhir.checking import faults
from peerhub.fhir.codes import Coding, ours
from sessions.measures import instruments

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MAYA = parts.Patient(name="Maya")
HOUSE = parts.Organization(name="PeerHub")
LEE = parts.Practitioner(name="Dr Lee")
ROLE = parts.PractitionerRole(role=ours("clinician", "Clinician"), practitioner=LEE)
CONSENT = parts.Consent(
    patient=MAYA,
    keeper=HOUSE,
    to=ROLE,
    given_at=NOW,
    ends_at=NOW + timedelta(days=30),
    purposes=(Coding(codes.ACT_REASON, "PATRQT", "patient requested"),),
    of_what=("Communication", "Observation"),
    signed="Yes, with “quotes” and ñ.",
    about_substances=True,
    labels=codes.SUBSTANCES,
)
REQUEST = parts.ServiceRequest(
    patient=MAYA,
    what=ours("therapist", "A therapist"),
    requester=MAYA,
    performer=HOUSE,
    reason="Low mood or worry",
    notes=("Evenings, please.",),
    begins=NOW,
    ends=date(2026, 12, 23),
    authored_at=NOW,
)
OFTEN = Coding(codes.LOINC, "LA6569-3", "Several days")
ASKED = parts.Questionnaire(
    url=f"{codes.OURS}/Questionnaire/phq-2",
    version="1",
    name="PHQ-2",
    questions=(
        parts.Question(link="1", words="Little interest", answers=(OFTEN,)),
        parts.Question(link="2", words="How many days?", most=30),
    ),
    code=Coding(codes.LOINC, "44249-1"),
)
ANSWERED = parts.QuestionnaireResponse(
    patient=MAYA,
    of=ASKED,
    at=NOW,
    answers=(
        parts.Answer(link="1", words="Little interest", value=OFTEN),
        parts.Answer(link="2", words="How many days?", value=0),
    ),
)
TOTAL = parts.Observation(
    patient=MAYA,
    what=codes.Concept("PHQ-9", (Coding(codes.LOINC, "44261-6"),)),
    value=0,
    at=date(2026, 11, 20),
    note="So small a difference can be chance.",
    made_of=ANSWERED,
)
GOAL = parts.Goal(patient=MAYA, words="Sleep through a night", due=date(2027, 1, 1))
PLAN = parts.CarePlan(
    patient=MAYA, title="My plan", goals=(GOAL,), steps=(parts.Step(words="Lights out"),)
)
WORDS = parts.Communication(
    patient=MAYA,
    topic=ours("how", "How it goes"),
    lines=("Better.", "Some days."),
    sender=HOUSE,
    to=ROLE,
    sent_at=NOW,
)
REPLY = parts.Communication(
    patient=MAYA, topic=ours("how", "How it goes"), lines=("Good.",), sender=ROLE, sent_at=NOW,
    answers=WORDS,
)  # fmt: skip
TASK = parts.Task(
    focus=REQUEST,
    patient=MAYA,
    requester=MAYA,
    owner=HOUSE,
    authored_at=NOW,
    stands="Waiting",
    brings=((ours("answers", "Answers"), ANSWERED),),
    came_of_it=((ours("outcome", "Outcome"), "Connected"),),
)
MET = parts.Appointment(patient=MAYA, begins=NOW, ends=NOW + timedelta(minutes=30), status="booked")
ALL = (
    *(MAYA, HOUSE, LEE, ROLE, CONSENT, REQUEST, TASK, ASKED, ANSWERED, TOTAL, GOAL, PLAN, WORDS),
    *(REPLY, MET),
)


def whole():
    return bundle(ALL, now=NOW)


@pytest.mark.parametrize("part", ALL, ids=lambda part: type(part).__name__)
def test_each_resource_goes_through_the_model_and_comes_back_the_same(part) -> None:
    made = entry(part)["resource"]

    model = get_fhir_model_class(type(part).__name__)
    back = json.loads(model.model_validate(made).model_dump_json())

    assert back == json.loads(json.dumps(made))


def test_the_bundle_is_valid_and_says_what_the_parts_say() -> None:
    made = whole()

    back = json.loads(as_text(made))
    validate(back)
    assert [each["resource"]["resourceType"] for each in back["entry"]] == [
        type(part).__name__ for part in ALL
    ]
    by_kind = {each["resource"]["resourceType"]: each["resource"] for each in back["entry"]}
    assert by_kind["Patient"]["name"] == [{"use": "anonymous", "text": "Maya"}]
    assert by_kind["Appointment"]["description"] == "Appointment"
    assert by_kind["Observation"]["valueQuantity"]["value"] == 0  # a zero is a number
    assert by_kind["Observation"]["effectiveDateTime"] == "2026-11-20"
    assert by_kind["Task"]["focus"] == {"reference": REQUEST.key}
    assert by_kind["Consent"]["policyRule"]["coding"][0]["code"] == "42CFRPart2"
    assert [each["code"] for each in back["meta"]["security"]] == ["R", "PSY", "ETH", "42CFRPart2"]


def test_nobody_is_known_again_by_two_files() -> None:
    one, other = (bundle([parts.Patient()], now=NOW)["entry"][0] for _ in range(2))

    assert one["fullUrl"] != other["fullUrl"]
    assert one["resource"]["identifier"] != other["resource"]["identifier"]
    assert "name" not in one["resource"]


def of(made, kind):
    return next(
        each["resource"] for each in made["entry"] if each["resource"]["resourceType"] == kind
    )


def label(code):
    system = codes.CONFIDENTIALITY if code == "R" else codes.ACT_CODE
    return {"system": system, "code": code}


BROKEN = {
    "a resource without what it needs": lambda m: of(m, "Observation").pop("code"),
    "a field that there is not": lambda m: of(m, "Goal").update(colour="blue"),
    "no such resource": lambda m: of(m, "Goal").update(resourceType="Dream"),
    "a day that there is not": lambda m: of(m, "Goal")["target"][0].update(dueDate="2026-02-31"),
    "a word that is no status": lambda m: of(m, "Observation").update(status="fine"),
    "no status": lambda m: of(m, "Communication").pop("status"),
    "a status of Task that is excluded": lambda m: of(m, "Task").update(status="received"),
    "another one": lambda m: of(m, "Task").update(status="ready"),
    "a step without a status": lambda m: of(m, "CarePlan")["activity"][0]["detail"].update(
        status="maybe"
    ),
    "a reference that leads nowhere": lambda m: of(m, "Goal").update(
        subject={"reference": "urn:uuid:00000000-0000-4000-8000-000000000000"}
    ),
    "a reference to somebody's server": lambda m: of(m, "Goal").update(
        subject={"reference": "Patient/1"}
    ),
    "questions that are not there": lambda m: of(m, "QuestionnaireResponse").update(
        questionnaire="https://peerhub.example/fhir/Questionnaire/other|1"
    ),
    "a LOINC code that nobody verified": lambda m: of(m, "Observation")["code"]["coding"].append(
        {"system": codes.LOINC, "code": "12345-6"}
    ),
    "a system that we do not know": lambda m: of(m, "Observation")["code"]["coding"].append(
        {"system": "http://snomed.info/sct", "code": "1"}
    ),
    "an instant without a zone": lambda m: of(m, "Communication").update(
        sent="2026-11-23T12:00:00"
    ),
    "a Consent without a rule": lambda m: of(m, "Consent").pop("policyRule"),
    "a Consent without a scope": lambda m: of(m, "Consent").pop("scope"),
    "a Consent without a category": lambda m: of(m, "Consent").pop("category"),
    "a Consent for nobody": lambda m: of(m, "Consent")["provision"].pop("actor"),
    "a Consent without an end": lambda m: of(m, "Consent")["provision"].pop("period"),
    "no label": lambda m: of(m, "Goal").pop("meta"),
    "a label too few": lambda m: of(m, "Goal")["meta"].update(security=[label("R")]),
    "substances without the law": lambda m: of(m, "Goal")["meta"]["security"].append(label("ETH")),
    "the bundle with less than it holds": lambda m: m["meta"].update(
        security=[label("R"), label("PSY")]
    ),
    "a birth date": lambda m: of(m, "Patient").update(birthDate="1990-05-04"),
    "a name that is not made up": lambda m: of(m, "Patient")["name"][0].update(use="official"),
    "a family name": lambda m: of(m, "Patient")["name"][0].update(family="Lopez"),
    "a number that means something": lambda m: of(m, "Patient")["identifier"][0].update(value="17"),
    "no Patient": lambda m: m["entry"].pop(0),
    "two things of one address": lambda m: m["entry"][1].update(fullUrl=m["entry"][0]["fullUrl"]),
    "the same twice": lambda m: m["entry"].append(m["entry"][10]),
    "two people": lambda m: m["entry"].append(entry(parts.Patient())),
    "no number": lambda m: of(m, "Patient").pop("identifier"),
    "two names": lambda m: of(m, "Patient")["name"].append({"use": "anonymous", "text": "Other"}),
    "a coding of nothing": lambda m: of(m, "Observation")["code"]["coding"][0].pop("code"),
    "a searchset": lambda m: m.update(type="searchset"),
}  # fmt: skip


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_bundle_does_not_leave(how: str) -> None:
    made = copy.deepcopy(WHOLE)
    validate(made)

    BROKEN[how](made)

    with pytest.raises(NotValid) as caught:
        validate(made)
    assert "Sleep through" not in str(caught.value)  # what was said is in no log


WHOLE = whole()


def test_an_instant_without_a_zone_is_not_even_built() -> None:
    met = parts.Appointment(
        patient=MAYA, begins=NOW.replace(tzinfo=None), ends=NOW, status="booked"
    )

    with pytest.raises(ValueError, match="zone"):
        bundle([MAYA, met], now=NOW)


def test_our_instruments_use_no_code_that_nobody_verified() -> None:
    used = {
        code
        for each in instruments.ALL
        for code in (
            *(each.code, each.code_total),
            *(item.code for item in each.items),
            *(option.code for item in each.items for option in item.options),
        )
        if code
    }

    assert used == codes.VERIFIED


def test_our_own_rule_of_zones_does_not_lean_on_the_library() -> None:
    made = copy.deepcopy(WHOLE)
    of(made, "Communication").update(sent="2026-11-23T12:00:00")
    of(made, "Observation").update(effectiveDateTime="yesterday")

    assert faults(made) == [
        "bundle: effectiveDateTime without a zone",
        "bundle: sent without a zone",
    ]
