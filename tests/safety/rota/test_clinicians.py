"""A clinician of the team works the urgent part of the queue while on call, and nobody else does."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.flags.policies import works_the_queue
from safety.plans.policies import plans_for
from safety.rota import actions
from safety.rota.states import Post
from tests.conftest import Person
from tests.safety.flags.texts import HIGH, LOW, flagged
from tests.safety.rota.acts import planned

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
HOUR = timedelta(hours=1)


@pytest.fixture
def wren(person: Person) -> User:
    """Dr Wren, a clinician from outside, who refers people."""
    return person("Dr Wren", Role.CLINICIAN)


@pytest.fixture
def low(maya: User) -> Flag:
    return flagged(maya, text=LOW, now=timezone.now())


@pytest.fixture
def high(maya: User) -> Flag:
    return flagged(maya, text=HIGH, subject_id="2", now=timezone.now())


def on_call(osei: User, ade: User) -> None:
    now = timezone.now()
    planned(osei, now - HOUR, now + HOUR, by=ade, post=Post.CLINICIAN, now=now - HOUR)


def fresh(who: User) -> User:
    return User.objects.get(pk=who.pk)


def test_on_call_a_clinician_sees_and_takes_the_cases_from_level_three_on(
    low: Flag, high: Flag, osei: User, ade: User, client_of: ClientOf
) -> None:
    on_call(osei, ade)
    browser = client_of(osei)

    page = browser.get("/queue/").content.decode()

    assert (f"flag-{high.pk}" in page, f"flag-{low.pk}" in page) == (True, False)
    assert [browser.get(f"/queue/{flag.pk}/").status_code for flag in (high, low)] == [200, 404]
    assert browser.post(f"/queue/{low.pk}/claim/").status_code == 404
    assert browser.post(f"/queue/{high.pk}/claim/").headers["Location"] == f"/queue/{high.pk}/"
    assert browser.get(f"/queue/{high.pk}/write/").status_code == 200
    assert browser.get(f"/queue/{high.pk}/closing/").status_code == 200
    high.refresh_from_db()
    assert high.claimed_by == osei


def test_what_only_moderators_do_stays_theirs(
    high: Flag, osei: User, ade: User, client_of: ClientOf
) -> None:
    on_call(osei, ade)
    flags.claim(high, by=osei, now=timezone.now())
    browser = client_of(osei)

    for place in (f"/queue/{high.pk}/steps/", "/queue/caring/", "/queue/unmask/", "/rota/plan/"):
        assert browser.get(place).status_code == 404, place
    for place in ("pause", "history", "show", "unmute"):
        assert browser.post(f"/queue/{high.pk}/{place}/").status_code == 404, place
    assert not plans_for(fresh(osei)).exists()


def test_a_clinician_from_outside_sees_nothing(
    high: Flag, osei: User, wren: User, ade: User, client_of: ClientOf
) -> None:
    on_call(osei, ade)
    browser = client_of(wren)

    for place in ("queue/", "queue/rows/", f"queue/{high.pk}/", "rota/", "queue/hand-over/"):
        assert browser.get(f"/{place}").status_code == 404, place
    assert browser.post(f"/queue/{high.pk}/claim/").status_code == 404
    assert "/rota/" not in browser.get("/queue/assessments/").content.decode()


def test_after_the_shift_only_a_case_of_their_own_is_left(
    high: Flag, maya: User, osei: User, ade: User, client_of: ClientOf
) -> None:
    other = flagged(maya, text=HIGH, subject_id="3", now=timezone.now())
    on_call(osei, ade)
    flags.claim(high, by=osei, now=timezone.now())
    actions.take_off_call(osei, by=ade, now=timezone.now())
    browser = client_of(osei)

    assert [browser.get(f"/queue/{flag.pk}/").status_code for flag in (high, other)] == [200, 404]

    flags.release(high, by=osei, now=timezone.now())
    assert not works_the_queue(fresh(osei))
    assert browser.get("/queue/").status_code == 404


def test_a_coming_shift_opens_nothing_yet(high: Flag, osei: User, ade: User) -> None:
    now = timezone.now()
    planned(osei, now + HOUR, now + 2 * HOUR, by=ade, post=Post.CLINICIAN, now=now)

    assert not works_the_queue(fresh(osei))
