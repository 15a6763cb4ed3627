"""Services of other directories come in as drafts; ours go out as HSDS 3 writes them."""

import json
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from peerhub.accounts.models import User
from safety.directory import hsds
from safety.directory.exchange import WORDS, written
from safety.directory.finding import Search, found
from safety.directory.models import Service, ServiceDraft
from tests.cast import NOON
from tests.safety.directory.acts import listed
from tests.safety.directory.test_views import filled

ClientOf = Callable[[User], Client]
# Shaped as the schema reference of HSDS 3.0 says; the words are made up.
FOREIGN: dict[str, Any] = {
    "id": "svc-1",
    "name": "Quiet  Evenings",
    "description": "Talks in the evening.",
    "status": "active",
    "fees_description": "Sliding scale",
    "minimum_age": 18,
    "organization": {"id": "org-1", "name": "River House", "website": "https://river.example"},
    "phones": [{"id": "p", "number": "555-0199"}],
    "languages": [
        {"id": "l1", "code": "es"},
        {"id": "l2", "name": "English"},
        {"id": "l3", "name": "Klingon"},
    ],
    "cost_options": [{"id": "c", "amount": 10, "currency": "USD"}],
    "schedules": [
        {"id": "s", "freq": "WEEKLY", "byday": "MO,WE", "opens_at": "18:00", "closes_at": "21:00Z"},
        {"id": "t", "freq": "MONTHLY", "byday": "1SA", "description": "First Saturday"},
    ],
    "service_areas": [{"id": "a", "name": "Rivertown", "extent_type": "text"}],
    "service_at_locations": [
        {
            "id": "sal",
            "location": {
                "id": "loc",
                "location_type": "physical",
                "addresses": [
                    {
                        "id": "ad",
                        "address_1": "1 River Street",
                        "city": "Rivertown",
                        "state_province": "EX",
                        "postal_code": "00002",
                        "country": "US",
                        "address_type": "physical",
                    }
                ],
                "accessibility": [{"id": "x", "description": "Step-free"}],
            },
        }
    ],
    "attributes": [
        {"taxonomy_term": {"id": "t1", "code": "grief", "name": "Loss and grief"}},
        {"taxonomy_term": {"id": "t2", "code": "BH-100", "name": "Bereavement"}},
    ],
}


def read(document: object) -> list[hsds.Brought]:
    return hsds.read(document, WORDS)


def test_a_service_is_read_and_what_we_cannot_read_is_said() -> None:
    (brought,) = read(FOREIGN)

    assert brought.facts == {
        "name": "Quiet Evenings",
        "about": "Talks in the evening.",
        "organization": "River House",
        "website": "https://river.example",
        "phone": "555-0199",
        "needs": ["grief"],
        "ways": ["phone", "in_person"],
        "languages": ["es", "en"],
        "eligibility": "Age from 18",
        "accessibility": ["step_free"],
        "country": "US",
        "address": "1 River Street",
        "city": "Rivertown",
        "region": "EX",
        "postal_code": "00002",
        "whole_country": False,
        "area": "Rivertown",
        "cost": "sliding",
        "cost_note": "Sliding scale",
        "days": [0, 2],
        "opens": "18:00",
        "closes": "21:00",
    }
    assert brought.unread == [
        "It helps with: Bereavement",
        "Languages: Klingon",
        "Open: First Saturday",
    ]


@pytest.mark.parametrize(
    ("document", "keys"),
    [
        ([FOREIGN, {**FOREIGN, "id": "svc-2"}], ["svc-1", "svc-2"]),
        ({"total_items": 1, "contents": [FOREIGN]}, ["svc-1"]),
        ({"id": "org-1", "name": "River House", "services": [FOREIGN]}, ["svc-1"]),
        ({**FOREIGN, "status": "defunct"}, []),
        ([], []),
    ],
)
def test_it_is_read_in_each_shape(document: object, keys: list[str]) -> None:
    assert [each.key for each in read(document)] == keys


@pytest.mark.parametrize("document", ["words", 7, None, {}, {"name": "no id"}, [[{"id": "x"}]]])
def test_what_is_not_hsds_is_refused(document: object) -> None:
    with pytest.raises(hsds.NotHsds):
        read(document)


@pytest.mark.parametrize(
    ("said", "cost"),
    [
        ({"fees_description": "Free"}, "free"),
        ({"fees_description": "No charge."}, "free"),
        ({"fees_description": "Not free"}, ""),
        ({"fees_description": "First visit free, then $50"}, "paid"),
        ({"fees_description": "Free first visit"}, ""),
        ({"fees_description": "Medicaid accepted"}, "insurance"),
        ({"cost_options": [{"amount": 0}]}, "free"),
        ({"cost_options": [{"amount": 5}]}, "paid"),
        ({}, ""),
    ],
    ids=str,
)
def test_a_cost_is_taken_only_where_it_is_sure(said: dict[str, Any], cost: str) -> None:
    (brought,) = read({"id": "1", "name": "One", **said})

    assert brought.facts["cost"] == cost


@pytest.mark.parametrize(
    "broken",
    [
        {"phones": "555"},
        {"service_at_locations": [{"location": None}, "x"]},
        {"languages": [None, {"code": None}]},
        {"schedules": [{"byday": 7, "opens_at": 9}]},
        {"organization": []},
        {"attributes": [{"taxonomy_term": "x"}]},
    ],
    ids=str,
)
def test_what_is_broken_inside_breaks_nothing(broken: dict[str, Any]) -> None:
    assert len(read({**FOREIGN, **broken})) == 1


@pytest.mark.django_db
def test_nobody_finds_a_draft_before_somebody_recorded_a_yes(
    ines: User, client_of: ClientOf, tmp_path: Path
) -> None:
    file = tmp_path / "services.json"
    file.write_text(json.dumps([FOREIGN]))
    out = StringIO()
    for _ in range(2):
        call_command("import_services", file, source="River list", stdout=out)
    assert out.getvalue().splitlines() == [
        "1 brought in as drafts, of 1 in the file.",
        "0 brought in as drafts, of 1 in the file.",
    ]
    draft = ServiceDraft.objects.get()
    assert not Service.objects.exists()
    assert "Quiet Evenings" not in Client().get("/local-help/?country=US").content.decode()
    staff = client_of(ines)
    assert "Quiet Evenings" in staff.get("/directory/").content.decode()

    page = staff.get(f"/directory/new/?draft={draft.public_id}")
    form = page.context["form"]
    assert (form["name"].value(), form["city"].value()) == ("Quiet Evenings", "Rivertown")
    assert [form[name].value() for name in ("consent_by", "consent_on")] == [None, None]
    assert "Klingon" in page.content.decode()
    staff.post(f"/directory/new/?draft={draft.public_id}", {**filled(), "sure": "yes"})

    draft.refresh_from_db()
    assert draft.listed_as == Service.objects.get()
    assert list(ServiceDraft.objects.waiting()) == []
    call_command("import_services", file, source="River list", stdout=out)
    assert Service.objects.count() == 1


@pytest.mark.django_db
def test_what_is_left_out_is_not_brought_again(
    ines: User, noor: User, client_of: ClientOf, tmp_path: Path
) -> None:
    file = tmp_path / "services.json"
    file.write_text(json.dumps(FOREIGN))
    call_command("import_services", file, source="River list", stdout=StringIO())
    page = f"/directory/drafts/{ServiceDraft.objects.get().public_id}/out/"
    assert client_of(noor).post(page).status_code == 404

    client_of(ines).post(page)
    file.write_text(json.dumps({**FOREIGN, "description": "Changed."}))
    call_command("import_services", file, source="River list", stdout=StringIO())

    assert list(ServiceDraft.objects.waiting()) == []


@pytest.mark.parametrize("content", ["not json", "{}", "\xff"])
def test_a_file_that_cannot_be_read_is_said(content: str, tmp_path: Path) -> None:
    file = tmp_path / "services.json"
    file.write_text(content, encoding="latin-1")

    for path in (file, tmp_path / "nowhere.json"):
        with pytest.raises(CommandError):
            call_command("import_services", path, source="River list")


@pytest.mark.django_db
def test_what_is_listed_goes_out_and_comes_back_the_same_without_who_said_yes(ines: User) -> None:
    service = listed(ines, facts={"accessibility": ["step_free"], "area": "Springfield"})

    document = json.loads(json.dumps(written(Service.objects.all())))

    assert "Alex" not in json.dumps(document)
    assert "Ines" not in json.dumps(document)
    (one,) = document["contents"]
    assert (one["id"], one["assured_date"]) == (str(service.public_id), "2026-11-23")
    (back,) = read(document)
    assert back.unread == []
    for name in ("name", "about", "needs", "ways", "languages", "cost", "accessibility", "area"):
        assert back.facts[name] == getattr(service, name), name
    assert (back.facts["organization"], back.facts["phone"]) == ("Lantern House", "555-0101")
    assert (back.facts["city"], back.facts["postal_code"]) == ("Springfield", "00001")
    assert (back.facts["days"], back.facts["opens"]) == ([0, 1, 2, 3, 4], "09:00")


@pytest.mark.django_db
def test_only_what_people_find_goes_out(ines: User) -> None:
    now = timezone.now()
    listed(ines, now=now, name="Found")
    listed(ines, now=now - timedelta(days=200), name="Unchecked", organization="Another")
    out = StringIO()

    call_command("export_services", stdout=out)

    assert [each["name"] for each in json.loads(out.getvalue())["contents"]] == ["Found"]


@pytest.mark.django_db
def test_writing_many_costs_the_same_as_one(
    ines: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        listed(ines, name=f"Service {number}")
        with django_assert_num_queries(4):
            written(Service.objects.all())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ways", "is_found"), [(["phone"], 1), (["online"], 1), (["in_person"], 0)]
)
def test_from_home_is_by_phone_or_online(ways: list[str], is_found: int, ines: User) -> None:
    listed(ines, facts={"ways": ways})
    search = Search(country="US", way="from_home")

    assert found(search, on=NOON.date()).count() == is_found
