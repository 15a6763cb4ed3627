"""A claim has a number. What comes from a page under an old one is refused, and nothing is lost."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from safety.flags import actions
from safety.flags.models import CLAIM, Flag
from safety.flags.states import Act, FlagState, Outcome
from tests.cast import NOON
from tests.safety.closing.acts import looked_after
from tests.safety.flags.texts import flagged

ClientOf = Callable[[User], Client]
LAPSED = NOON + CLAIM + timedelta(seconds=1)
TYPED = "We talked, and they are with a friend."
FORMS = {
    "release": {"back-note": TYPED},
    "notes": {"note-words": TYPED},
    "level": {"level-level": "5", "level-note": TYPED},
    "outcome": {"outcome-outcome": "reached", "outcome-note": TYPED},
    "pause": {
        "pause-lasts": "24-hours",
        "pause-reason": "own",
        "pause-own": TYPED,
        "pause-rule": "kind",
        "sure": "1",
    },
}


@pytest.fixture
def twice(maya: User, ines: User) -> Flag:
    """Ines took it, handed it back, and took it again: an older page of hers is still open."""
    now = timezone.now()
    flag = actions.claim(flagged(maya, now=now), by=ines, now=now)
    actions.release(flag, by=ines, now=now)
    flag = actions.claim(flag, by=ines, now=now)
    looked_after(flag, ines, now=now)
    return flag


@pytest.mark.parametrize("act", FORMS)
def test_an_old_page_does_nothing_and_keeps_what_was_typed(
    act: str, twice: Flag, ines: User, client_of: ClientOf
) -> None:
    before = twice.notes.count()

    page = client_of(ines).post(f"/queue/{twice.pk}/{act}/", {**FORMS[act], "claim": "1"})

    assert b"This case was taken since you opened this page" in page.content
    assert TYPED.encode() in page.content
    assert b'name="claim" value="2"' in page.content
    twice.refresh_from_db()
    assert (twice.state, twice.claims, twice.notes.count()) == (FlagState.CLAIMED, 2, before)


@pytest.mark.parametrize("act", ["let-out", "pause/end"])
def test_an_old_button_does_nothing(act: str, twice: Flag, ines: User, client_of: ClientOf) -> None:
    page = client_of(ines).post(f"/queue/{twice.pk}/{act}/", {"claim": "1"}, follow=True)

    assert b"This case was taken since you opened this page" in page.content
    twice.refresh_from_db()
    assert twice.held


@pytest.mark.parametrize("act", ["release", "notes", "level", "outcome"])
def test_the_same_page_under_the_new_number_does_it(
    act: str, twice: Flag, ines: User, client_of: ClientOf
) -> None:
    answer = client_of(ines).post(f"/queue/{twice.pk}/{act}/", {**FORMS[act], "claim": "2"})

    assert answer.status_code == 302


def test_every_form_of_a_case_carries_its_number(
    twice: Flag, ines: User, client_of: ClientOf
) -> None:
    page = client_of(ines).get(f"/queue/{twice.pk}/").content.decode()

    forms = [each.partition("</form>")[0] for each in page.split("<form")[1:]]
    forms = [each for each in forms if f"/queue/{twice.pk}/" in each]
    acts = [each for each in forms if 'method="post"' in each]
    assert len(acts) >= 6
    assert all('name="claim" value="2"' in each for each in acts)


@pytest.mark.parametrize("number", ["", "x", "9" * 40, "-1"])
def test_a_number_that_is_none_leaves_it_to_who_is_on_the_case(
    number: str, twice: Flag, ines: User, ade: User, client_of: ClientOf
) -> None:
    given = {**FORMS["outcome"], "claim": number}

    refused = client_of(ade).post(f"/queue/{twice.pk}/outcome/", given)
    assert b"Take this first." in refused.content

    assert client_of(ines).post(f"/queue/{twice.pk}/outcome/", given).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_whoever_comes_too_late_closes_nothing(maya: User, ines: User, ade: User) -> None:
    """Ade takes a lapsed case; while that is under way, Ines presses "Close it" on her old page."""
    flag = actions.claim(flagged(maya), by=ines, now=NOON)
    began, told = threading.Event(), []

    def close() -> None:
        began.set()
        try:
            actions.under(
                flag,
                1,
                lambda: actions.resolve(flag, by=ines, outcome=Outcome.REACHED, now=LAPSED),
            )
        except actions.Overtaken as error:
            told.append(error.code)
        finally:
            connection.close()

    late = threading.Thread(target=close)
    with transaction.atomic():
        actions.claim(Flag.objects.get(pk=flag.pk), by=ade, now=LAPSED)
        late.start()
        began.wait(5)
        late.join(0.3)  # it waits for the row
        assert late.is_alive()
    late.join(10)
    connections.close_all()

    flag.refresh_from_db()
    assert (told, flag.state, flag.claimed_by, flag.claims) == (
        ["overtaken"],
        FlagState.CLAIMED,
        ade,
        2,
    )


@pytest.mark.django_db(transaction=True)
def test_two_people_who_take_a_lapsed_case_at_once_never_both_get_it(
    maya: User, ines: User, ade: User, osei: User
) -> None:
    flag = actions.claim(flagged(maya), by=osei, now=NOON)
    ready, got, told = threading.Barrier(2), [], []

    def take(person: User) -> None:
        mine = Flag.objects.get(pk=flag.pk)
        ready.wait(10)
        try:
            actions.claim(mine, by=person, now=LAPSED)
            got.append(person.pk)
        except actions.AlreadyTaken as error:
            told.append(error.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(person,)) for person in (ines, ade)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    connections.close_all()

    flag.refresh_from_db()
    assert got == [flag.claimed_by_id]
    handle = User.objects.get(pk=got[0]).handle
    assert told == [f"{handle} is already on this."]
    assert flag.notes.filter(act=Act.CLAIMED).count() == 2
