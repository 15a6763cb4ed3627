"""The pages of days that may be hard: for their member alone, in plain words, on any phone."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from matching.models import SpecialistProfile
from peerhub.accounts import own_page
from peerhub.accounts.models import NotToday, User
from peerhub.topics.models import ContentNote
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState
from sessions.heavy_days import actions
from sessions.heavy_days.actions import Softer
from sessions.heavy_days.dates import today
from sessions.heavy_days.models import HardDay, HardDayShare
from sessions.heavy_days.states import Hours, Part
from tests.builders_sessions import bookable_specialist, booked_session
from tests.safety.flags.texts import HIGH
from tests.sessions.heavy_days.conftest import ClientOf, kept_day

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NEW, DAYS = "/hard-days/new/", "/hard-days/"
SOFT = "You told us that today may be hard."
SECTIONS = ("dates", "plan", "softer", "time", "sharing")
PRESSES = ("lift", "let-go", "not-now")


def here(member: User) -> date:
    return today(member.zone, now=timezone.now())


@pytest.fixture
def hers(maya: User, vocabulary: None) -> HardDay:
    """Today, with a name, a note and what helps."""
    now = timezone.now()
    day = kept_day(maya, first=here(maya), now=now)
    words = {Part.NAME: "The flood", Part.NOTE: "You got through it.", Part.HELPS: "Tea."}
    actions.write(day, words, by=maya, now=now)
    return day


def url(day: HardDay, section: str = "") -> str:
    return f"{DAYS}{day.public_id}/" + (f"{section}/" if section else "")


def words_of(page: Any) -> str:
    """What the page says in its main part, without tags."""
    main = page.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_one_writes_down_a_day_and_goes_on_to_the_words(maya: User, client_of: ClientOf) -> None:
    client, tomorrow = client_of(maya), here(maya) + DAY
    given = {"first": tomorrow.isoformat(), "last": "", "often": "yearly", "heads_up": "3"}

    answer = client.post(NEW, given)

    day = HardDay.objects.get(member=maya)
    assert (day.first_on, day.last_on, day.yearly, day.heads_up) == (tomorrow, tomorrow, True, 3)
    assert answer.headers["Location"] == url(day, "plan")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"first": ""}, "Choose a day."),
        ({"first": "soon"}, "That is no date that we can read."),
        ({"first": "0001-01-01"}, "Choose a year from 1900 on"),
        ({"first": "2026-01-01"}, "These days are over."),
        ({"last": "2026-01-01"}, "The last day cannot be before the first."),
        ({"last": "2098-03-01"}, "That is longer than six weeks."),
        ({"often": "never"}, "We could not read that choice."),
        ({"heads_up": "99"}, "We could not read that choice."),
    ],
)
def test_a_wrong_date_is_said_kindly_and_what_was_typed_stays(
    maya: User, client_of: ClientOf, wrong: dict[str, str], said: str
) -> None:
    given = {"first": "2097-12-09", "last": "", "often": "once", "heads_up": "", **wrong}

    page = client_of(maya).post(NEW, given)

    assert (page.status_code, HardDay.objects.count()) == (422, 0)
    assert said in words_of(page)
    for typed in given.values():
        if re.fullmatch(r"\d{4}-\d\d-\d\d", typed):
            assert f'value="{typed}"' in page.content.decode()


def test_the_page_has_all_of_it_and_its_title_says_nothing(
    hers: HardDay, maya: User, client_of: ClientOf
) -> None:
    page = client_of(maya).get(url(hers)).content.decode()

    assert "<title>Your day</title>" in page
    for words in ("The flood", "You got through it.", "Tea."):
        assert words in page


def test_the_list_has_what_comes_next_first(hers: HardDay, maya: User, client_of: ClientOf) -> None:
    later = kept_day(maya, first=here(maya) + 9 * DAY, now=timezone.now())

    page = client_of(maya).get(DAYS)

    assert [own.day for own in page.context["days"]] == [hers, later]
    assert "It is on now." in words_of(page)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    maya: User, client_of: ClientOf, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        kept_day(maya, first=here(maya) + number * DAY, now=timezone.now())
    client = client_of(maya)

    with django_assert_num_queries(6):
        client.get(DAYS)


@pytest.mark.parametrize("section", ["", *SECTIONS, "delete", *PRESSES])
@pytest.mark.parametrize("who", ["noor", "sam", "ines", "ade", "osei"])
def test_nobody_else_finds_any_page_of_it(
    hers: HardDay, who: str, section: str, client_of: ClientOf, request: pytest.FixtureRequest
) -> None:
    client = client_of(request.getfixturevalue(who))

    answers = [client.post(url(hers, section))]
    if section not in PRESSES:
        answers.append(client.get(url(hers, section)))

    # Whoever needs a second step is led to it, and finds nothing after it either; see below.
    assert {answer.status_code for answer in answers} <= {302, 404, 405}
    for answer in answers:
        assert answer.status_code != 302 or "/account/" in answer.headers["Location"]
        assert b"flood" not in answer.content
    hers.refresh_from_db()
    assert (hers.hidden_on, hers.name) == (None, "The flood")


@pytest.mark.parametrize("who", ["noor", "sam", "ines", "ade", "osei"])
def test_nothing_of_it_is_on_anybody_elses_own_page(
    hers: HardDay, who: str, client_of: ClientOf, request: pytest.FixtureRequest
) -> None:
    client = client_of(request.getfixturevalue(who))

    for place in ("/", DAYS, "/queue/", "/work/", "/updates/", "/sessions/"):
        page = client.get(place, follow=True).content.decode()
        for words in (SOFT, "flood", str(hers.public_id)):
            assert words not in page


def test_a_visitor_is_asked_to_sign_in(hers: HardDay, client: Client) -> None:
    for section in ("", *SECTIONS, "delete"):
        assert client.get(url(hers, section)).status_code == 302


@pytest.mark.parametrize("section", ["nothing", "words"])
def test_a_section_that_does_not_exist_is_not_found(
    hers: HardDay, maya: User, client_of: ClientOf, section: str
) -> None:
    assert client_of(maya).get(url(hers, section)).status_code == 404
    assert client_of(maya).get(f"{DAYS}{uuid4()}/").status_code == 404


@pytest.mark.parametrize("section", SECTIONS)
def test_what_a_section_shows_can_be_kept_as_it_is(
    hers: HardDay, maya: User, peer: SpecialistProfile, client_of: ClientOf, section: str
) -> None:
    booked_session(maya, peer, timezone.now())
    client = client_of(maya)
    form = client.get(url(hers, section)).context["form"]
    shown = {field.name: field.value() for field in form}
    given = {
        name: value for name, value in shown.items() if value is not None and value is not False
    }

    answer = client.post(url(hers, section), given)

    assert answer.headers["Location"] == url(hers)


@pytest.mark.parametrize(
    ("section", "wrong"),
    [
        ("dates", {"first": "x"}),
        ("plan", {"name": "x" * 121, "note": "kept"}),
        ("plan", {"helps": "x" * 2001}),
        ("softer", {"notes": ["nothing"], "how": "hide", "before": 0, "after": 0}),
        ("softer", {"how": "hide", "before": 15, "after": 0}),
        ("time", {"who": "4711", "hours": "any"}),
        ("sharing", {"who": "4711"}),
        ("sharing", {}),
        ("delete", {}),
    ],
)
def test_bad_input_is_asked_for_again_and_changes_nothing(
    hers: HardDay, maya: User, client_of: ClientOf, section: str, wrong: dict[str, Any]
) -> None:
    before = HardDay.objects.values().get()

    page = client_of(maya).post(url(hers, section), wrong)

    assert page.status_code == 422
    assert 'class="errors' in page.content.decode()
    assert HardDay.objects.values().get() == before


def test_words_that_sound_like_danger_show_help_until_something_calmer_is_kept(
    hers: HardDay, maya: User, client_of: ClientOf
) -> None:
    client = client_of(maya)

    client.post(url(hers, "plan"), {"note": HIGH})
    assert "You matter here" in words_of(client.get(url(hers)))
    client.post(url(hers, "plan"), {"note": "Tea."})

    assert "You matter here" not in words_of(client.get(url(hers)))


def test_on_the_day_the_home_page_says_so_softly_with_the_note_folded(
    hers: HardDay, maya: User, client_of: ClientOf
) -> None:
    page = client_of(maya).get("/").content.decode()

    assert SOFT in page
    assert re.search(r"<details>\s*<summary>A note from you</summary>\s*<p[^>]*>You got", page)
    assert "flood" not in page  # the name stays on its own page
    assert "<title>Home</title>" in page
    for way in ("/now/#steady", 'href="/now/"', 'href="/rooms/"', url(hers)):
        assert way in page


@pytest.mark.parametrize("shift", [-1, 1])
def test_on_other_days_it_says_nothing(maya: User, client_of: ClientOf, shift: int) -> None:
    first = here(maya) + shift * DAY
    kept_day(maya, first=first, yearly=True, now=timezone.now())

    assert SOFT not in client_of(maya).get("/").content.decode()


def test_not_now_hides_it_for_the_day(hers: HardDay, maya: User, client_of: ClientOf) -> None:
    client = client_of(maya)

    answer = client.post(url(hers, "not-now"))

    assert answer.headers["Location"] == "/"
    assert SOFT not in client.get("/").content.decode()
    HardDay.objects.update(hidden_on=here(maya) - DAY)
    assert SOFT in client.get("/").content.decode()


@pytest.mark.parametrize("offered", [0, 1])
def test_the_home_page_of_whoever_keeps_no_day_costs_one_query_more(
    noor: User,
    client_of: ClientOf,
    offered: int,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    monkeypatch.setattr(own_page, "_brought", own_page._brought[:offered])
    client = client_of(noor)

    with django_assert_num_queries(5 + offered):
        client.get("/")


def test_topics_rest_and_are_lifted_with_one_press(
    hers: HardDay, maya: User, client_of: ClientOf
) -> None:
    client = client_of(maya)
    note = ContentNote.objects.active()[0]
    chosen = {"notes": [note.slug], "how": "hide", "before": 2, "after": 2}

    client.post(url(hers, "softer"), chosen)
    assert f"Left out: {note.label}. Now, until" in words_of(client.get(url(hers)))
    client.post(url(hers, "lift"))

    assert "Not this time." in words_of(client.get(url(hers)))
    assert not NotToday.objects.exists()


def test_a_topic_that_rests_twice_is_on_the_settings_page_once(
    hers: HardDay, maya: User, client_of: ClientOf
) -> None:
    now, note = timezone.now(), ContentNote.objects.active()[0]
    client = client_of(maya)
    client.post("/settings/not-today/", {note.slug: "cover-open"})
    actions.choose_softer(hers, Softer(notes=[note.slug]), by=maya, now=now)

    active = client.get("/settings/not-today/").context["active"]

    assert [choice.note for choice in active] == [note]


def test_a_kept_time_is_booked_on_its_usual_page_or_let_go(
    maya: User, sam: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    now, client = timezone.now(), client_of(maya)
    booked_session(maya, peer, now)
    day = kept_day(maya, first=here(maya) + 10 * DAY, now=now)
    actions.keep_a_time(day, person_id=sam.pk, hours=Hours.ANY, by=maya, now=now)
    HardDay.objects.update(look_at=now)
    noon = now.replace(hour=17, minute=0)  # somebody is awake in New York
    actions.look(day.pk, now=max(now, noon))

    page = client.get(url(day))
    assert "A time is kept for you With Sam" in words_of(page)
    slot = re.search(r'href="(/people/sam/times/[^"]+)"', page.content.decode())
    assert slot is not None
    told = words_of(client.get(slot[1]))
    assert "Book this time with Sam?" in told
    assert re.search(r"We keep this time for you until \w+day \d+ \w+, \d+:\d\d [ap]m", told)
    client.post(url(day, "let-go"))

    assert not Booking.rows.filter(state=BookingState.OFFERED).exists()
    assert "A time is kept" not in words_of(client.get(url(day)))


def test_who_may_know_is_chosen_and_ended_on_one_page(
    hers: HardDay, maya: User, sam: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    session = booked_session(maya, peer, timezone.now())
    client, of_sam = client_of(maya), client_of(sam)
    client.post(url(hers, "sharing"), {"who": str(sam.pk)})
    seen = words_of(of_sam.get(session.get_absolute_url()))

    client.post(url(hers, "sharing"), {"who": "nobody"})

    assert "may be hard for them. Let them bring it up" in seen
    assert "flood" not in seen
    assert "may be hard for them" not in words_of(of_sam.get(session.get_absolute_url()))
    assert not HardDayShare.objects.exists()


def test_it_is_deleted_after_a_page_that_says_what_that_is(
    hers: HardDay, maya: User, client_of: ClientOf
) -> None:
    client = client_of(maya)
    assert "go for good" in words_of(client.get(url(hers, "delete")))

    answer = client.post(url(hers, "delete"), {"agrees": "on"}, follow=True)

    assert "It is deleted" in words_of(answer)
    assert not HardDay.objects.exists()


def test_one_press_is_never_a_link(hers: HardDay, maya: User, client_of: ClientOf) -> None:
    for press in PRESSES:
        assert client_of(maya).get(url(hers, press)).status_code == 405


def test_a_specialist_keeps_days_of_their_own(sam: User, client_of: ClientOf) -> None:
    bookable_specialist(sam, now=timezone.now())
    kept_day(sam, first=here(sam), now=timezone.now())

    assert SOFT in client_of(sam).get("/").content.decode()
