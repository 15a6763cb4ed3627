"""The pages of a thread, all of them without JavaScript; Noor finds none."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from matching.models import SpecialistProfile
from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from safety.flags.models import Flag, Report
from sessions.bookings.models import Booking
from sessions.threads import actions
from sessions.threads.models import Expectation, Line, Thread
from tests.builders_sessions import bookable_specialist, booked_session
from tests.sessions.threads.conftest import DANGER, HEAVY

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
HELP = "You matter here"
JSON = {"accept": "application/json"}


@pytest.fixture
def now() -> datetime:
    """Pages ask the clock: this scene is today."""
    return timezone.now()


@pytest.fixture
def peer(sam: User, now: datetime) -> SpecialistProfile:
    return bookable_specialist(sam, now=now)


@pytest.fixture
def booking(maya: User, peer: SpecialistProfile, now: datetime) -> Booking:
    return booked_session(maya, peer, now)


@pytest.fixture
def thread(maya: User, booking: Booking, now: datetime) -> Thread:
    return actions.open_thread(maya, booking.specialist, by=maya, now=now)


@pytest.fixture
def hers(maya: User, client_of: ClientOf) -> Client:
    return client_of(maya)


@pytest.fixture
def his(sam: User, client_of: ClientOf) -> Client:
    return client_of(sam)


def address(thread: Thread, rest: str = "") -> str:
    return f"/words/{thread.public_id}/{rest}"


def send(browser: Client, thread: Thread, words: str, **given: Any) -> Any:
    return browser.post(address(thread), {"words": words, "client_id": str(uuid4()), **given})


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_from_a_session_one_link_leads_to_the_field_of_both(
    booking: Booking, hers: Client, his: Client
) -> None:
    way = reverse("sessions:words_of", args=[booking.public_id])
    for browser, name in ((hers, "Write to Sam"), (his, "Write to Maya")):
        assert f'<a href="{way}">{name}</a>' in text(browser.get(booking.get_absolute_url()))
        page = browser.get(way, follow=True)
        assert page.status_code == 200
        assert f">{name}</label>" in text(page)

    assert Thread.objects.count() == 1


def test_a_cancelled_session_leads_back_where_nothing_was_ever_written(
    booking: Booking, hers: Client
) -> None:
    hers.post(reverse("sessions:cancel", args=[booking.public_id]))
    page = hers.get(reverse("sessions:words_of", args=[booking.public_id]), follow=True)

    assert "once a session is booked" in text(page)
    assert not Thread.objects.exists()


def test_two_people_write_and_read(thread: Thread, hers: Client, his: Client) -> None:
    sent = send(hers, thread, "  Hello, <b>Sam</b>.\r\n\r\nIt is early.  ")
    assert sent["Location"] == f"{address(thread)}#newest"

    page = text(his.get(address(thread)))

    assert "Hello, &lt;b&gt;Sam&lt;/b&gt;.\n\nIt is early.</p>" in page
    assert "<title>Messages</title>" in page


def test_opening_the_page_is_seeing_and_a_head_shows_nobody_anything(
    thread: Thread, hers: Client, his: Client
) -> None:
    send(hers, thread, "Hello")

    his.head(address(thread))
    assert Line.objects.get().seen_at is None
    assert "data-seen hidden>Seen" in text(hers.get(address(thread)))
    his.get(address(thread))
    assert Line.objects.get().seen_at is not None
    assert "data-seen>Seen" in text(hers.get(address(thread)))


def test_who_shows_nothing_of_what_they_saw_says_so_in_one_press(
    thread: Thread, hers: Client, his: Client
) -> None:
    send(his, thread, "Hello")
    assert "Sam reads “Seen” under what you have seen." in text(
        hers.get(address(thread, "choices/"))
    )
    page = hers.post(address(thread, "choices/"), {"seen": "off"}, follow=True)

    assert "Only you know what you have seen." in text(page)
    hers.get(address(thread))
    assert "data-seen>Seen" not in text(his.get(address(thread)))


def test_hours_and_expectations_stand_above_the_field_on_the_readers_clock(
    thread: Thread, hers: Client, his: Client
) -> None:
    before = text(hers.get(address(thread)))
    assert "Sam has not said yet when they answer." in before
    assert "Nobody watches this between times." in before
    assert '<a href="/now/">Talk to someone now</a>' in before

    given = {"usual": "next_day", "days": ["1"], "opens": "17:00", "closes": "20:00"}
    assert his.post("/words/hours/", given).status_code == 302

    after = text(hers.get(address(thread)))
    assert "Sam usually answers within a day. They read here Tuesdays, 6:00 pm to 9:00 pm" in after
    assert "(New York time)." in after
    assert "They read that you usually answer within a day." in text(his.get(address(thread)))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"days": ["1"]}, "Please say from when until when."),
        ({"days": ["1"], "opens": "9", "closes": "10:00"}, "We could not read that time."),
        ({"days": ["1"], "opens": "09:00", "closes": "09:00"}, "begins and ends at the same time"),
        ({"days": ["9"], "opens": "09:00", "closes": "10:00"}, "Choose from the list."),
    ],
)
def test_hours_that_cannot_be_are_refused_kindly(
    given: dict[str, Any], said: str, thread: Thread, his: Client
) -> None:
    page = his.post("/words/hours/", given)

    assert page.status_code == 422
    assert said in text(page)
    assert not Expectation.objects.exists()


def test_members_have_no_message_hours(hers: Client) -> None:
    assert hers.get("/words/hours/").status_code == 404


def test_an_empty_line_and_one_that_is_too_long_stay_on_the_page(
    thread: Thread, hers: Client
) -> None:
    empty, long = send(hers, thread, "  "), send(hers, thread, "word " * 500)

    assert (empty.status_code, long.status_code) == (422, 422)
    assert "Write something first." in text(empty)
    assert "Send it in two parts." in text(long)
    assert "word word" in text(long)
    assert not Line.objects.exists()


@pytest.mark.parametrize("headers", [{}, JSON])
def test_a_cry_for_help_that_is_too_long_is_heard(
    headers: dict[str, str], thread: Thread, hers: Client
) -> None:
    sent = {"words": DANGER + " word" * 500, "client_id": str(uuid4())}
    answer = hers.post(address(thread), sent, headers=headers)

    assert answer.status_code == 422
    assert Flag.objects.get().subject_kind == "sessions.unwritten"
    assert answer.json()["help"] if headers else HELP in text(answer)


def test_words_after_a_block_stay_on_the_page_and_reading_and_reporting_too(
    thread: Thread, maya: User, sam: User, hers: Client, his: Client, now: datetime
) -> None:
    send(his, thread, "Call me at home.")
    blocking.block(sam, by=maya, now=now)

    refused = send(hers, thread, "I forgot to say")
    assert refused.status_code == 409
    assert "Nobody can write here at the moment." in text(refused)
    assert "I forgot to say" in text(refused)
    assert "Call me at home." in text(hers.get(address(thread)))
    told = hers.post(address(thread, "1/report/"), {"reason": "unkind", "words": ""}, follow=True)
    assert "A person will look." in text(told)
    assert Report.objects.get().snapshot == "Call me at home."


def test_danger_shows_help_and_says_that_a_person_reads_first(
    thread: Thread, hers: Client, his: Client
) -> None:
    send(hers, thread, DANGER)

    page = text(hers.get(address(thread)))
    assert HELP in page
    assert "A person from our team reads it first" in page
    assert DANGER not in text(his.get(address(thread)))
    send(hers, thread, "The kettle is on.")
    assert HELP not in text(hers.get(address(thread)))


def test_a_script_is_told_the_place_and_gets_the_lines_drawn(
    thread: Thread, hers: Client, his: Client
) -> None:
    sent = {"words": "Hello", "client_id": str(uuid4())}
    answers = [hers.post(address(thread), sent, headers=JSON).json() for _ in range(2)]
    news = his.get(address(thread, "messages/?after=0")).json()

    assert answers == [{"seq": 1, "help": False, "undo": 10}] * 2
    (event,) = news.pop("events")
    assert news == {"more": False, "last": 1, "seen": 0}
    html = event.pop("html")
    assert event == {
        "seq": 1, "line": 1, "own": False, "client_id": None, "name": "Maya", "words": "Hello",
    }  # fmt: skip
    assert 'data-line="1"' in html
    assert "Report" in html
    assert Line.objects.get().seen_at is None  # only drawn; the page says when it was looked at
    his.post(address(thread, "seen/"), {"seq": "1"})
    assert hers.get(address(thread, "messages/?after=1")).json()["seen"] == 1


def test_a_held_line_comes_back_drawn_for_its_author(thread: Thread, hers: Client) -> None:
    sent = {"words": DANGER, "client_id": str(uuid4())}
    answer = hers.post(address(thread), sent, headers=JSON).json()

    assert (answer["seq"], answer["help"]) == (None, True)
    assert 'data-state="held"' in answer["html"]


def test_undo_puts_the_words_back_into_the_field(thread: Thread, hers: Client) -> None:
    client_id = str(uuid4())
    send(hers, thread, "Too early", client_id=client_id)
    assert "Undo</button>" in text(hers.get(address(thread)))

    page = hers.post(address(thread, "undo/"), {"client_id": client_id}, follow=True)

    assert ">\nToo early</textarea>" in text(page)
    assert hers.post(address(thread, "undo/"), {"client_id": "x"}).status_code == 404


def test_a_draft_is_kept_with_a_button_and_by_the_script(thread: Thread, hers: Client) -> None:
    kept = send(hers, thread, "I wanted", keep="1")
    assert kept.status_code == 302
    assert ">\nI wanted</textarea>" in text(hers.get(address(thread)))
    assert hers.post(address(thread, "draft/"), {"words": "I wanted to"}).status_code == 204
    assert ">\nI wanted to</textarea>" in text(hers.get(address(thread)))
    assert not Line.objects.exists()


def test_one_deletes_ones_own_line_after_a_look_at_it(
    thread: Thread, hers: Client, his: Client
) -> None:
    send(hers, thread, "I should not have")
    assert "I should not have" in text(hers.get(address(thread, "1/delete/")))
    assert his.get(address(thread, "1/delete/")).status_code == 404

    hers.post(address(thread, "1/delete/"))

    page = text(his.get(address(thread)))
    assert "This was deleted." in page
    assert "I should not have" not in page
    assert his.get(address(thread, "1/report/")).status_code == 200


def test_nobody_reports_themselves_and_a_report_needs_a_reason(
    thread: Thread, hers: Client, his: Client
) -> None:
    send(hers, thread, "Hello")
    assert hers.get(address(thread, "1/report/")).status_code == 404

    page = his.post(address(thread, "1/report/"), {"words": "It hurt."})

    assert page.status_code == 422
    assert "Choose what comes closest." in text(page)
    assert "It hurt." in text(page)
    assert not Report.objects.exists()


def test_who_reports_and_is_in_danger_is_shown_help(
    thread: Thread, hers: Client, his: Client
) -> None:
    send(his, thread, "Hello")
    told = hers.post(
        address(thread, "1/report/"), {"reason": "unkind", "words": HEAVY}, follow=True
    )

    assert "You told us" in text(told)
    assert HELP in text(told)


def test_the_list_names_people_and_marks_what_is_new_without_a_word_of_it(
    thread: Thread, hers: Client, his: Client
) -> None:
    send(his, thread, "The paper boat")

    page = text(hers.get("/words/"))
    assert "Something new" in page
    assert "paper" not in page
    hers.get(address(thread))
    assert "Something new" not in text(hers.get("/words/"))
    assert "Something new" not in text(his.get("/words/"))


def test_sent_from_another_page_of_ours_one_comes_back_there(
    thread: Thread, booking: Booking, hers: Client
) -> None:
    room = booking.get_absolute_url()

    assert send(hers, thread, "Hello", to=room)["Location"] == room
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example"):
        assert send(hers, thread, "Hello", to=elsewhere)["Location"] == f"{address(thread)}#newest"


def test_danger_in_a_session_leads_to_help_and_back(
    thread: Thread, booking: Booking, hers: Client
) -> None:
    room = booking.get_absolute_url()

    page = hers.post(
        address(thread),
        {"words": HEAVY, "client_id": str(uuid4()), "to": room},
        follow=True,
    )

    assert HELP in text(page)
    assert f'<a href="{room}">Back to your session</a>' in text(page)
    elsewhere = text(hers.get(address(thread, "?to=https://elsewhere.example/")))
    assert "Back to your session" not in elsewhere


def test_bad_places_in_addresses_are_none(thread: Thread, hers: Client) -> None:
    send(hers, thread, "Hello")
    for rest in ("?before=x", "?before=0", "?before=99999999999999999999999", "messages/?after=-1"):
        assert hers.get(address(thread, rest)).status_code == 200
    assert hers.post(address(thread, "seen/"), {"seq": "9" * 30}).status_code == 204
    assert hers.post(address(thread), {"words": "Hello", "client_id": "x"}).status_code == 302


def test_noor_and_another_specialist_find_nothing(
    thread: Thread, booking: Booking, hers: Client, noor: User, client_of: ClientOf, person: Any
) -> None:
    send(hers, thread, "The paper boat")
    pages = ("", "messages/", "help/", "choices/", "1/delete/", "1/report/")
    posts = ("", "seen/", "draft/", "undo/", "choices/")
    for stranger in (noor, person("Rui", Role.SPECIALIST)):
        browser = client_of(stranger)
        for rest in pages:
            assert browser.get(address(thread, rest)).status_code == 404, rest
        for rest in posts:
            assert browser.post(address(thread, rest), {"words": "Hi"}).status_code == 404, rest
        way = reverse("sessions:words_of", args=[booking.public_id])
        assert browser.get(way).status_code == 404
        assert "Maya" not in text(browser.get("/words/"))


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_however_much_is_written(
    count: int,
    thread: Thread,
    sam: User,
    hers: Client,
    now: datetime,
    django_assert_num_queries: Any,
) -> None:
    for number in range(count):
        at = now - timedelta(minutes=number)
        actions.write(thread, f"Line {number}", client_id=uuid4(), by=sam, now=at)
    hers.get(address(thread))

    with django_assert_num_queries(19):
        hers.get(address(thread))
    with django_assert_num_queries(8):
        hers.get(address(thread, "messages/?after=0"))
