"""Topics that were looked for in vain are counted, and nobody who looked."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from matching.fairness.actions import count_in_vain, looked_for
from matching.fairness.models import LOOKS_BACK, NothingFound
from matching.intake import actions as intake
from matching.intake.actions import Answers
from matching.peers import actions as peers
from peerhub.accounts.models import Consent, User
from peerhub.audit.models import Entry
from tests.builders_matching import published_specialist, topics
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("vocabulary")
ClientOf = Callable[[User], Client]


def times() -> dict[tuple[str, str], int]:
    """What is counted, by root and struggle."""
    return NothingFound.objects.all().times()


@pytest.fixture
def shown(sam: User) -> User:
    """Sam, who knows R7 with S35."""
    published_specialist(sam, roots=("R7",), struggles=("S35",), now=NOON)
    return sam


@pytest.mark.usefixtures("shown")
@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/people/?root=R41&struggle=S35", {("R41", "S35"): 1}),
        ("/people/?root=R41", {("R41", ""): 1}),
        ("/people/?struggle=S7", {("", "S7"): 1}),
        ("/people/?struggle=S7&struggle=S6", {("", "S6"): 1, ("", "S7"): 1}),
        ("/topics/r41-s35/", {("R41", "S35"): 1}),
        # Somebody is there.
        ("/people/", {}),
        ("/people/?root=R7&struggle=S35", {}),
        ("/people/?struggle=S7&struggle=S35", {}),
        ("/topics/r7-s35/", {}),
        # Not the topics alone are why nobody is there.
        ("/people/?struggle=S35&language=pl", {}),
        ("/people/?struggle=S7&q=grief", {}),
        ("/people/?q=grief", {}),
        ("/people/?language=pl", {}),
        # No topics at all.
        ("/people/?root=nonsense", {}),
        ("/people/?root=nonsense&struggle=S35", {}),
        ("/people/?root=S7", {}),
        ("/people/?" + "&".join(f"root=R{number}" for number in range(20, 36)), {}),
    ],
)
def test_what_nobody_knows_is_counted_and_nothing_else(
    client: Client, address: str, expected: dict[tuple[str, str], int]
) -> None:
    assert client.get(address).status_code == 200

    assert times() == expected


def test_each_look_counts_once_also_where_the_page_is_kept_for_all(client: Client) -> None:
    for _ in range(3):
        client.get("/people/?root=R41&struggle=S35")
    client.head("/people/?root=R41&struggle=S35")

    assert times() == {("R41", "S35"): 3}


def test_whoever_takes_nobody_new_is_not_there(client: Client, shown: User) -> None:
    peers.take_nobody_new(shown.specialist_profile, by=shown, now=timezone.now())

    client.get("/people/?root=R7")

    assert times() == {("R7", ""): 1}


def test_what_is_kept_knows_a_day_and_topics_and_nobody(maya: User, client_of: ClientOf) -> None:
    browser, before = client_of(maya), set(Entry.objects.values_list("pk"))

    browser.get("/people/?root=R41")

    fields = {field.name for field in NothingFound._meta.get_fields()}
    assert fields == {"id", "day", "root", "struggle", "count"}
    assert NothingFound.objects.get().day == timezone.now().date()
    assert set(Entry.objects.values_list("pk")) == before


def test_whoever_works_here_looks_for_nobody(ade: User, sam: User, client_of: ClientOf) -> None:
    for someone in (ade, sam):
        client_of(someone).get("/people/?root=R41")
        client_of(someone).get("/topics/r41-s35/")

    assert times() == {}


def told(member: User, *, roots: tuple[str, ...] = (), struggles: tuple[str, ...] = ()) -> None:
    answers = Answers(roots=topics(*roots), struggles=topics(*struggles))
    intake.keep(member, answers, agrees=True, now=NOON)


@pytest.mark.usefixtures("shown")
def test_what_she_told_counts_when_nobody_shares_any_of_it(maya: User, client_of: ClientOf) -> None:
    browser = client_of(maya)
    browser.get("/you/close/")
    told(maya, roots=("R41",), struggles=("S35",))
    browser.get("/you/close/")
    assert times() == {}

    told(maya, roots=("R41",), struggles=("S7", "S6"))
    browser.get("/you/close/")

    assert times() == {("R41", "S6"): 1, ("R41", "S7"): 1}


def test_what_she_told_is_not_counted_without_a_yes_to_counting(
    maya: User, client_of: ClientOf
) -> None:
    told(maya, roots=("R41",))
    Consent.objects.filter(person=maya, purpose=intake.PURPOSE).update(version="2026-11")

    client_of(maya).get("/you/close/")

    assert times() == {}


@pytest.mark.usefixtures("shown")
def test_a_page_that_found_somebody_asks_nothing_more(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/people/?root=R7")

    with django_assert_num_queries(1):  # whether anything has changed
        client.get("/people/?root=R7")
    # And on a page that found nobody: what is old goes, and one more is counted.
    client.get("/people/?root=R41")
    with django_assert_num_queries(5):  # two of them begin and end
        client.get("/people/?root=R41")


def test_eleven_looks_are_shown_and_the_others_as_one_sum(db: None) -> None:
    topics("R7", "R41", "S7", "S35")
    for _ in range(11):
        count_in_vain([("R41", "S35"), ("", "S7")], NOON)
    for _ in range(10):
        count_in_vain([("R7", "S35")], NOON - timedelta(days=80))
    count_in_vain([("R999", "")], NOON)  # no topic that is offered

    found = looked_for(now=NOON)

    assert [(one.address, one.times) for one in found.wanted] == [
        ("/people/?struggle=S7", 11),
        ("/topics/r41-s35/", 11),
    ]
    assert found.others == 11


def test_after_ninety_days_it_is_forgotten(db: None) -> None:
    count_in_vain([("R41", "")], NOON)
    assert looked_for(now=NOON + LOOKS_BACK - timedelta(days=1)).others == 1
    assert looked_for(now=NOON + LOOKS_BACK).others == 0

    count_in_vain([("R7", "")], NOON + LOOKS_BACK)

    assert times() == {("R7", ""): 1}
