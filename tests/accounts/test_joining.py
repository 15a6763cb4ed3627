"""Joining: a made-up name, separate ticks, and no way to learn who is here."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from peerhub.accounts.models import Consent, User
from peerhub.accounts.roles import Role
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db

GIVEN = {
    "handle": "Quiet Heron 27",
    "email": "someone@people.example",
    "password1": PASSWORD,
    "country": "GB",
    "time_zone": "Europe/London",
    "adult": "on",
    "house_rules": "on",
    "privacy": "on",
}


def join(client: Client, **changes: str) -> object:
    given = {**GIVEN, **changes}
    return client.post("/account/signup/", {key: value for key, value in given.items() if value})


def code_in(message: str) -> str:
    found = re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", message, re.MULTILINE)
    assert found
    return found[1]


def test_a_person_joins_with_a_made_up_name_and_a_code_from_their_mail(client):
    join(client)
    answer = client.post(
        "/account/confirm-email/", {"code": code_in(mail.outbox[0].body)}, follow=True
    )

    person = User.objects.get()
    assert (person.handle, person.country, person.time_zone) == (
        "Quiet Heron 27",
        "GB",
        "Europe/London",
    )
    assert person.roles == {Role.MEMBER}
    assert EmailAddress.objects.get().verified
    assert answer.context["user"] == person


def test_each_tick_is_a_consent_of_its_own_with_its_version(client):
    join(client)

    assert set(Consent.objects.values_list("purpose", "version", "withdrawn_at")) == {
        ("adult", "2026-11", None),
        ("house_rules", "2026-11", None),
        ("privacy", "2026-11", None),
    }


def test_nothing_is_ticked_beforehand(client):
    page = client.get("/account/signup/").content.decode()

    assert "checked" not in page


@pytest.mark.parametrize("missing", ["adult", "house_rules", "privacy"])
def test_without_a_tick_nobody_joins_and_what_was_typed_is_still_there(client, missing):
    answer = join(client, **{missing: ""})

    assert User.objects.count() == 0
    page = answer.content.decode()
    assert "Quiet Heron 27" in page
    assert "someone@people.example" in page
    assert 'aria-invalid="true"' in page


@pytest.mark.parametrize(
    "handle",
    [
        "Jennifer Smith",
        "someone",
        "born1987",
        "ab",
        "<script>alert(1)</script>",
        "jen@mail.example",
    ],
)
def test_a_name_that_says_who_you_are_is_refused_with_a_reason(client, handle):
    answer = join(client, handle=handle)

    assert User.objects.count() == 0
    assert answer.context["form"].errors["handle"]


def test_a_name_that_looks_like_somebody_elses_is_refused(client, person):
    person("Quiet Heron 27")

    for lookalike in ("quiet heron 27", "Qu1et Heron 27", "Quiet-Heron.27"):
        answer = join(client, handle=lookalike, email=f"{len(lookalike)}@people.example")
        assert answer.context["form"].errors["handle"], lookalike


def test_a_suggested_name_never_comes_from_the_address(client):
    suggestions = {
        client.get("/account/signup/?email=jane.doe@people.example")
        .context["form"]["handle"]
        .value()
        for _ in range(5)
    }

    assert all(re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+ \d\d", name) for name in suggestions)
    assert len(suggestions) > 1


def test_joining_with_a_known_address_looks_the_same_as_with_a_new_one(client, maya):
    fresh = join(Client())
    known = join(Client(), email="maya@people.example", handle="Amber Wren 33")

    assert (known.status_code, known.headers["Location"]) == (
        fresh.status_code,
        fresh.headers["Location"],
    )
    assert User.objects.filter(handle="Amber Wren 33").count() == 0


def test_the_name_of_a_second_try_does_not_tell_whether_an_address_is_known(client, maya):
    join(Client(), handle="Amber Wren 33")
    join(Client(), handle="Brave Otter 44", email="maya@people.example")

    after_a_new_address = join(Client(), handle="Amber Wren 33", email="b@people.example")
    after_a_known_one = join(Client(), handle="Brave Otter 44", email="b@people.example")

    said = after_a_new_address.context["form"].errors["handle"]
    assert after_a_known_one.context["form"].errors["handle"] == said


def test_resetting_the_password_of_an_unknown_address_looks_the_same(client, maya):
    known = client.post("/account/password/reset/", {"email": "maya@people.example"})
    unknown = Client().post("/account/password/reset/", {"email": "nobody@people.example"})

    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )


def test_the_page_that_others_see_carries_no_address(client_of, maya):
    page = client_of(maya).get("/").content.decode()

    assert "maya@people.example" not in page
