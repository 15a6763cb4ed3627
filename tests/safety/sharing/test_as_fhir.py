"""What is shared, as a file of FHIR: valid, with the yes, the notice, and a line in the account."""

import base64
import json
from hashlib import sha256

import pytest
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.fhir.bundle import validate
from safety.sharing import actions
from safety.sharing.models import AccountingLine
from safety.sharing.states import Way
from safety.sharing.words import NOTICE
from tests.cast import NOON
from tests.safety.sharing.acts import DRANK, GOING, SLEEP, SLEPT, WENT, shared

pytestmark = pytest.mark.django_db
LEE = actions.Outside("Dr Lee", "Harbor Clinic")


def read(text: str):
    bundle = json.loads(text)
    validate(bundle)
    return bundle, [each["resource"] for each in bundle["entry"]]


def labels(each) -> list[str]:
    return [label["code"] for label in each["meta"]["security"]]


def test_it_holds_the_yes_and_what_was_ticked_and_is_valid(maya: User) -> None:
    made = shared(maya, LEE, keys=[WENT.key, SLEPT.key])

    text = actions.hand_over_as_fhir(made, way=Way.COPY, by=maya, now=NOON)

    bundle, found = read(text)
    (consent,) = (each for each in found if each["resourceType"] == "Consent")
    said = [each for each in found if each["resourceType"] == "Communication"]
    assert base64.b64decode(consent["sourceAttachment"]["data"]).decode() == made.signed_text
    assert [(each["topic"]["text"], each["payload"]) for each in said] == [
        (WENT.label, [{"contentString": GOING}]),
        (SLEPT.label, [{"contentString": SLEEP}]),
    ]
    assert labels(bundle) == ["R", "PSY"]
    assert "Harbor Clinic" in text
    line = AccountingLine.objects.get()
    assert (line.way, line.keys) == (Way.COPY, [WENT.key, SLEPT.key])
    assert (line.sha256, line.with_notice) == (sha256(text.encode()).hexdigest(), False)


def test_what_touches_substances_is_marked_by_itself_and_brings_the_notice(maya: User) -> None:
    made = shared(maya, LEE, keys=[WENT.key, DRANK.key])

    bundle, found = read(actions.hand_over_as_fhir(made, way=Way.COPY, by=maya, now=NOON))

    marked = {
        each["topic"]["text"]: labels(each)
        for each in found
        if each["resourceType"] == "Communication"
    }
    assert marked == {
        WENT.label: ["R", "PSY"],
        DRANK.label: ["R", "PSY", "ETH", "42CFRPart2"],
        "Notice of 42 CFR 2.32": ["R", "PSY", "ETH", "42CFRPart2"],
    }
    assert labels(bundle) == ["R", "PSY", "ETH", "42CFRPart2"]
    assert found[-1]["payload"] == [{"contentString": NOTICE}]
    assert AccountingLine.objects.get().with_notice


def test_both_take_it_as_a_file_and_each_time_is_a_line(
    maya: User, osei: User, noor: User, client_of
) -> None:
    inside, outside = (shared(maya, to, now=timezone.now()) for to in (osei, LEE))
    theirs, hers = (
        f"/sharing/for-me/{inside.public_id}/file/",
        f"/sharing/{outside.public_id}/copy/",
    )
    for who in (maya, noor):
        assert client_of(who).post(theirs).status_code == 404
    assert client_of(noor).post(hers, {"as": "fhir"}).status_code == 404
    assert AccountingLine.objects.count() == 0

    taken = client_of(osei).post(theirs)
    copied = client_of(maya).post(hers, {"as": "fhir"})

    for answer in (taken, copied):
        assert answer.headers["Content-Type"] == "application/fhir+json"
        assert answer.headers["Content-Disposition"] == 'attachment; filename="letter.json"'
        assert "no-store" in answer.headers["Cache-Control"]
        read(answer.content.decode())
    ways = AccountingLine.objects.order_by("pk").values_list("way", flat=True)
    assert list(ways) == [Way.FILE, Way.COPY]
    actions.end(inside, by=maya, now=timezone.now())
    assert client_of(osei).post(theirs).status_code == 404
