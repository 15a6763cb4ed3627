"""The pages of the rota, the head of the queue, and what somebody who asks for a person reads."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from safety.rota.models import Shift, Weekly
from safety.rota.states import Post
from tests.conftest import Person
from tests.safety.rota.acts import planned

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
HOUR = timedelta(hours=1)
NO_GAPS = "Every planned shift has somebody."


@pytest.fixture
def theo(person: Person) -> User:
    """Theo, another moderator."""
    return person("Theo", Role.MODERATOR)


def test_gaps_come_first_and_can_be_taken(ade: User, ines: User, client_of: ClientOf) -> None:
    soon = timezone.now() + 30 * HOUR
    shift = planned(None, soon, soon + 8 * HOUR, by=ade, now=timezone.now())
    browser = client_of(ines)

    page = browser.get("/rota/").content.decode()
    assert page.index("Nobody is on.") < page.index("Your shifts")
    assert "Moderator: nobody is on" in browser.get("/queue/").content.decode()

    browser.post(f"/rota/shifts/{shift.pk}/take/")
    assert NO_GAPS in browser.get("/rota/").content.decode()
    assert "Moderator: nobody is on" not in browser.get("/queue/").content.decode()


def test_a_swap_is_asked_and_agreed_on_the_pages(
    ade: User, ines: User, theo: User, client_of: ClientOf
) -> None:
    soon = timezone.now() + 6 * HOUR
    hers = planned(ines, soon, soon + 8 * HOUR, by=ade, now=timezone.now())
    his = planned(theo, soon + 24 * HOUR, soon + 32 * HOUR, by=ade, now=timezone.now())
    browser = client_of(ines)

    late = browser.post(f"/rota/shifts/{hers.pk}/give-back/", follow=True).content.decode()
    assert "less than 12 hours" in late
    browser.post(f"/rota/shifts/{hers.pk}/swap/", {"for_shift": his.pk})
    page = client_of(theo).get("/rota/").content.decode()
    assert "A colleague asks you" in page
    client_of(theo).post(f"/rota/swaps/{hers.swaps.get().pk}/accept/")

    hers.refresh_from_db()
    his.refresh_from_db()
    assert (hers.person, his.person) == (theo, ines)


def test_a_supervisor_keeps_a_week_and_what_was_typed_stays(
    ade: User, ines: User, client_of: ClientOf
) -> None:
    browser = client_of(ade)
    typed = {
        "week-post": "moderator",
        "week-weekday": "4",
        "week-opens": "22:00",
        "week-closes": "22:00",
        "week-people": "2",
    }

    wrong = browser.post("/rota/plan/weeks/", typed)
    assert (wrong.status_code, Weekly.objects.count()) == (422, 0)
    assert "It begins and ends at the same time." in wrong.content.decode()
    assert 'value="22:00"' in wrong.content.decode()

    browser.post("/rota/plan/weeks/", typed | {"week-closes": "06:00"})
    assert Shift.objects.filter(post=Post.MODERATOR).count() >= 4
    assert client_of(ines).post("/rota/plan/weeks/", typed).status_code == 404


def test_a_stranger_finds_no_rota(ade: User, noor: User, sam: User, client_of: ClientOf) -> None:
    soon = timezone.now() + HOUR
    shift = planned(None, soon, soon + HOUR, by=ade, now=timezone.now())

    for stranger in (noor, sam):
        browser = client_of(stranger)
        for place in ("", "plan/", f"shifts/{shift.pk}/"):
            assert browser.get(f"/rota/{place}").status_code == 404
        assert browser.post(f"/rota/shifts/{shift.pk}/take/").status_code == 404


def test_the_head_of_the_queue_says_who_is_on_and_when_a_shift_ends(
    ade: User, ines: User, theo: User, client_of: ClientOf
) -> None:
    assert "This shift" not in client_of(ines).get("/queue/").content.decode()

    now = timezone.now()
    planned(theo, now - HOUR, now + 3 * HOUR, by=ade, now=now - HOUR)
    page = client_of(ines).get("/queue/").content.decode()
    assert ("Theo (Moderator" in page, "Your shift ends" in page) == (True, False)

    mine = client_of(theo).get("/queue/").content.decode()
    assert ("Your shift ends" in mine, "Write your hand-over" in mine) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_the_rota_costs_the_same_with_many_shifts(
    count: int,
    ade: User,
    ines: User,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    soon = timezone.now() + HOUR
    for number in range(count):
        since = soon + number * 24 * HOUR
        planned(ines, since, since + HOUR, by=ade, now=timezone.now())
        planned(None, since, since + HOUR, by=ade, now=timezone.now())
    browser = client_of(ines)
    browser.get("/rota/")

    with django_assert_num_queries(6):
        browser.get("/rota/")


def test_who_asks_for_a_person_reads_honestly_whether_somebody_is_on(
    ade: User, ines: User, maya: User, client_of: ClientOf
) -> None:
    browser = client_of(maya)
    assert "We cannot see from here" in browser.get("/someone/").content.decode()

    now = timezone.now()
    planned(None, now - HOUR, now + HOUR, by=ade, now=now - HOUR)
    shift = Shift.objects.get()
    assert "Nobody from our team is on duty right now." in browser.get("/someone/").content.decode()

    client_of(ines).post(f"/rota/shifts/{shift.pk}/take/")
    assert "is on duty now" in browser.get("/someone/").content.decode()
