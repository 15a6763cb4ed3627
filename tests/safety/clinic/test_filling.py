"""A file of FHIR fills in an invitation, and nothing of whom it is about gets past it."""

import json
import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from safety.clinic.filling import filled
from safety.clinic.models import Invitation
from safety.clinic.states import Reach, Reason
from tests.kernel.test_fhir_reading import DOC, JANE, REQUEST, ROLE, SECRETS, bundle
from tests.safety.clinic.acts import checked

REFER = "/clinic/refer/"


def main(answer) -> str:
    return answer.content.decode().partition('<main id="main"')[2].partition("</main>")[0]


@pytest.fixture
def at(osei, ade, client_of, db):
    checked(osei, by=ade, now=timezone.now())
    return client_of(osei)


def sent(at, text, **more):
    file = SimpleUploadedFile("jane-lindqvist.json", text, content_type="application/json")
    return at.post(REFER, {"step": "file", "file": file, **more})


@pytest.mark.parametrize(
    ("said", "reason", "why"),
    [
        ("TO BE LESS alone with it", Reason.ALONE, ""),
        ("Being less alone after a loss", None, "Being less alone after a loss"),
    ],
)
def test_a_reason_of_ours_is_chosen_and_another_is_told(said, reason, why) -> None:
    request = {**REQUEST, "reasonCode": [{"text": said}], "note": [{"text": "Long. " * 90}]}

    found = filled(bundle(JANE, request, ROLE, DOC).encode(), wishes=240, reply=160)

    assert (found.initial.get("reason"), found.why) == (reason, why)
    assert found.initial["reach"] == Reach.WRITING
    assert found.initial["reply_to"] == "osei@harbor.example"
    assert len(found.initial["wishes"]) <= 240
    assert found.dropped[-1] == "The end of a long wish"


def test_the_page_is_filled_in_and_says_what_was_left_out(at, caplog) -> None:
    caplog.set_level(logging.DEBUG)

    answer = sent(at, bundle(JANE, REQUEST, ROLE, DOC).encode())

    text = main(answer)
    assert answer.status_code == 200
    assert "She would like somebody who has been there." in text
    assert "osei@harbor.example" in text
    assert "<li>Who the person is: name, birth date, address, numbers</li>" in text
    for where in (text, caplog.text):
        assert [each for each in SECRETS if f"{each} " in where] == []
    assert "lindqvist" not in (text + caplog.text).lower()
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"{", "This file is not JSON."),
        (json.dumps({"resourceType": "Patient"}).encode(), "There is no request"),
        (b"", "There is nothing in this file."),
        (b" " * (257 * 1024), "This file is larger than 256 kB."),
        (b" " * (400 * 1024), "Choose a file of up to 256 kB."),  # not even taken
    ],
)
def test_what_cannot_be_read_is_said_plainly(at, text: bytes, says: str) -> None:
    answer = sent(at, text)

    assert answer.status_code == 422
    assert says in main(answer)


def test_it_is_for_checked_clinicians_alone(maya, ines, client_of, db) -> None:
    for who in (maya, ines):
        assert sent(client_of(who), bundle(JANE, REQUEST).encode()).status_code in (403, 404)
