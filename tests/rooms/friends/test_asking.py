"""Asking to be friends: off at first, a no that nobody hears, an end that nobody hears."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.notifications.models import Notice
from rooms.friends import actions
from rooms.friends.actions import NobodyThere, NotNow
from rooms.friends.models import RESTS, WAITS, Friendship
from rooms.friends.reading import Entry, are_friends, page_of
from rooms.friends.standing import Why, standing_of
from tests.cast import NOON
from tests.conftest import Person
from tests.rooms.friends.conftest import DAY, Befriend

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def told(person: User) -> list[str]:
    waiting = Notice.objects.filter(person=person, cancelled_at=None)
    return list(waiting.order_by("pk").values_list("kind", flat=True))


def names(entries: Sequence[Entry]) -> list[str]:
    return [entry.person.handle for entry in entries]


def seen_by(person: User, now: datetime = NOON) -> tuple[list[str], list[str], list[str]]:
    """What stands on a person's page: who asks, friends, whom they asked."""
    page = page_of(person, now=now)
    return names(page.asks), names(page.friends), names(page.asked)


def test_nobody_can_ask_whoever_did_not_say_so(maya: User, noor: User) -> None:
    with pytest.raises(NotNow):
        actions.ask(noor, by=maya, now=NOON)
    assert not Friendship.objects.exists()


def test_a_yes_makes_them_friends_and_both_know(maya: User, wren: User) -> None:
    asked = actions.ask(wren, by=maya, now=NOON)
    assert (seen_by(maya), seen_by(wren)) == (([], [], ["Wren"]), (["Maya"], [], []))
    assert (told(maya), told(wren)) == ([], ["rooms.friend_asked"])

    actions.accept(asked, by=wren, now=NOON)

    assert (seen_by(maya), seen_by(wren)) == (([], ["Wren"], []), ([], ["Maya"], []))
    assert (told(maya), told(wren)) == (["rooms.friend_accepted"], [])


def test_whoever_asks_whom_asked_them_says_yes(maya: User, wren: User) -> None:
    actions.take_asks(maya, on=True, now=NOON)
    asked = actions.ask(wren, by=maya, now=NOON)
    assert actions.ask(maya, by=wren, now=NOON) == asked
    assert are_friends(maya.pk, wren.pk)


def test_asking_twice_is_asking_once(maya: User, wren: User) -> None:
    first = actions.ask(wren, by=maya, now=NOON)
    assert actions.ask(wren, by=maya, now=NOON + SECOND) == first
    assert told(wren) == ["rooms.friend_asked"]


@pytest.mark.parametrize("when", [NOON, NOON + 40 * DAY, NOON + WAITS, NOON + WAITS + RESTS])
def test_a_no_and_silence_look_the_same_to_whoever_asked(
    when: datetime, maya: User, wren: User, noor: User
) -> None:
    actions.take_asks(noor, on=True, now=NOON)
    refused = actions.ask(wren, by=maya, now=NOON)
    actions.ask(noor, by=maya, now=NOON)
    actions.say_no(refused, by=wren, now=NOON + DAY)

    kept = ["Wren", "Noor"] if when < NOON + WAITS else []
    assert seen_by(maya, when)[2] == kept
    to_wren, to_noor = (standing_of(maya, one, now=when) for one in (wren, noor))
    assert (to_wren.why, to_wren.again_at) == (to_noor.why, to_noor.again_at)
    assert told(maya) == []


def test_after_a_no_they_cannot_ask_for_ninety_days_at_the_least(maya: User, wren: User) -> None:
    asked = actions.ask(wren, by=maya, now=NOON)
    said_no = NOON + WAITS - SECOND
    actions.say_no(asked, by=wren, now=said_no)
    assert seen_by(wren, said_no)[0] == []

    with pytest.raises(NotNow):
        actions.ask(wren, by=maya, now=said_no + 90 * DAY - SECOND)
    again = actions.ask(wren, by=maya, now=NOON + WAITS + RESTS)
    assert again.pk != asked.pk


def test_whoever_said_no_can_ask_themselves(maya: User, wren: User) -> None:
    actions.take_asks(maya, on=True, now=NOON)
    actions.say_no(actions.ask(wren, by=maya, now=NOON), by=wren, now=NOON)
    actions.accept(actions.ask(maya, by=wren, now=NOON + DAY), by=maya, now=NOON + DAY)
    assert are_friends(maya.pk, wren.pk)


@pytest.mark.parametrize("said_no", [False, True])
def test_taking_an_ask_back_looks_the_same_after_a_no(
    said_no: bool, maya: User, wren: User
) -> None:
    asked = actions.ask(wren, by=maya, now=NOON)
    if said_no:
        actions.say_no(asked, by=wren, now=NOON)
    actions.take_back(asked, by=maya, now=NOON + DAY)

    assert (seen_by(maya, NOON + DAY)[2], seen_by(wren, NOON + DAY)[0]) == ([], [])
    assert standing_of(maya, wren, now=NOON + DAY).why == Why.LATER
    with pytest.raises(NobodyThere):
        actions.accept(asked, by=wren, now=NOON + DAY)


def test_an_ask_that_nobody_answered_in_its_time_is_over(maya: User, wren: User) -> None:
    asked = actions.ask(wren, by=maya, now=NOON)
    assert (seen_by(maya, NOON + WAITS), seen_by(wren, NOON + WAITS)) == (([], [], []),) * 2
    with pytest.raises(NobodyThere):
        actions.accept(asked, by=wren, now=NOON + WAITS)


def test_only_whoever_was_asked_answers(maya: User, wren: User, noor: User) -> None:
    asked = actions.ask(wren, by=maya, now=NOON)
    for stranger in (maya, noor):
        with pytest.raises(NobodyThere):
            actions.accept(asked, by=stranger, now=NOON)
        actions.say_no(asked, by=stranger, now=NOON)
    actions.take_back(asked, by=noor, now=NOON)
    actions.end(asked, by=noor, now=NOON)
    assert seen_by(wren)[0] == ["Maya"]


def test_an_end_is_silent_and_only_the_other_one_waits(
    maya: User, wren: User, befriend: Befriend
) -> None:
    friends = befriend(maya, wren)
    actions.take_asks(maya, on=True, now=NOON)
    actions.end(friends, by=wren, now=NOON + DAY)
    actions.end(friends, by=maya, now=NOON + DAY)  # twice changes nothing

    friends.refresh_from_db()
    assert friends.ended_by == wren
    assert (seen_by(maya)[1], seen_by(wren)[1]) == ([], [])
    assert (told(maya), told(wren)) == ([], [])
    assert standing_of(maya, wren, now=NOON + 2 * DAY).why == Why.LATER
    assert standing_of(wren, maya, now=NOON + 2 * DAY).why is None
    assert standing_of(maya, wren, now=NOON + DAY + RESTS).why is None


@pytest.mark.parametrize("blocker", ["asker", "asked"])
@pytest.mark.parametrize("accepted", [True, False], ids=["friends", "asked"])
def test_a_block_ends_it_at_once_both_ways(
    accepted: bool, blocker: str, maya: User, wren: User
) -> None:
    asked = actions.ask(wren, by=maya, now=NOON)
    if accepted:
        actions.accept(asked, by=wren, now=NOON)
    by, whom = (maya, wren) if blocker == "asker" else (wren, maya)
    block = blocking.block(whom, by=by, now=NOON)

    assert not are_friends(maya.pk, wren.pk)
    assert (seen_by(maya)[:2], seen_by(wren)[:2]) == (([], []), ([], []))
    for one, other in ((maya, wren), (wren, maya)):
        with pytest.raises(NobodyThere):
            actions.ask(other, by=one, now=NOON + 400 * DAY)
    blocking.unblock(block, by=by)
    assert not are_friends(maya.pk, wren.pk)


@pytest.mark.parametrize(("days", "most"), [(0, 2), (8, 10)], ids=["new", "known"])
def test_an_account_asks_few_people_a_day(days: int, most: int, maya: User, person: Person) -> None:
    now = NOON + days * DAY
    others = [person(f"Member {number}") for number in range(most + 1)]
    for other in others:
        actions.take_asks(other, on=True, now=NOON)
    for other in others[:most]:
        actions.ask(other, by=maya, now=now)
    with pytest.raises(NotNow):
        actions.ask(others[most], by=maya, now=now)
    assert actions.ask(others[most], by=maya, now=now + DAY).asked == others[most]


def test_who_works_here_neither_asks_nor_is_asked(maya: User, wren: User, sam: User) -> None:
    with pytest.raises(NotNow):
        actions.take_asks(sam, on=True, now=NOON)
    with pytest.raises(NotNow):
        actions.ask(wren, by=sam, now=NOON)
    with pytest.raises(NotNow):
        actions.ask(sam, by=maya, now=NOON)


def test_a_closed_account_is_nowhere(maya: User, wren: User, befriend: Befriend) -> None:
    befriend(maya, wren)
    wren.is_active = False
    wren.save()
    assert seen_by(maya) == ([], [], [])
    with pytest.raises(NobodyThere):
        actions.ask(wren, by=maya, now=NOON + 400 * DAY)


def test_two_people_have_one_ask_or_friendship_at_a_time(maya: User, wren: User) -> None:
    actions.ask(wren, by=maya, now=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Friendship.objects.create(asker=wren, asked=maya, asked_at=NOON)


def test_nobody_asks_themselves(wren: User) -> None:
    with pytest.raises(NobodyThere):
        actions.ask(wren, by=wren, now=NOON)
