import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from safety.directory.models import Service
from tests.safety.directory.acts import listed

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


def filled(**given: Any) -> dict[str, Any]:
    """What a moderator types."""
    return {
        "organization": "Lantern House",
        "name": "Talking about a loss",
        "website": "https://lantern-house.example",
        "needs": ["grief", "talking"],
        "ways": ["phone", "in_person"],
        "phone": "555-0101",
        "country": "US",
        "address": "12 Example Street",
        "city": "Springfield",
        "days": ["0", "4"],
        "opens": "09:00",
        "closes": "17:00",
        "languages": ["en", "es"],
        "cost": "free",
        "accessibility": ["step_free"],
        "consent_by": "Alex, front desk",
        "consent_on": "2026-11-01",
        "consent_how": "mail",
        **given,
    }


def test_anybody_looks_without_an_account_by_an_address_that_can_be_passed_on(
    ines: User,
) -> None:
    listed(ines, now=timezone.now())

    text = Client().get("/local-help/?country=US&need=grief&place=Springfield").content.decode()

    assert "1 found" in text
    assert "Lantern House" in text
    assert 'href="tel:5550101"' in text
    assert "Free" in text
    assert "Mon to Fri, 09:00 to 17:00" in text
    assert f"Checked {timezone.now():%-d %B %Y}" in text
    assert 'value="Springfield"' in text
    # Who said yes, and who of us wrote it down, is for us alone.
    assert "Alex" not in text
    assert "Ines" not in text


def test_the_page_asks_first_and_lists_nobody(ines: User) -> None:
    listed(ines, now=timezone.now())

    assert "Lantern House" not in Client().get("/local-help/").content.decode()


@pytest.mark.parametrize(
    "asked",
    ["need=nonsense", "country=XX", "cost=%00", "place=" + "a" * 101, "language=e", "way=fly"],
)
def test_what_cannot_be_read_is_said_and_nothing_breaks(asked: str) -> None:
    page = Client().get(f"/local-help/?{asked}")

    assert page.status_code == 200
    assert "There is a problem" in page.content.decode()


def test_where_nothing_fits_the_lines_stand() -> None:
    text = Client().get("/local-help/?country=US&place=Nowhere").content.decode()

    assert "Nothing found" in text
    assert 'href="tel:988"' in text


def test_listing_shows_first_what_people_will_see(ines: User, client_of: ClientOf) -> None:
    ines_s = client_of(ines)

    page = ines_s.post("/directory/new/", filled()).content.decode()
    assert "List this?" in page
    assert "Loss and grief, Somebody to talk to" in page
    assert not Service.objects.exists()
    carried = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    again: dict[str, list[str]] = {}
    for name, value in carried:
        again.setdefault(name, []).append(value)

    ines_s.post("/directory/new/", {**again, "sure": "yes"})

    service = Service.objects.get()
    assert (service.needs, service.languages) == (["grief", "talking"], ["en", "es"])
    assert (service.consent_by, service.consent_how) == ("Alex, front desk", "mail")
    assert service.listed_by == ines
    assert service.phones.get().number == "555-0101"
    assert service.schedules.get().in_words == "Mon, Fri, 09:00 to 17:00"
    assert service.locations.get().lines == "12 Example Street, Springfield"


def test_changing_something_keeps_what_was_typed(ines: User, client_of: ClientOf) -> None:
    page = client_of(ines).post("/directory/new/", filled(change="yes"))

    assert 'value="Talking about a loss"' in page.content.decode()
    assert not Service.objects.exists()


def test_a_changed_service_is_listed_anew_from_its_old_words_with_a_new_yes(
    ines: User, client_of: ClientOf
) -> None:
    service = listed(ines)

    form = client_of(ines).get(f"/directory/new/?like={service.public_id}").context["form"]

    begun = {name: form[name].value() for name in form.fields}
    assert begun["name"] == "Talking about a loss"
    assert (begun["organization"], begun["phone"]) == ("Lantern House", "555-0101")
    assert (begun["city"], begun["days"]) == ("Springfield", [0, 1, 2, 3, 4])
    assert [begun[name] for name in ("consent_by", "consent_on", "consent_how")] == [None] * 3
    for nothing in ("", "nonsense", "0" * 32):
        page = client_of(ines).get(f"/directory/new/?like={nothing}")
        assert (page.status_code, page.context["form"]["name"].value()) == (200, None)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"consent_by": ""}, "consent_by"),
        ({"consent_on": ""}, "consent_on"),
        ({"consent_on": "2999-01-01"}, "consent_on"),
        ({"consent_how": ""}, "consent_how"),
        ({"phone": ""}, "phone"),
        ({"phone": "call us"}, "phone"),
        ({"city": ""}, "city"),
        ({"ways": ["online"], "website": ""}, "website"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"ways": ["phone"], "city": ""}, "area"),
        ({"closes": ""}, "closes"),
        ({"needs": []}, "needs"),
    ],
    ids=str,
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    given: dict[str, Any], field: str, ines: User, client_of: ClientOf
) -> None:
    page = client_of(ines).post("/directory/new/", filled(sure="yes", **given))

    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert "Lantern House" in page.content.decode()
    assert not Service.objects.exists()


def test_checking_and_taking_out_ask_first(ines: User, client_of: ClientOf) -> None:
    service = listed(ines, now=timezone.now() - timedelta(days=200))
    ines_s, place = client_of(ines), f"/directory/{service.public_id}/"
    assert "Out of the search" in ines_s.get(place).content.decode()

    assert ines_s.post(f"{place}check/", {}).status_code == 422
    ines_s.post(f"{place}check/", {"agrees": "on"})
    service.refresh_from_db()
    assert service.checked_on == timezone.now().date()

    assert ines_s.post(f"{place}retire/", {"why": " "}).status_code == 422
    ines_s.post(f"{place}retire/", {"why": "They moved."})
    assert Client().get("/local-help/?country=US").content.decode().count("Lantern House") == 0
    late = ines_s.post(f"{place}check/", {"agrees": "on"})
    assert (late.status_code, "taken out meanwhile" in late.content.decode()) == (422, True)


def test_who_does_not_keep_it_finds_no_page_of_it(
    ines: User, noor: User, sam: User, client_of: ClientOf
) -> None:
    service = listed(ines)
    place = f"/directory/{service.public_id}/"

    for somebody in (noor, sam):
        theirs = client_of(somebody)
        for page in ("/directory/", "/directory/new/", place, f"{place}check/", f"{place}retire/"):
            assert theirs.get(page).status_code == 404
        assert theirs.post(f"{place}retire/", {"why": "Because."}).status_code == 404
    service.refresh_from_db()
    assert service.retired_at is None
