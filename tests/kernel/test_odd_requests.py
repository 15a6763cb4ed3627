"""Requests that nobody types get an answer that is no error of ours."""

from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from peerhub.accounts.models import User
from tests.architecture import walk
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
ODD = {
    "int": ("0", "99999999999999999999999"),
    "uuid": ("00000000-0000-0000-0000-000000000000",),
    "slug": ("no-such-thing", "%00", "a" * 300),
    "str": ("%00", "%ED%A0%80", "a" * 300),
    "instant": ("0001-01-01T00:00Z", "9999-12-31T23:59Z", "2026-02-30T10:00Z"),
}
QUERY = "?q=%00&page=%00&root=%00&from=0001-01-01&day=9999-12-31&before=%00&after=9e9&next=%00"


def addresses(place: str) -> Iterator[str]:
    """The place with each odd value in all its gaps."""
    if "<" not in place:
        yield place
        return
    head, _, rest = place.partition("<")
    kind, _, tail = rest.partition(">")
    for value in ODD[kind.partition(":")[0]]:
        for end in addresses(tail):
            yield head + value + end


OUT = "/leave/"  # signs out
WHO = ("maya", "sam", "ade")


def asked_by(person: User, before: list[User]) -> list[str]:
    """The odd addresses that somebody may open; with gaps, those that nobody may ``before`` them.

    Whom an address is not for is refused before any view reads it.
    """
    return sorted(
        given
        for place, pattern in walk.urls()
        if place != OUT
        and may_open(pattern, person)
        and not ("<" in place and any(may_open(pattern, other) for other in before))
        for given in addresses(place)
    )


def may_open(pattern: URLPattern, person: User) -> bool:
    policy = getattr(pattern.callback, "access", None)
    return policy is None or policy(person)


@pytest.mark.parametrize("number", range(len(WHO)), ids=WHO)
def test_odd_requests_are_answered(
    number: int, maya: User, sam: User, ade: User, client_of: ClientOf, bare_404: None
) -> None:
    people = [maya, sam, ade]
    browser, wanted = client_of(people[number]), asked_by(people[number], people[:number])
    browser.raise_request_exception = False
    odd = {"body": "\0", "client_id": "\0", "handle": "\0", "words": "\0", "find": "1"}

    assert [given for given in wanted if browser.get(given + QUERY).status_code >= 500] == []
    assert [given for given in wanted if browser.post(given, odd).status_code >= 500] == []


def accounts_pages(resolver: URLResolver, prefix: str = "/") -> Iterator[str]:
    """Allauth's pages without a gap."""
    for pattern in resolver.url_patterns:
        place = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from accounts_pages(pattern, place)
        elif place.startswith("/account/") and not (set("<^(") & set(place) or "logout" in place):
            yield place


def test_every_page_about_signing_in_opens(maya: User, client: Client) -> None:
    TOTP.activate(maya, generate_totp_secret())
    RecoveryCodes.activate(maya)
    client.force_login(maya)
    client.raise_request_exception = False
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    places = sorted(accounts_pages(get_resolver()))

    assert "/account/second-step/webauthn/" in places
    assert [place for place in places if client.get(place).status_code >= 500] == []


@pytest.mark.parametrize("name", ["a[b]", "path", "x y", "expires", "@"])
def test_the_way_out_opens_whatever_cookies_the_browser_holds(name: str) -> None:
    answer = Client(headers={"cookie": f"{name}=1; other=2"}).get("/leave/")

    assert answer.status_code == 303
    assert answer.cookies["other"]["max-age"] == 0


def test_a_form_sent_after_signing_out_leads_back_to_its_page(client: Client) -> None:
    at_home = client.post("/r/a1/mask/", headers={"referer": "http://testserver/r/a1/?before=3"})
    nowhere = client.post("/queue/1/claim/")

    assert at_home.headers["Location"] == "/account/login/?next=/r/a1/"
    assert nowhere.headers["Location"] == "/account/login/?next=/"
