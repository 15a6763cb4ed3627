"""The pages of hosts and moderators. Pages ask the clock, so Sam is on shift right now."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.notifications.models import Notice
from rooms.bounds.models import Bound
from rooms.hosting import actions
from rooms.live import actions as live
from rooms.live.models import Message, Room
from rooms.roster import actions as roster
from rooms.roster.actions import Stretch, Theme
from rooms.roster.models import HourReminder, Shift, ThemedHour
from safety.deeds.house import ALL, HOUSE
from safety.deeds.models import Deed
from safety.flags.models import Flag
from tests.rooms.conftest import Enter, Say
from tests.rooms.hosting.conftest import HOUR, shown
from tests.safety.flags.test_views import ClientOf

MUTE = {"measure": "mute-1-hour", "reason": "own", "own": "A lot came at once.", "rule": "space"}


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def shift(room: Room, sam: User, now: datetime) -> Shift:
    stretch = Stretch(now - HOUR, now + HOUR)
    (planned,) = roster.plan(room, host=sam, stretches=[stretch], by=None, now=now)
    roster.begin(planned, now=now)
    return planned


@pytest.fixture
def said(shift: Shift, room: Room, maya: User, enter: Enter, say: Say, now: datetime) -> Message:
    enter(maya, room, "Quiet Heron")
    return say(maya, room, "The kettle is on again.", now=now).message


def tools(room: Room) -> str:
    return f"/r/{room.public_id}/host/"


def words(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def pages(room: Room) -> list[str]:
    return [tools(room), f"{tools(room)}m/1/"]


def test_sam_finds_everything_on_one_page(
    room: Room, sam: User, said: Message, client_of: ClientOf
) -> None:
    page = words(client_of(sam), tools(room))

    for each in ("I have to go", "Start talk", "What helped this week?", "Slow mode"):
        assert each in page
    assert "The kettle is on again." in page
    assert "Quiet Heron" in page
    assert "Maya" not in page


def test_robin_off_shift_looks_and_can_do_nothing(
    room: Room, robin: User, said: Message, client_of: ClientOf
) -> None:
    browser = client_of(robin)

    assert "Start talk" not in words(browser, tools(room))
    assert "You are not on shift here now" in words(browser, f"{tools(room)}m/1/")
    browser.post(f"{tools(room)}m/1/hide/")
    browser.post(f"{tools(room)}m/1/bound/", {**MUTE, "sure": "1"})
    said.refresh_from_db()
    assert (said.gone, Bound.objects.count()) == ("", 0)


def test_maya_noor_and_ade_find_no_tools(
    room: Room, maya: User, noor: User, ade: User, said: Message, client_of: ClientOf
) -> None:
    for nobody in (maya, noor, ade):
        browser = client_of(nobody)
        for page in pages(room):
            assert browser.get(page).status_code == 404
        for deed in ("hide", "show", "bound", "offer", "call"):
            assert browser.post(f"{tools(room)}m/1/{deed}/").status_code == 404
        for deed in ("begin", "end", "prompt", "slow"):
            assert browser.post(f"{tools(room)}{deed}/").status_code == 404


def test_a_host_of_another_room_finds_no_tools_here(
    room: Room, person, said: Message, nights: Room, now: datetime, client_of: ClientOf
) -> None:
    from peerhub.accounts.roles import Role

    other = person("Kim", Role.SPECIALIST)
    live.appoint_host(room=nights, person=other, by=None, now=now)

    assert client_of(other).get(tools(room)).status_code == 404
    assert client_of(other).get(tools(nights)).status_code == 200


def test_a_shift_is_begun_and_ended_with_two_buttons(
    room: Room, robin: User, now: datetime, client_of: ClientOf
) -> None:
    roster.plan(room, host=robin, stretches=[Stretch(now, now + HOUR)], by=None, now=now)
    browser = client_of(robin)

    assert "I am here" in words(browser, "/r/shifts/")
    browser.post(f"{tools(room)}begin/")
    assert "You are on shift until" in words(browser, tools(room))
    browser.post(f"{tools(room)}end/")
    assert "I am here" in words(browser, tools(room))
    browser.post(f"{tools(room)}begin/")
    shift = Shift.objects.get(host=robin)
    assert (shift.began, shift.ended) == (True, False)


def test_the_consequences_come_before_the_deed(
    room: Room, sam: User, maya: User, said: Message, client_of: ClientOf
) -> None:
    browser = client_of(sam)
    deed = f"{tools(room)}m/1/bound/"

    first = browser.post(deed, MUTE).content.decode()
    assert "They can read, but not write, until" in first
    assert "They are told why." in first
    assert "A lot came at once." in first
    assert Bound.objects.count() == 0

    browser.post(deed, {**MUTE, "sure": "1"})
    bound = Bound.objects.get()
    assert (bound.reason, bound.set_by) == ("A lot came at once.", sam)
    assert "Lift it" in words(browser, tools(room))
    browser.post(f"{tools(room)}bounds/{bound.pk}/lift/")
    bound.refresh_from_db()
    assert bound.lifted_by == sam


def test_changing_something_brings_back_what_was_chosen(
    room: Room, sam: User, said: Message, client_of: ClientOf
) -> None:
    answer = client_of(sam).post(f"{tools(room)}m/1/bound/", {**MUTE, "change": "1"})

    assert 'value="mute-1-hour" checked' in " ".join(
        answer.content.decode().replace('id="id_measure_1"', "").split()
    )
    assert Bound.objects.count() == 0


def test_own_words_are_asked_for_and_what_was_chosen_stays(
    room: Room, sam: User, said: Message, client_of: ClientOf
) -> None:
    answer = client_of(sam).post(f"{tools(room)}m/1/bound/", {**MUTE, "own": " "})

    assert answer.status_code == 422
    assert "Please write what they should be told." in answer.content.decode()


def test_a_bound_of_another_room_is_not_lifted_from_here(
    room: Room,
    sam: User,
    maya: User,
    nights: Room,
    ines: User,
    said: Message,
    enter: Enter,
    now: datetime,
    client_of: ClientOf,
) -> None:
    from rooms.hosting.measures import MEASURES

    there = enter(maya, nights)
    bound = actions.bind(there, MEASURES["mute-1-hour"], reason="So.", by=ines, now=now)

    assert client_of(sam).post(f"{tools(room)}bounds/{bound.pk}/lift/").status_code == 404


def test_maya_says_on_her_page_that_it_was_wrong(
    room: Room, sam: User, maya: User, noor: User, said: Message, client_of: ClientOf
) -> None:
    client_of(sam).post(f"{tools(room)}m/1/bound/", {**MUTE, "sure": "1"})
    browser, page = client_of(maya), f"/r/{room.public_id}/wrong/"

    assert "A lot came at once." in words(browser, page)
    assert browser.post(page, {"words": " "}).status_code == 422
    assert browser.post(page, {"words": "I said good night."}).status_code == 302
    assert Flag.objects.get().excerpt == "I said good night."
    assert client_of(noor).get(page).status_code == 404


def test_without_a_bound_there_is_nothing_to_say(
    room: Room, maya: User, said: Message, client_of: ClientOf
) -> None:
    page = f"/r/{room.public_id}/wrong/"

    assert client_of(maya).get(page).status_code == 404
    assert client_of(maya).post(page, {"words": "Hm."}).status_code == 302
    assert Flag.objects.count() == 0


def test_sam_prompts_slows_hides_offers_and_calls_from_the_pages(
    room: Room, sam: User, maya: User, said: Message, client_of: ClientOf
) -> None:
    shown(sam)
    browser = client_of(sam)
    from uuid import uuid4

    empty = browser.post(f"{tools(room)}prompt/", {"words": "", "client_id": uuid4()})
    assert (empty.status_code, "Choose one, or write one." in empty.content.decode()) == (422, True)
    browser.post(f"{tools(room)}prompt/", {"chosen": room.prompts[1], "client_id": uuid4()})
    browser.post(f"{tools(room)}slow/", {"seconds": "30"})
    page = browser.get(f"{tools(room)}m/1/").content.decode()
    assert "If you choose nothing, they read all of them in short." in page
    assert browser.post(f"{tools(room)}m/1/hide/", {"rule": "mine"}).status_code == 422
    for rule in ("names", ""):  # without one, all are named
        browser.post(f"{tools(room)}m/1/show/")
        browser.post(f"{tools(room)}m/1/hide/", {"rule": rule})
    told = Deed.objects.order_by("pk")
    assert [deed.house_rule.name for deed in told] == [HOUSE["names"].name, ALL.name]
    browser.post(f"{tools(room)}m/1/offer/")
    called = {"when": "soon", "words": "Please look."}
    browser.post(f"{tools(room)}m/1/call/", called)

    said.refresh_from_db()
    room.refresh_from_db()
    assert Message.objects.filter(prompt=True).get().body == room.prompts[1]
    assert (room.slow_gap, said.gone) == (30, "hidden")
    assert Notice.objects.filter(person=maya, kind="rooms.session_offered").count() == 1
    assert Flag.objects.get().level == 2
    browser.post(f"{tools(room)}m/1/show/")
    said.refresh_from_db()
    assert said.gone == ""


def test_ines_closes_the_room_and_opens_it_again(
    room: Room, ines: User, sam: User, noor: User, said: Message, client_of: ClientOf
) -> None:
    browser = client_of(ines)
    close = f"{tools(room)}close/"

    assert client_of(sam).get(close).status_code == 404
    assert client_of(noor).post(close, {"why": "So."}).status_code == 404
    assert browser.post(close, {"why": ""}).status_code == 422
    browser.post(close, {"why": "Something broke here."})
    room.refresh_from_db()
    assert room.closed_why == "Something broke here."
    assert "Something broke here." in words(browser, tools(room))
    browser.post(f"{tools(room)}reopen/")
    room.refresh_from_db()
    assert room.is_open


def test_ade_plans_four_weeks_and_takes_one_out(
    room: Room, ade: User, sam: User, client_of: ClientOf
) -> None:
    browser = client_of(ade)
    host = room.hosts.get(person=sam)
    day = (timezone.now() + timedelta(days=2)).date()
    given = {"who": host.pk, "day": day, "opens": "18:00", "closes": "20:00", "weeks": "4"}

    assert browser.post("/rooms/roster/", given).status_code == 302
    assert Shift.objects.filter(host=sam).count() == 4
    again = browser.post("/rooms/roster/", given)
    assert again.status_code == 409
    assert "already sits in “After a loss”" in again.content.decode()
    first = Shift.objects.order_by("starts_at")[0]
    browser.post(f"/rooms/roster/{first.pk}/out/")
    assert Shift.objects.filter(host=sam).count() == 3


def test_what_is_missing_in_a_shift_is_said_beside_it(
    room: Room, ines: User, client_of: ClientOf
) -> None:
    day = timezone.now().date()
    answer = client_of(ines).post(
        "/rooms/roster/", {"day": day, "opens": "06:00", "closes": "20:00", "weeks": "40"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    for each in ("Please choose one.", "more than 12 hours", "Use a number from 1 to 12."):
        assert each in page


def test_the_roster_is_for_supervisors_and_moderators(
    room: Room, sam: User, maya: User, noor: User, shift: Shift, client_of: ClientOf
) -> None:
    for nobody in (sam, maya, noor):
        browser = client_of(nobody)
        assert browser.get("/rooms/roster/").status_code == 404
        assert browser.post(f"/rooms/roster/{shift.pk}/out/").status_code == 404
    assert client_of(noor).get("/r/shifts/").status_code == 404


def test_a_host_announces_an_hour_and_maya_is_reminded_until_she_says_no(
    room: Room, sam: User, maya: User, client_of: ClientOf
) -> None:
    host, browser = client_of(sam), client_of(maya)
    day = (timezone.now() + timedelta(days=1)).date()
    given = {
        "theme": "Anniversaries",
        "host": room.hosts.get(person=sam).pk,
        "day": day,
        "begins": "18:30",
        "minutes": "60",
    }
    page = f"/r/{room.public_id}/hours/"

    assert host.post(page, {**given, "day": "2020-01-01"}).status_code == 409
    assert host.post(page, given).status_code == 302
    hour = ThemedHour.objects.get()
    assert "Anniversaries" in words(host, page)
    remind = f"{page}{hour.pk}/remind/"
    assert (
        browser.post(remind, {"on": "1", "back": "room"}).headers["Location"]
        == f"/r/{room.public_id}/"
    )
    assert HourReminder.objects.get().person == maya
    assert browser.post(remind, {"on": "0"}).headers["Location"] == "/rooms/"
    assert HourReminder.objects.count() == 0
    host.post(f"{page}{hour.pk}/off/")
    hour.refresh_from_db()
    assert hour.called_off


def test_members_announce_nothing(
    room: Room, sam: User, maya: User, noor: User, now: datetime, client_of: ClientOf
) -> None:
    hour = roster.announce(room, theme=Theme("Sleep", now + HOUR, HOUR), host=sam, by=sam, now=now)
    for nobody in (maya, noor):
        browser = client_of(nobody)
        assert browser.get(f"/r/{room.public_id}/hours/").status_code == 404
        assert browser.post(f"/r/{room.public_id}/hours/{hour.pk}/off/").status_code == 404
    assert client_of(maya).post(f"/r/nowhere/hours/{hour.pk}/remind/").status_code == 404
