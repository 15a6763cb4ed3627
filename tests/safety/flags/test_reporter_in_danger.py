"""Who tells us of a message and sounds in danger themselves sees help at once, also without script."""

from datetime import timedelta

import pytest
from django.utils import timezone

from peerhub.accounts.models import User
from rooms.bounds import actions as bounds
from rooms.bounds.models import BoundKind
from rooms.live.models import Message, Room
from safety.flags.models import Flag, Report
from tests.safety.flags.in_a_room import entered, opened, said
from tests.safety.flags.test_views import ClientOf
from tests.safety.flags.texts import HIGH

pytestmark = pytest.mark.django_db
THANKS = "Thank you. A person will look. We will tell you what we decided."
HELP = "You matter here"
UNKIND = {"reason": "unkind", "words": ""}


@pytest.fixture
def room(sam: User, maya: User, noor: User) -> Room:
    room = opened(sam)
    entered(maya, room, "Quiet Heron")
    entered(noor, room, "Silver Wren")
    return room


@pytest.fixture
def message(room: Room, maya: User) -> Message:
    return said(maya, room, "Nobody here believes you.", now=timezone.now())


def report_of(message: Message) -> str:
    return f"/r/{message.room.public_id}/m/{message.seq}/report/"


def test_words_of_danger_with_a_report_show_help_beside_the_thanks(
    message: Message, noor: User, client_of: ClientOf
) -> None:
    browser = client_of(noor)

    page = browser.post(report_of(message), UNKIND | {"words": HIGH}, follow=True)

    assert page.status_code == 200
    shown = page.content.decode()
    assert THANKS in shown
    assert HELP in shown
    assert "116 123" in shown, "Noor lives in Great Britain"
    assert Report.objects.get().words == HIGH


def test_the_page_with_help_can_be_loaded_again_and_tells_us_nothing_twice(
    message: Message, noor: User, client_of: ClientOf
) -> None:
    browser = client_of(noor)
    there = browser.post(report_of(message), UNKIND | {"words": HIGH}).headers["Location"]

    pages = [browser.get(there).content.decode() for _ in range(2)]

    assert [THANKS in page and "116 123" in page for page in pages] == [True, True]
    assert Report.objects.count() == 1
    assert THANKS not in browser.get(report_of(message)).content.decode(), "there one tells more"


def test_calm_words_lead_back_to_the_room_with_the_thanks(
    message: Message, noor: User, client_of: ClientOf
) -> None:
    browser = client_of(noor)

    answer = browser.post(report_of(message), UNKIND | {"words": "Please look."})

    assert answer.headers["Location"] == (
        f"/r/{message.room.public_id}/?around={message.seq}#m-{message.seq}"
    )
    shown = browser.get(answer.headers["Location"]).content.decode()
    assert THANKS in shown
    assert HELP not in shown


def test_only_the_report_that_sounds_of_danger_shows_help(
    message: Message, noor: User, client_of: ClientOf
) -> None:
    browser = client_of(noor)
    heavy = browser.post(report_of(message), UNKIND | {"words": HIGH}).headers["Location"]
    browser.post(report_of(message), UNKIND | {"words": "Please look."})

    shown = browser.get(heavy).content.decode()

    assert HELP not in shown
    assert 'name="reason"' in shown


def test_nobody_else_is_shown_that_page(
    room: Room, message: Message, noor: User, ines: User, client_of: ClientOf
) -> None:
    there = client_of(noor).post(report_of(message), UNKIND | {"words": HIGH}).headers["Location"]
    entered(ines, room, "Grey Finch")

    shown = client_of(ines).get(there).content.decode()

    assert THANKS not in shown
    assert HELP not in shown
    assert 'name="reason"' in shown


def test_a_stranger_finds_no_page(message: Message, ade: User, client_of: ClientOf) -> None:
    assert client_of(ade).get(report_of(message) + "?told").status_code == 404


def test_who_was_asked_to_leave_sees_help_as_well(
    room: Room, message: Message, noor: User, sam: User, client_of: ClientOf
) -> None:
    now = timezone.now()
    bounds.bind(
        room.masks.get(person=noor),
        kind=BoundKind.REMOVED,
        reason="A lot came at once.",
        until=now + timedelta(hours=1),
        by=sam,
        now=now,
    )

    page = client_of(noor).post(report_of(message), UNKIND | {"words": HIGH}, follow=True)

    assert THANKS in page.content.decode()
    assert "116 123" in page.content.decode()


def test_what_was_not_sent_for_want_of_a_reason_brings_help_and_a_person(
    message: Message, noor: User, client_of: ClientOf
) -> None:
    page = client_of(noor).post(report_of(message), {"words": HIGH})

    assert page.status_code == 422
    assert "116 123" in page.content.decode()
    assert HIGH in page.content.decode()
    assert not Report.objects.exists()
    flag = Flag.objects.get()
    assert (flag.author, flag.excerpt) == (noor, HIGH)


def test_a_script_hears_that_help_is_needed(
    message: Message, noor: User, client_of: ClientOf
) -> None:
    browser = client_of(noor)
    answers = [
        browser.post(report_of(message), UNKIND | {"words": words}, HTTP_ACCEPT="application/json")
        for words in ("Please look.", HIGH)
    ]

    assert [answer.json()["help"] for answer in answers] == [False, True]
