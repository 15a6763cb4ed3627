"""A request from outside says what somebody wants, and never who they are."""

import json
from datetime import date
from typing import Any

import pytest

from peerhub.fhir.reading import MOST, OUT, Asked, NotReadable, asked

JANE = {
    "resourceType": "Patient",
    "id": "p1",
    "identifier": [{"system": "http://hospital.example/mrn", "value": "MRN-889231"}],
    "name": [
        {"family": "Lindqvist", "given": ["Jane", "Orla"], "text": "Jane Orla Lindqvist"},
        {"use": "nickname", "given": ["Janey"]},
    ],
    "birthDate": "1990-05-04",
    "gender": "female",
    "address": [{"line": ["14 Canal Row"], "city": "Dunmore", "postalCode": "62704"}],
    "telecom": [
        {"system": "phone", "value": "+1 555 010 0199", "rank": 2},
        {"system": "sms", "value": "555-010-0142", "rank": 1},
        {"system": "email", "value": "jane.l@mail.example"},
    ],
    "contact": [{"name": {"text": "Peter Lindqvist"}, "telecom": [{"value": "555-777-1234"}]}],
    "photo": [{"url": "http://hospital.example/jane.jpg"}],
}
REQUEST = {
    "resourceType": "ServiceRequest",
    "status": "active",
    "intent": "order",
    "identifier": [{"value": "ORDER-5512"}],
    "subject": {"reference": "urn:uuid:p", "display": "J. Lindqvist"},
    "requester": {"reference": "urn:uuid:role"},
    "reasonCode": [{"text": "Being less alone after a loss"}],
    "occurrencePeriod": {"end": "2026-12-31T00:00:00Z"},
    "note": [
        {
            "text": "Jane lives at 14 Canal Row, Dunmore; born 4 May 1990 (05/04/1990, 1990-05-04)."
            " She would like somebody who has been there. MRN-889231, ORDER-5512, SSN 123-45-6789."
            " Her brother Peter: 555-777-1234, or jane.l@mail.example."
        }
    ],
    "patientInstruction": "Evenings suit Janey best.",
}
ROLE = {
    "resourceType": "PractitionerRole",
    "practitioner": {"reference": "urn:uuid:doc"},
    "organization": {"reference": "urn:uuid:clinic"},
}
DOC = {
    "resourceType": "Practitioner",
    "name": [{"text": "Dr Osei"}],
    "telecom": [{"system": "email", "value": "osei@harbor.example"}],
}
SEEN = {
    "resourceType": "Condition",
    "subject": {"reference": "urn:uuid:p"},
    "code": {"text": "Major depressive disorder"},
}
SECRETS = (
    *("Jane", "Orla", "Lindqvist", "Janey", "1990", "MRN", "889231", "Canal", "Dunmore", "62704"),
    *("555", "jane.l", "Peter", "jpg", "ORDER", "5512", "123-45", "4 May", "depressive", "female"),
)


def bundle(*resources, **more):
    keys = {"Patient": "urn:uuid:p", "PractitionerRole": "urn:uuid:role"}
    keys |= {"Practitioner": "urn:uuid:doc", "Organization": "urn:uuid:clinic"}
    entry = [
        {"fullUrl": keys.get(each.get("resourceType"), "urn:uuid:x"), "resource": each}
        for each in resources
    ]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entry, **more})


def test_what_is_asked_comes_out_and_nobody_with_it() -> None:
    found = asked(bundle(JANE, REQUEST, ROLE, DOC, SEEN))

    assert found == Asked(
        reason="Being less alone after a loss",
        wish=found.wish,
        contact="By text message",
        reply_to="osei@harbor.example",
        until=date(2026, 12, 31),
        dropped=(
            "Who the person is: name, birth date, address, numbers",
            "Names, dates, numbers or addresses inside free words",
            "Another part, such as observations, conditions or documents",
        ),
    )
    assert "She would like somebody who has been there." in found.wish
    assert f"Evenings suit {OUT} best." in found.wish
    assert [secret for secret in SECRETS if secret.lower() in repr(found).lower()] == []


@pytest.mark.parametrize(
    ("subject", "inside"),
    [
        ({"display": "Jane Lindqvist"}, []),
        ({"identifier": {"value": "MRN-889231"}}, []),
        ({"reference": "#p"}, [{**JANE, "id": "p"}]),
    ],
)
def test_nor_where_the_person_is_named_otherwise(subject, inside) -> None:
    said = "Jane Lindqvist, MRN-889231, asks."
    request = {**REQUEST, "subject": subject, "contained": inside, "note": [{"text": said}]}
    del request["patientInstruction"]

    found = asked(json.dumps(request))

    named = {"display": ("Jane", "Lindqvist"), "identifier": ("MRN-889231",)}
    for secret in named.get(next(iter(subject)), SECRETS[:7]):
        assert secret not in repr(found)
    assert "Who the person is: name, birth date, address, numbers" in found.dropped


def test_an_answer_never_goes_to_the_person() -> None:
    of_jane = {**REQUEST, "requester": {"reference": "urn:uuid:p"}}
    theirs = {**DOC, "telecom": [{"value": "jane.l@mail.example"}]}

    assert asked(bundle(JANE, of_jane)).reply_to == ""
    assert asked(bundle(JANE, REQUEST, ROLE, theirs)).reply_to == ""
    device = {**ROLE, "resourceType": "Device", "telecom": [{"value": "bed-7@harbor.example"}]}
    by_it = {**REQUEST, "requester": {"reference": "urn:uuid:x"}}
    assert asked(bundle(JANE, by_it, device)).reply_to == ""


def test_our_own_and_the_smallest_are_read() -> None:
    assert asked('{"resourceType": "ServiceRequest"}') == Asked()


NO = {
    "too large": b'{"resourceType": "ServiceRequest"}' + b" " * MOST,
    "empty": b"",
    "no JSON": b"<Bundle/>",
    "no UTF-8": b'{"resourceType": "\xff"}',
    "a list": b"[]",
    "a number": b"7",
    "no number": b'{"resourceType": "ServiceRequest", "x": NaN}',
    "a number without end": b'{"resourceType": "ServiceRequest", "x": ' + b"9" * 9000 + b"}",
    "deep": b'{"resourceType": "ServiceRequest", "x": ' + b"[" * 100 + b"]" * 100 + b"}",
    "deeper": b"[" * 100_000,
    "half": b'{"resourceType": ',
    "another resource": b'{"resourceType": "Patient"}',
    "an empty bundle": b'{"resourceType": "Bundle"}',
    "an entry of nothing": b'{"resourceType": "Bundle", "entry": [null, 3, "x", {}, {"resource": []}]}',
    "many": b'{"resourceType": "Bundle", "entry": ['
    + b"{}," * 2001
    + b'{"resource": {"resourceType": "ServiceRequest"}}]}',
}


@pytest.mark.parametrize("how", NO)
def test_what_cannot_be_read_says_so_in_plain_words(how: str) -> None:
    with pytest.raises(NotReadable) as caught:
        asked(NO[how])

    assert str(caught.value).endswith(".")
    assert len(str(caught.value)) < 100


WRONG: list[Any] = [
    None,
    3,
    "words",
    [],
    {},
    [None],
    [3],
    ["x"],
    [[]],
    {"text": 3},
    [{"text": []}],
    True,
]


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_wrong_types_are_nothing(wrong) -> None:
    names = [*REQUEST, "contained", "supportingInfo", "insurance", "id"]
    for name in (each for each in names if each not in {"resourceType", "note"}):
        asked(bundle(JANE, {**REQUEST, name: wrong}, ROLE, DOC))
    for of in (JANE, ROLE, DOC):
        for name in (each for each in of if each != "resourceType"):
            asked(
                bundle(
                    *(x if x is not of else {**of, name: wrong} for x in (JANE, REQUEST, ROLE, DOC))
                )
            )


def test_ways_that_lead_round_come_to_an_end() -> None:
    ring = {**ROLE, "practitioner": {"reference": "urn:uuid:role"}}

    assert asked(bundle(JANE, REQUEST, ring)).reply_to == ""
