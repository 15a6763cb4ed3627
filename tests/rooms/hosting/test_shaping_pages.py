"""The pages on which rooms are opened and changed, and hosts appointed."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from rooms.hosting.reading import shape_of
from rooms.hosting.shapes import Shape
from rooms.live.models import Host, Room
from rooms.roster import actions as roster
from rooms.roster.actions import Stretch, Theme
from tests.conftest import Person
from tests.rooms.hosting.conftest import HOUR
from tests.safety.flags.test_views import ClientOf

GIVEN: dict[str, Any] = {
    "name": "  Evening   letters ",
    "purpose": "For anyone who writes letters\nthat are never sent.",
    "size": "12",
    "hold_first": "3",
    "prompts": "Whom do you write to?\r\n\r\n  What is in front of you?\r\nWhom do you write to?",
    "notes": ["suicide", "death-grief"],
}
LETTERS = Shape(
    name="Evening letters",
    purpose="For anyone who writes letters that are never sent.",
    size=12,
    hold_first=3,
    prompts=("Whom do you write to?", "What is in front of you?"),
    notes=frozenset({"suicide", "death-grief"}),
)
OPEN = "/rooms/open/"


def shape(room: Room) -> str:
    return f"/r/{room.public_id}/shape/"


def hosts(room: Room) -> str:
    return f"/r/{room.public_id}/hosts/"


def end(host: Host) -> str:
    return f"{hosts(host.room)}{host.pk}/end/"


def words(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return " ".join(answer.content.decode().split())


@pytest.fixture
def letters(vocabulary: None, ines: User, client_of: ClientOf) -> Room:
    """Ines opens a room on the page."""
    answer = client_of(ines).post(OPEN, GIVEN)
    room = Room.objects.get(name="Evening letters")
    assert (answer.status_code, answer.headers["Location"]) == (302, hosts(room))
    return room


def test_ines_opens_a_room_on_a_page_and_maya_reads_what_it_is_for(
    letters: Room, maya: User, client_of: ClientOf
) -> None:
    assert shape_of(letters) == LETTERS
    assert LETTERS.purpose in words(client_of(maya), "/rooms/")
    entrance = words(client_of(maya), f"/r/{letters.public_id}/")
    assert "Up to 12 people at a time" in entrance
    assert "The first 3 messages of somebody new wait" in entrance


WRONG = (
    ({"name": " "}, "Please say what it is called."),
    ({"name": "n" * 61}, "That is longer than 60 characters."),
    ({"purpose": ""}, "Please say what it is for."),
    ({"purpose": "p" * 201}, "That is longer than 200 characters."),
    ({"size": ""}, "Please choose how many people."),
    ({"size": "4000"}, "Choose from the list."),
    ({"hold_first": ""}, "Please choose how many messages wait."),
    ({"prompts": "\n".join("abcdefg")}, "These are 7. Please keep the 6 that fit best."),
    ({"prompts": "x" * 201}, f"One line is longer than 200 characters: “{'x' * 30}…”"),
    ({"notes": ["nothing"]}, "Choose from the list."),
)


@pytest.mark.parametrize(
    ("given", "why"), WRONG, ids=[f"{name}: {why}" for given, why in WRONG for name in given]
)
def test_what_does_not_fit_is_said_and_all_that_was_typed_is_still_there(
    vocabulary: None, ines: User, given: dict[str, Any], why: str, client_of: ClientOf
) -> None:
    typed = {**GIVEN, **given}

    answer = client_of(ines).post(OPEN, typed)

    page = answer.content.decode()
    assert (answer.status_code, Room.objects.count()) == (422, 0)
    assert page.count(why) == 2  # on top, and beside the field
    form = answer.context["form"]
    assert {name: form[name].value() for name in typed} == {
        **typed,
        "purpose": typed["purpose"].replace("\r\n", "\n"),
        "prompts": typed["prompts"].replace("\r\n", "\n"),
    }


def test_a_name_in_use_is_said_beside_the_name(
    letters: Room, ade: User, client_of: ClientOf
) -> None:
    answer = client_of(ade).post(OPEN, {**GIVEN, "name": "EVENING LETTERS"})

    assert answer.status_code == 409
    assert "Another room has this name." in str(answer.context["form"].errors["name"])
    assert Room.objects.count() == 1


def test_ade_finds_the_room_as_it_is_changes_it_and_changes_it_back(
    letters: Room, ade: User, client_of: ClientOf
) -> None:
    browser = client_of(ade)
    form = browser.get(shape(letters)).context["form"]
    as_it_is = {name: form[name].value() for name in GIVEN}
    assert as_it_is == {
        "name": LETTERS.name,
        "purpose": LETTERS.purpose,
        "size": 12,
        "hold_first": 3,
        "prompts": "Whom do you write to?\nWhat is in front of you?",
        "notes": ["death-grief", "suicide"],
    }

    same = browser.post(shape(letters), as_it_is, follow=True)
    assert b"Nothing was changed" in same.content
    bigger = browser.post(shape(letters), {**as_it_is, "size": "40"}, follow=True)
    assert b"is told that they can go in" in bigger.content
    assert Room.objects.get().size == 40
    smaller = browser.post(shape(letters), as_it_is, follow=True)
    assert b"Nobody who is there is sent away." in smaller.content
    assert shape_of(Room.objects.get()) == LETTERS


def test_a_room_of_another_size_may_keep_it(letters: Room, ines: User, client_of: ClientOf) -> None:
    Room.objects.update(size=8, hold_first=2)
    browser = client_of(ines)

    assert "As it is now: up to 8 people." in words(browser, shape(letters))
    given = {**GIVEN, "name": "Letters", "size": "8", "hold_first": "2"}
    assert browser.post(shape(letters), given).status_code == 302
    assert Room.objects.values_list("name", "size", "hold_first").get() == ("Letters", 8, 2)


def test_ines_appoints_sam_and_ends_it_after_reading_what_happens(
    letters: Room, ines: User, sam: User, maya: User, client_of: ClientOf
) -> None:
    browser, now = client_of(ines), timezone.now()
    assert "Nobody looks after this room yet." in words(browser, hosts(letters))
    assert browser.post(hosts(letters), {"person": ""}).status_code == 422
    assert browser.post(hosts(letters), {"person": maya.pk}).status_code == 422
    browser.post(hosts(letters), {"person": sam.pk})
    host = letters.hosts.get(person=sam)
    stretches = [Stretch(now + day * 24 * HOUR, now + day * 24 * HOUR + HOUR) for day in (1, 2)]
    roster.plan(letters, host=sam, stretches=stretches, by=ines, now=now)
    theme = Theme("Sleep", now + HOUR, HOUR)
    roster.announce(letters, theme=theme, host=sam, by=ines, now=now)

    assert "2 shifts to come" in words(browser, hosts(letters))
    first = words(browser, end(host))
    assert "2 planned shifts here are taken out. Sam gets an update for each." in first
    assert "Sam is announced for 1 themed hour here." in first
    assert letters.hosts.count() == 1
    for _ in range(2):  # pressed twice
        assert browser.post(end(host)).headers["Location"] == hosts(letters)
    assert (letters.hosts.count(), letters.shifts.count()) == (0, 0)
    assert browser.get(end(host)).status_code == 404


def test_who_cannot_look_after_it_is_said_beside_the_name_without_why(
    letters: Room, ines: User, sam: User, client_of: ClientOf
) -> None:
    letters.masks.create(person=ines, name="Sam", drawn_at=timezone.now())
    letters.masks.create(person=sam, name="Still River", drawn_at=timezone.now())

    answer = client_of(ines).post(hosts(letters), {"person": sam.pk})

    assert answer.status_code == 409
    assert "There can be several reasons" in str(answer.context["form"].errors["person"])


def test_a_host_of_one_room_is_not_ended_from_another(
    room: Room, nights: Room, ines: User, sam: User, client_of: ClientOf
) -> None:
    host = room.hosts.get(person=sam)

    client_of(ines).post(f"{hosts(nights)}{host.pk}/end/")

    assert room.hosts.filter(person=sam).exists()


def test_sam_finds_no_shift_of_a_room_that_he_does_not_look_after_any_more(
    room: Room, ines: User, sam: User, client_of: ClientOf
) -> None:
    now = timezone.now()
    stretch = Stretch(now - timedelta(minutes=5), now + HOUR)
    (shift,) = roster.plan(room, host=sam, stretches=[stretch], by=ines, now=now)
    roster.begin(shift, now=now)
    assert "I have to go" in words(client_of(sam), "/r/shifts/")

    client_of(ines).post(end(room.hosts.get(person=sam)))

    page = words(client_of(sam), "/r/shifts/")
    assert ("I am here" in page, room.name in page) == (False, False)
    assert client_of(sam).post(f"/r/{room.public_id}/host/begin/").status_code == 404


def test_members_and_hosts_find_none_of_these_pages(
    room: Room, sam: User, robin: User, maya: User, noor: User, osei: User, client_of: ClientOf
) -> None:
    host, before = room.hosts.get(person=sam), shape_of(room)
    for nobody in (sam, robin, maya, noor, osei):
        browser = client_of(nobody)
        for page in (OPEN, shape(room), hosts(room), end(host)):
            assert browser.get(page).status_code == 404, page
            assert browser.post(page, {**GIVEN, "person": robin.pk}).status_code == 404, page
        assert OPEN not in words(browser, "/rooms/")

    assert ([shape_of(each) for each in Room.objects.all()], room.hosts.count()) == ([before], 2)


def test_moderators_and_supervisors_find_the_links(
    room: Room, ines: User, ade: User, sam: User, person: Person, client_of: ClientOf
) -> None:
    both = person("Alex", Role.SPECIALIST, Role.SUPERVISOR)
    Host.objects.create(room=room, person=both, since=timezone.now())
    tools = f"/r/{room.public_id}/host/"
    for who in (ines, ade, both):
        browser = client_of(who)
        assert f'href="{OPEN}"' in words(browser, "/rooms/")
        for page in ("/rooms/roster/", tools) if who != ade else ("/rooms/roster/",):
            for link in (shape(room), hosts(room)):
                assert f'href="{link}"' in words(browser, page), (page, link)

    seen = words(client_of(both), tools) + words(client_of(sam), tools)
    assert "Close this room" not in seen
    assert shape(room) not in words(client_of(sam), tools)
