"""What mail about an account tells to whoever opens the mailbox."""

import re
from pathlib import Path

import allauth
import pytest
from django.core import mail
from django.core.cache import cache
from django.template.loader import render_to_string
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
DISCREET = {"Your code", "Your link", "Your address", "A change to how you sign in"}
# What the templates are given, and what must not come out of them.
FILLED = {"code": "K7QM", "ip": "192.0.2.7", "user_agent": "Firefox", "site_name": "PeerHub"}
SAYS_TOO_MUCH = r"PeerHub|192\.0\.2\.7|Firefox|receiving this|Hello from|support|peer"


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


@pytest.mark.parametrize("app", ["account", "mfa"])
def test_no_mail_of_allauth_keeps_its_stock_words_or_tells_what_this_place_is(app: str) -> None:
    stock = Path(allauth.__file__).parent / "templates" / app / "email"
    unused = ("password_reset_code",)  # we send a link
    names = {path.name for path in stock.glob("*.txt") if not path.name.startswith(unused)}
    words = {name: render_to_string(f"{app}/email/{name}", FILLED) for name in names}

    subjects = {text.strip() for name, text in words.items() if name.endswith("_subject.txt")}
    assert subjects <= DISCREET
    assert not [name for name, text in words.items() if re.search(SAYS_TOO_MUCH, text)]
