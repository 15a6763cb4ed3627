from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from safety.directory import actions
from safety.directory.finding import Search, found
from safety.directory.models import Organization, Schedule, Service
from safety.upkeep import actions as upkeep
from safety.upkeep.reading import stale_services
from tests.cast import NOON
from tests.safety.directory.acts import LANTERN, YES, listed

TODAY = NOON.date()
HALF_A_YEAR = timedelta(days=183)


def names(search: Search, *, on=TODAY) -> list[str]:
    return [service.name for service in found(search, on=on)]


@pytest.mark.parametrize(
    "consent",
    [
        replace(YES, by=""),
        replace(YES, by="  "),
        replace(YES, on=TODAY + timedelta(days=1)),
    ],
)
def test_nobody_is_listed_without_a_yes(consent: actions.Consent, ines: User) -> None:
    with pytest.raises(actions.NoConsent):
        actions.list_service(LANTERN, consent, by=ines, now=NOON)

    assert not Service.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"consent_by": ""},
        {"consent_how": ""},
        {"consent_how": "guessed"},
        {"consent_on": None},
        {"checked_on": None},
        {"checked_on": TODAY - timedelta(days=1)},  # before the yes
        {"ways": []},
        {"needs": []},
        {"retired_at": NOON},
        {"retired_why": "moved"},
    ],
    ids=str,
)
def test_the_database_refuses_an_entry_without_its_yes_and_its_check(
    change: dict[str, object], ines: User
) -> None:
    service = listed(ines)

    with pytest.raises(IntegrityError), transaction.atomic():
        Service.objects.filter(pk=service.pk).update(**change)


def test_an_entry_is_found_for_half_a_year_after_its_check(ines: User) -> None:
    service = listed(ines)
    search = Search(country="US")

    assert names(search, on=TODAY + HALF_A_YEAR) == ["Talking about a loss"]
    late = NOON + HALF_A_YEAR + timedelta(days=1)
    assert names(search, on=late.date()) == []
    assert [each.href for each in stale_services(on=late.date())] == [
        f"/directory/{service.public_id}/"
    ]
    assert upkeep.report_stale(now=late) > 0

    actions.check(service, by=ines, now=late)
    assert names(search, on=late.date()) == ["Talking about a loss"]
    assert stale_services(on=late.date()) == []


def test_what_is_taken_out_is_found_no_more_and_cannot_come_back(ines: User, ade: User) -> None:
    service = listed(ines)

    actions.retire(service, why="They moved.", by=ade, now=NOON)

    assert names(Search(country="US")) == []
    assert stale_services(on=TODAY + timedelta(days=400)) == []
    with pytest.raises(actions.NotListed):
        actions.check(service, by=ines, now=NOON)
    with pytest.raises(actions.NotListed):
        actions.retire(service, why="Again.", by=ines, now=NOON)
    service.refresh_from_db()
    assert (service.retired_by, service.retired_why) == (ade, "They moved.")


def test_each_step_is_written_down(ines: User) -> None:
    service = listed(ines)
    actions.check(service, by=ines, now=NOON)
    actions.retire(service, why="They moved.", by=ines, now=NOON)

    entries = Entry.objects.filter(subject_kind="safety.service").order_by("pk")
    assert [(entry.verb, entry.actor_id) for entry in entries] == [
        ("safety.service_listed", ines.pk),
        ("safety.service_checked", ines.pk),
        ("safety.service_retired", ines.pk),
    ]


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ({}, True),
        ({"country": "GB"}, False),
        ({"need": "grief"}, True),
        ({"need": "housing"}, False),
        ({"language": "es"}, True),
        ({"language": "ar"}, False),
        ({"way": "phone"}, True),
        ({"way": "online"}, False),
        ({"cost": "free"}, True),
        ({"cost": "low"}, True),
        ({"place": "springfield"}, True),
        ({"place": "Example"}, True),
        ({"place": "000"}, True),
        ({"place": "001"}, False),
        ({"place": "Rivertown"}, False),
        ({"place": "100%_"}, False),
        ({"need": "grief", "language": "ar"}, False),
    ],
    ids=str,
)
def test_it_is_found_by_what_it_is(asked: dict[str, str], is_found: bool, ines: User) -> None:
    listed(ines)

    assert names(Search(**{"country": "US", **asked})) == ["Talking about a loss"] * is_found


def test_what_costs_what_one_can_pay_is_low_but_not_free(ines: User) -> None:
    listed(ines, facts={"cost": "sliding"})

    assert names(Search(country="US", cost="free")) == []
    assert names(Search(country="US", cost="low")) == ["Talking about a loss"]


def test_help_for_the_whole_country_fits_every_place_and_comes_after_what_is_near(
    ines: User,
) -> None:
    listed(ines, name="By telephone", organization="A Line", city="", facts={"whole_country": True})
    listed(ines)

    search = Search(country="US", place="Springfield")
    assert names(search) == ["Talking about a loss", "By telephone"]
    assert names(replace(search, place="Elsewhere")) == ["By telephone"]


def test_two_services_of_one_organization_share_it(ines: User) -> None:
    listed(ines)
    listed(ines, name="Walking group")

    assert Organization.objects.count() == 1


@pytest.mark.parametrize(
    ("days", "times", "words"),
    [
        ([0, 1, 2, 3, 4], ("09:00", "17:00"), "Mon to Fri, 09:00 to 17:00"),
        ([3, 1], ("12:00", "20:00"), "Tue, Thu, 12:00 to 20:00"),
        ([6, 5], None, "Sat, Sun, day and night"),
        ([0, 1, 2, 3, 4, 5, 6], None, "Every day, day and night"),
    ],
)
def test_hours_in_words(days, times, words, ines: User) -> None:
    from datetime import time

    opens, closes = map(time.fromisoformat, times) if times else (None, None)

    assert Schedule(days=days, opens=opens, closes=closes).in_words == words


def test_the_search_costs_the_same_for_one_and_for_many(
    ines: User, client, django_assert_num_queries
) -> None:
    listed(ines)
    for _ in range(2):
        with django_assert_num_queries(4):
            client.get("/local-help/?country=US")
        listed(ines, name="Another")
        listed(ines, name="And one more")
