"""The list: all of it can be reached, nothing urgent is hidden, and the address says what is shown."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from rooms.live.models import Room
from safety.flags import actions, folding
from safety.flags.models import Flag
from tests.conftest import Person
from tests.safety.flags.in_a_room import case_of, entered, opened, said
from tests.safety.flags.texts import HIGH, LOW, flagged

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
MINUTE = timedelta(minutes=1)


def ids(page: object) -> list[int]:
    return [row.id for row in page.context["rows"]]  # type: ignore[attr-defined]


def many(author: User, count: int) -> list[Flag]:
    now = timezone.now()
    return [
        flagged(author, text=LOW, subject_id=str(number), now=now - MINUTE * (count - number))
        for number in range(count)
    ]


def test_every_row_can_be_reached_page_by_page(
    maya: User, ines: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folding.page, "__kwdefaults__", {"size": 3})
    flags = many(maya, 7)
    browser = client_of(ines)

    pages = [browser.get(f"/queue/?page={number}") for number in (1, 2, 3)]

    assert [number for page in pages for number in ids(page)] == [flag.pk for flag in flags]
    assert b"Page 2 of 3" in pages[1].content
    assert b'href="?page=3"' in pages[1].content


def test_more_than_a_hundred_are_all_counted(maya: User, ines: User, client_of: ClientOf) -> None:
    many(maya, 105)

    page = client_of(ines).get("/queue/")

    assert (page.context["sum"].count, len(ids(page))) == (105, 50)
    assert page.context["page"].count == 3


def test_two_messages_of_one_mask_are_one_row_that_opens(
    room: Room, maya: User, ines: User, client_of: ClientOf
) -> None:
    now = timezone.now()
    low = case_of(said(maya, room, LOW, now=now - MINUTE * 20))
    high = case_of(said(maya, room, HIGH, now=now))

    page = client_of(ines).get("/queue/")

    (row,) = page.context["rows"]
    assert (row.id, [other.id for other in row.others]) == (high.pk, [low.pk])
    assert b"1 more by the same writer there" in page.content
    assert ids(client_of(ines).get(f"/queue/?like={high.pk}")) == [high.pk, low.pk]


def test_one_person_under_two_masks_is_two_rows_also_where_both_rooms_have_one_name(
    room: Room, person: Person, maya: User, ines: User, client_of: ClientOf
) -> None:
    twin = opened(person("Theo", Role.SPECIALIST), name=room.name)
    entered(maya, twin, "Grey Finch")
    now = timezone.now()
    for where in (room, twin):
        said(maya, where, HIGH, now=now)

    page = client_of(ines).get("/queue/")

    assert [(row.place, row.more) for row in page.context["rows"]] == [
        (f"Room: {room.name}", 0)
    ] * 2


def test_the_address_says_what_is_shown(maya: User, ines: User, client_of: ClientOf) -> None:
    low = flagged(maya, text=LOW, subject_id="1", now=timezone.now())
    high = flagged(maya, subject_id="2", now=timezone.now())
    actions.claim(low, by=ines, now=timezone.now())
    browser = client_of(ines)

    assert ids(browser.get(f"/queue/?level={high.level}")) == [high.pk]
    assert ids(browser.get("/queue/?mine=on")) == [low.pk]
    assert ids(browser.get("/queue/?kind=overdose")) == []
    assert ids(browser.get(f"/queue/rows/?level={low.level}")) == [low.pk]


def test_a_part_of_the_list_says_what_urgent_things_it_leaves_out(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    flagged(maya, text=LOW, subject_id="1", now=timezone.now())
    high = flagged(maya, subject_id="2", now=timezone.now() - MINUTE * 30)

    page = client_of(ines).get("/queue/?level=1")

    assert (
        b"Not shown and with nobody: 1 of level 3 or more, the first due 25 minutes ago."
        in page.content
    )
    actions.claim(high, by=ines, now=timezone.now())
    assert b"Not shown and with nobody" not in client_of(ines).get("/queue/?level=1").content


@pytest.mark.parametrize("asked", ["level=nine", "kind=%00", "like=x", "page=1e9", "page=-3"])
def test_an_address_that_makes_no_sense_shows_everything(
    asked: str, maya: User, ines: User, client_of: ClientOf
) -> None:
    flag = flagged(maya, now=timezone.now())

    page = client_of(ines).get(f"/queue/?{asked}")

    assert (page.status_code, ids(page)) == (200, [flag.pk])


def test_the_oldest_age_is_of_the_one_that_waits_longest(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    flagged(maya, text=LOW, subject_id="1", now=timezone.now() - timedelta(hours=3, minutes=1))
    flagged(maya, subject_id="2", now=timezone.now())

    assert b"The oldest has waited 3 hours." in client_of(ines).get("/queue/").content


def test_a_case_says_what_else_waits_by_the_same_mask_and_who_is_on_it(
    room: Room, person: Person, maya: User, ines: User, ade: User, client_of: ClientOf
) -> None:
    now = timezone.now()
    twin = opened(person("Theo", Role.SPECIALIST), name=room.name)
    entered(maya, twin, "Grey Finch")
    here, too, other = (
        case_of(said(maya, where, words, now=now))
        for where, words in ((room, HIGH), (room, LOW), (twin, HIGH))
    )
    actions.claim(here, by=ines, now=now)

    page = client_of(ade).get(f"/queue/{too.pk}/")

    assert [other.id for other in page.context["others"]] == [here.pk]
    assert b"Ines is on it: talk with them before you write." in page.content
    assert client_of(ade).get(f"/queue/{other.pk}/").context["others"] == []
