"""What mail about an account tells to whoever opens the mailbox."""

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from peerhub.accounts.models import User

pytestmark = pytest.mark.django_db
JOINING = {
    "password1": "a-very-quiet-lake-here",
    "handle": "Gentle Otter Lake",
    "country": "US",
    "time_zone": "UTC",
    "adult": "on",
    "house_rules": "on",
    "privacy": "on",
}


def test_the_mail_that_confirms_an_address_does_not_name_the_person(client: Client) -> None:
    cache.clear()

    client.post("/account/signup/", {**JOINING, "email": "new@people.example"})

    (sent,) = mail.outbox
    assert "Otter" not in f"{sent.subject} {sent.body}"
    assert User.objects.filter(handle="Gentle Otter Lake").exists()


def test_joining_with_a_known_address_hashes_a_password_too(
    client: Client, maya: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    hashed: list[str] = []
    monkeypatch.setattr("peerhub.accounts.adapters.make_password", hashed.append)

    client.post("/account/signup/", {**JOINING, "email": "maya@people.example"})

    assert len(hashed) == 1
