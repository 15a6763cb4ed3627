"""Resources made of parts, as FHIR R4 writes them. Pure."""

import base64
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import singledispatch
from typing import Any

from peerhub.fhir import codes, parts
from peerhub.fhir.codes import Coding, Concept, ours

Json = dict[str, Any]
APPOINTMENT = "Appointment"  # all that anybody reads in a calendar


def entry(part: parts.Part) -> Json:
    """A part as it lies in a bundle, labels and all."""
    made = resource(part)
    security = _codings((*codes.ALWAYS, *part.labels))
    made = {"resourceType": type(part).__name__, "meta": {"security": security}, **made}
    return {"fullUrl": part.key, "resource": _full(made)}


@singledispatch
def resource(part: parts.Part) -> Json:
    """The body of a resource; what is empty goes later.

    Raises:
        TypeError: nothing is made of such a part.
    """
    raise TypeError(type(part).__name__)


@resource.register
def _(part: parts.Patient) -> Json:
    name = {"use": "anonymous", "text": part.name} if part.name else {}
    return {
        "identifier": [{"system": codes.OUR_PEOPLE, "value": part.number}],
        "name": [name],
    }


@resource.register
def _(part: parts.Organization) -> Json:
    return {"name": part.name}


@resource.register
def _(part: parts.Practitioner) -> Json:
    return {"name": [{"text": part.name}]}


@resource.register
def _(part: parts.PractitionerRole) -> Json:
    return {
        "practitioner": _to(part.practitioner),
        "organization": _to(part.organization),
        "code": [_concept(part.role)],
    }


@resource.register
def _(part: parts.Consent) -> Json:
    rule = codes.PART_2 if part.about_substances else Coding(codes.ACT_CODE, "OPTIN", "opt-in")
    labels = (*codes.ALWAYS, *(codes.SUBSTANCES if part.about_substances else ()))
    signed = base64.b64encode(part.signed.encode()).decode()
    return {
        "status": "active",
        "scope": _coded(Coding(codes.CONSENT_SCOPE, "patient-privacy", "Privacy Consent")),
        "category": [_coded(Coding(codes.ACT_CODE, "IDSCL", "information disclosure"))],
        "patient": _to(part.patient),
        "dateTime": moment(part.given_at),
        "performer": [_to(part.patient)],
        "organization": [_to(part.keeper)],
        "sourceAttachment": signed
        and {
            "contentType": "text/plain; charset=utf-8",
            "data": signed,
            "title": "What was signed",
        },
        "policyRule": _coded(rule),
        "provision": {
            "type": "permit",
            "period": {"start": moment(part.given_at), "end": moment(part.ends_at)},
            "actor": [
                {
                    "role": _coded(Coding(codes.PARTICIPATION, "IRCP", "information recipient")),
                    "reference": _to(part.to),
                }
            ],
            "action": [_coded(Coding(codes.CONSENT_ACTION, "disclose", "Disclose"))],
            "securityLabel": _codings(labels),
            "purpose": _codings(part.purposes),
            "class": _codings(Coding(codes.RESOURCE_TYPES, each) for each in part.of_what),
        },
    }


@resource.register
def _(part: parts.ServiceRequest) -> Json:
    return {
        "status": part.status,
        "intent": part.intent,
        "category": [_concept(ours("peer-support", "Peer support"))],
        "code": _concept(part.what),
        "subject": _to(part.patient),
        "occurrencePeriod": {"start": moment(part.begins), "end": moment(part.ends)},
        "authoredOn": moment(part.authored_at),
        "requester": _to(part.requester),
        "performer": [_to(part.performer)],
        "reasonCode": [{"text": part.reason}],
        "supportingInfo": [_to(each) for each in part.beside],
        "note": [{"text": each} for each in part.notes],
    }


@resource.register
def _(part: parts.Task) -> Json:
    return {
        "status": part.status,
        "businessStatus": {"text": part.stands},
        "intent": "order" if part.focus.intent == "order" else "proposal",
        "focus": _to(part.focus),
        "for": _to(part.patient),
        "authoredOn": moment(part.authored_at),
        "requester": _to(part.requester),
        "owner": _to(part.owner),
        "input": [{"type": _concept(what), "valueReference": _to(it)} for what, it in part.brings],
        "output": [{"type": _concept(what), "valueString": said} for what, said in part.came_of_it],
    }


@resource.register
def _(part: parts.Questionnaire) -> Json:
    return {
        "url": part.url,
        "version": part.version,
        "title": part.name,
        "status": "active",
        "subjectType": ["Patient"],
        "copyright": part.rights,
        "code": _codings([part.code] if part.code else []),
        "item": [_question(each) for each in part.questions],
    }


@resource.register
def _(part: parts.QuestionnaireResponse) -> Json:
    return {
        "questionnaire": f"{part.of.url}|{part.of.version}",
        "status": "completed",
        "subject": _to(part.patient),
        "authored": moment(part.at),
        "author": _to(part.patient),
        "item": [
            {"linkId": each.link, "text": each.words, "answer": [_answer(each.value)]}
            for each in part.answers
        ],
    }


@resource.register
def _(part: parts.Observation) -> Json:
    survey = Coding(codes.OBSERVATION_CATEGORY, "survey", "Survey")
    quantity = {"value": part.value, "system": codes.UCUM, "code": "{score}", "unit": "points"}
    return {
        "status": "final",
        "category": [_coded(survey)],
        "code": _concept(part.what),
        "subject": _to(part.patient),
        "effectiveDateTime": moment(part.at),
        **({"valueInteger": part.value} if part.is_count else {"valueQuantity": quantity}),
        "note": [{"text": part.note}],
        "derivedFrom": [_to(part.made_of)],
    }


@resource.register
def _(part: parts.Goal) -> Json:
    return {
        "lifecycleStatus": part.status,
        "achievementStatus": _coded(part.achieved) if part.achieved else None,
        "description": {"text": part.words},
        "subject": _to(part.patient),
        "target": [{"dueDate": moment(part.due)}],
    }


@resource.register
def _(part: parts.CarePlan) -> Json:
    return {
        "status": "active",
        "intent": "plan",
        "title": part.title,
        "subject": _to(part.patient),
        "author": _to(part.patient),
        "goal": [_to(each) for each in part.goals],
        "activity": [
            {"detail": {"status": each.status, "description": each.words}} for each in part.steps
        ],
        "note": [{"text": each} for each in part.notes],
    }


@resource.register
def _(part: parts.Communication) -> Json:
    return {
        "inResponseTo": [_to(part.answers)],
        "status": "completed",
        "category": [_concept(part.topic)],
        "subject": _to(part.patient),
        "topic": {"text": part.topic.text},
        "sent": moment(part.sent_at),
        "recipient": [_to(part.to)],
        "sender": _to(part.sender),
        "payload": [{"contentString": each} for each in part.lines],
    }


@resource.register
def _(part: parts.Appointment) -> Json:
    people: list[parts.Part] = [part.patient, *part.others]
    return {
        "status": part.status,
        "description": APPOINTMENT,
        "start": moment(part.begins),
        "end": moment(part.ends),
        "participant": [{"actor": _to(each), "status": "accepted"} for each in people],
    }


def moment(at: parts.Moment | None) -> str | None:
    """A day, or an instant with its zone.

    Raises:
        ValueError: an instant without a zone.
    """
    if isinstance(at, datetime):
        if at.tzinfo is None:
            raise ValueError("an instant without a zone")
        return at.isoformat(timespec="seconds").replace("+00:00", "Z")
    return None if at is None else at.isoformat()


def _question(each: parts.Question) -> Json:
    return {
        "linkId": each.link,
        "code": _codings([each.code] if each.code else []),
        "text": each.words,
        "type": "choice" if each.answers else "integer",
        "answerOption": [{"valueCoding": _coding(answer)} for answer in each.answers],
    }


def _answer(value: Coding | int | None) -> Json:
    if value is None:
        return {}
    return {"valueInteger": value} if isinstance(value, int) else {"valueCoding": _coding(value)}


def _to(part: parts.Part | None) -> Json:
    """By which one resource names another."""
    return {"reference": part.key} if part else {}


def _coding(each: Coding) -> Json:
    return {"system": each.system, "code": each.code, "display": each.display}


def _codings(found: Iterable[Coding]) -> list[Json]:
    return [_coding(each) for each in found]


def _coded(each: Coding) -> Json:
    return {"coding": [_coding(each)]}


def _concept(each: Concept) -> Json:
    return {"coding": _codings(each.codings), "text": each.text}


def _full(value: Any) -> Any:
    """Without whatever is empty: FHIR knows no empty values. A zero and a no are none."""
    if isinstance(value, Mapping):
        kept = {key: _full(each) for key, each in value.items()}
        return {key: each for key, each in kept.items() if not _is_empty(each)}
    if isinstance(value, list):
        return [each for each in map(_full, value) if not _is_empty(each)]
    return value


def _is_empty(value: Any) -> bool:
    return value is None or value in ({}, []) or (isinstance(value, str) and not value.strip())
