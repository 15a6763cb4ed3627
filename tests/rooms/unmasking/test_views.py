from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure, Entry
from rooms.live.models import Room
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.reveals import actions
from safety.reveals.actions import Plea
from safety.reveals.models import LAPSES, SHOWN_FOR, Reveal
from safety.reveals.states import Kind, Reason
from tests.rooms.conftest import Enter, Say
from tests.safety.flags.test_views import ClientOf
from tests.safety.flags.texts import HIGH, flagged

WHY = "They threatened somebody, and I want to pass it on."
SERIOUS = {"reason": "report", "words": WHY}
DANGER = {"reason": "danger", "words": "They say that it is happening now."}
SURE = {"sure": "1"}
LINE = "A moderator saw who is behind your name in a room, "


@pytest.fixture
def at() -> datetime:
    """Pages ask the clock."""
    return timezone.now()


def asked(flag: Flag, by: User, reason: Reason = Reason.REPORT, **given: datetime) -> Reveal:
    return actions.ask(
        flag, Kind.MASK, Plea(reason, WHY), by=by, now=given.get("now") or timezone.now()
    )


def page_of(flag: Flag) -> str:
    return f"/queue/{flag.pk}/unmask/"


def words(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()


def test_the_case_leads_there_for_whoever_is_on_it(
    flag: Flag, ines: User, ade: User, client_of: ClientOf
) -> None:
    assert page_of(flag) in words(client_of(ines), f"/queue/{flag.pk}/")
    assert page_of(flag) not in words(client_of(ade), f"/queue/{flag.pk}/")


def test_a_case_without_a_room_does_not_lead_there(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    other = flags.claim(flagged(maya, now=timezone.now()), by=ines, now=timezone.now())

    assert "unmask" not in words(client_of(ines), f"/queue/{other.pk}/")


def test_the_page_says_first_what_comes_of_it(flag: Flag, ines: User, client_of: ClientOf) -> None:
    page = words(client_of(ines), page_of(flag))

    told = page.index("will see in their own list that it happened, and why")
    assert told < page.index("What is the reason?")
    assert "Quiet Heron" in page
    assert "checked" not in page


def test_a_reason_is_asked_in_words_and_what_was_typed_stays(
    flag: Flag, ines: User, client_of: ClientOf
) -> None:
    browser = client_of(ines)

    without_words = browser.post(page_of(flag), {"reason": "report", "words": " "})
    without_reason = browser.post(page_of(flag), {"words": WHY, **SURE})

    assert (without_words.status_code, without_reason.status_code) == (422, 422)
    assert "Please fill this in." in without_words.content.decode()
    assert 'value="report" checked' in without_words.content.decode().replace(
        ' id="id_reason_1"', ""
    )
    assert "Please choose one." in without_reason.content.decode()
    assert WHY in without_reason.content.decode()
    assert not Reveal.objects.exists()


@pytest.mark.parametrize(
    ("plea", "why"),
    [
        (DANGER, "because somebody’s life may have been in danger."),
        (SERIOUS, "after two people from our team agreed that it was needed."),
    ],
)
def test_what_happens_is_shown_before_it_happens_word_for_word(
    plea: dict[str, str], why: str, flag: Flag, maya: User, ines: User, client_of: ClientOf
) -> None:
    browser = client_of(ines)
    page = browser.post(page_of(flag), plea)

    assert page.status_code == 200
    assert LINE + why in page.content.decode()
    assert plea["words"] in page.content.decode()
    assert not Reveal.objects.exists()
    assert not Disclosure.objects.exists()


def test_one_can_go_back_and_change_the_reason(flag: Flag, ines: User, client_of: ClientOf) -> None:
    page = client_of(ines).post(page_of(flag), {**SERIOUS, "change": "1"})

    assert WHY in page.content.decode()
    assert "What is the reason?" in page.content.decode()
    assert not Reveal.objects.exists()


def test_danger_by_forms(flag: Flag, maya: User, ines: User, client_of: ClientOf) -> None:
    page = client_of(ines).post(page_of(flag), {**DANGER, **SURE}, follow=True)

    assert page.redirect_chain == [(page_of(flag), 302)]
    assert "<strong>Maya</strong>" in page.content.decode()
    assert LINE + "because somebody" in words(client_of(maya), "/settings/who-looked/")


def test_two_people_by_forms(
    flag: Flag, maya: User, ines: User, ruth: User, client_of: ClientOf
) -> None:
    asks, answers = client_of(ines), client_of(ruth)

    page = asks.post(page_of(flag), {**SERIOUS, **SURE}, follow=True).content.decode()
    assert "You have asked" in page
    assert "Maya" not in page
    row = Reveal.objects.get()
    assert f"/queue/unmask/{row.public_id}/" in words(answers, "/queue/unmask/")
    assert WHY in words(answers, f"/queue/unmask/{row.public_id}/")

    page = answers.post(
        f"/queue/unmask/{row.public_id}/", {"answer": "agree"}, follow=True
    ).content.decode()
    assert "Your answer is written down" in page
    assert str(row.public_id) not in page
    assert "Maya" not in words(asks, page_of(flag))

    page = asks.post(page_of(flag) + "open/", follow=True).content.decode()
    assert "<strong>Maya</strong>" in page
    assert LINE + "after two people" in words(client_of(maya), "/settings/who-looked/")


def test_a_no_by_forms(flag: Flag, maya: User, ines: User, ade: User, client_of: ClientOf) -> None:
    row = asked(flag, ines)

    client_of(ade).post(f"/queue/unmask/{row.public_id}/", {"answer": "refuse"})

    browser = client_of(ines)
    assert "A second person said no" in words(browser, page_of(flag))
    page = browser.post(page_of(flag) + "open/", follow=True).content.decode()
    assert "cannot be opened" in page
    assert "Maya" not in page
    assert not Disclosure.objects.exists()


def test_every_look_at_the_open_name_is_written_down(
    flag: Flag, ines: User, client_of: ClientOf
) -> None:
    asked(flag, ines, Reason.DANGER)
    browser = client_of(ines)

    for _ in range(2):
        browser.get(page_of(flag))

    assert Entry.objects.filter(verb="safety.reveal_seen", actor_id=ines.pk).count() == 2
    assert Disclosure.objects.count() == 1


def test_the_name_is_gone_from_the_page_after_an_hour(
    flag: Flag, ines: User, client_of: ClientOf
) -> None:
    asked(flag, ines, Reason.DANGER, now=timezone.now() - SHOWN_FOR)

    page = words(client_of(ines), page_of(flag))

    assert "Maya" not in page
    assert "The 60 minutes are over." in page


def test_a_case_that_was_handed_back_shows_no_name(
    flag: Flag, ines: User, client_of: ClientOf
) -> None:
    asked(flag, ines, Reason.DANGER)
    flags.release(flag, by=ines, now=timezone.now())

    page = client_of(ines).get(page_of(flag), follow=True)

    assert page.redirect_chain == [(f"/queue/{flag.pk}/", 302)]
    assert "Take this case first." in page.content.decode()
    assert "Maya" not in page.content.decode()


def test_who_lost_the_case_while_typing_is_told_so_and_keeps_the_words(
    flag: Flag, ines: User, client_of: ClientOf
) -> None:
    flags.release(flag, by=ines, now=timezone.now())

    page = client_of(ines).post(page_of(flag), {**DANGER, **SURE})

    assert page.status_code == 409
    assert "Take this case first." in page.content.decode()
    assert DANGER["words"] in page.content.decode()
    assert "Maya" not in page.content.decode()
    assert not Reveal.objects.exists()


def test_a_supervisor_who_is_not_on_the_case_opens_nothing(
    flag: Flag, ade: User, client_of: ClientOf
) -> None:
    browser = client_of(ade)

    refused = browser.post(page_of(flag), {**DANGER, **SURE})

    assert (browser.get(page_of(flag)).status_code, refused.status_code) == (302, 409)
    assert browser.post(page_of(flag) + "open/").status_code == 404
    assert not Reveal.objects.exists()


def test_a_request_that_ended_says_so_and_has_no_buttons(
    flag: Flag, ines: User, ruth: User, client_of: ClientOf
) -> None:
    lapsed = asked(flag, ines, now=timezone.now() - LAPSES)
    handed_back = asked(flag, ines)
    flags.release(flag, by=ines, now=timezone.now())
    browser = client_of(ruth)

    pages = [words(browser, f"/queue/unmask/{row.public_id}/") for row in (lapsed, handed_back)]

    assert "Nobody answered this within a day" in pages[0]
    assert "The case went back to the list" in pages[1]
    assert ['name="answer"' in page for page in pages] == [False, False]
    late = browser.post(f"/queue/unmask/{handed_back.public_id}/", {"answer": "agree"}, follow=True)
    assert "The case went back to the list" in late.content.decode()
    handed_back.refresh_from_db()
    assert handed_back.agreed is None


def test_whoever_answers_second_is_told_so(
    flag: Flag, ines: User, ruth: User, ade: User, client_of: ClientOf
) -> None:
    row = asked(flag, ines)
    actions.answer(row, by=ade, agreed=False, now=timezone.now())

    page = client_of(ruth).post(f"/queue/unmask/{row.public_id}/", {"answer": "agree"}, follow=True)

    assert "Somebody answered this a moment ago." in page.content.decode()
    row.refresh_from_db()
    assert (row.answered_by, row.agreed) == (ade, False)


def test_an_answer_that_is_none_changes_nothing(
    flag: Flag, ines: User, ruth: User, client_of: ClientOf
) -> None:
    row = asked(flag, ines)

    page = client_of(ruth).post(f"/queue/unmask/{row.public_id}/", {"answer": "maybe"})

    assert page.status_code == 422
    row.refresh_from_db()
    assert row.agreed is None


def test_ones_own_request_is_not_there_to_answer(
    flag: Flag, ines: User, client_of: ClientOf
) -> None:
    row = asked(flag, ines)
    browser = client_of(ines)

    assert str(row.public_id) not in words(browser, "/queue/unmask/")
    assert browser.get(f"/queue/unmask/{row.public_id}/").status_code == 404
    assert browser.post(f"/queue/unmask/{row.public_id}/", {"answer": "agree"}).status_code == 404
    row.refresh_from_db()
    assert row.agreed is None


def test_supervisors_find_what_was_opened_by_one_person_alone(
    flag: Flag, ines: User, ruth: User, ade: User, client_of: ClientOf
) -> None:
    row = asked(flag, ines, Reason.DANGER)
    place = f"/queue/unmask/{row.public_id}/"

    assert place not in words(client_of(ruth), "/queue/unmask/")
    browser = client_of(ade)
    assert place in words(browser, "/queue/unmask/")
    assert WHY in words(browser, place)
    browser.post(place, {"answer": "agree"})
    assert place not in words(browser, "/queue/unmask/")
    assert "This was answered" in words(browser, place)


def test_wrong_cases_and_requests_are_not_found(
    flag: Flag, maya: User, ines: User, client_of: ClientOf
) -> None:
    no_room = flags.claim(flagged(maya, now=timezone.now()), by=ines, now=timezone.now())
    browser = client_of(ines)

    assert browser.get("/queue/4711/unmask/").status_code == 404
    assert browser.post("/queue/4711/unmask/", {**DANGER, **SURE}).status_code == 404
    assert browser.get(page_of(no_room)).status_code == 404
    assert browser.post(page_of(no_room), {**DANGER, **SURE}).status_code == 404
    assert browser.post(page_of(flag) + "open/").status_code == 404
    unknown = "/queue/unmask/00000000-0000-4000-8000-000000000000/"
    assert browser.get(unknown).status_code == 404
    assert browser.post(unknown, {"answer": "agree"}).status_code == 404


def test_ones_own_words_are_no_case_to_ask_about(
    ines: User, loss: Room, enter: Enter, say: Say, client_of: ClientOf
) -> None:
    enter(ines, loss)
    message = say(ines, loss, HIGH, now=timezone.now()).message
    own = Flag.objects.get(subject_id=message.public_id)

    assert client_of(ines).get(page_of(own)).status_code == 404


@pytest.mark.parametrize("who", ["maya", "sam", "osei", "noor"])
def test_nobody_else_finds_anything(
    who: str, flag: Flag, ines: User, request: pytest.FixtureRequest, client_of: ClientOf
) -> None:
    row = asked(flag, ines)
    browser = client_of(request.getfixturevalue(who))
    place = f"/queue/unmask/{row.public_id}/"

    seen = [browser.get(path).status_code for path in (page_of(flag), "/queue/unmask/", place)]
    seen += [
        browser.post(page_of(flag), {**DANGER, **SURE}).status_code,
        browser.post(page_of(flag) + "open/").status_code,
        browser.post(place, {"answer": "agree"}).status_code,
    ]

    assert seen == [404] * 6
    row.refresh_from_db()
    assert (row.agreed, Reveal.objects.count()) == (None, 1)


def test_the_list_costs_the_same_for_one_request_and_for_three(
    flag: Flag,
    maya: User,
    ines: User,
    ruth: User,
    loss: Room,
    say: Say,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = client_of(ruth)
    browser.get("/queue/unmask/")
    asked(flag, ines)
    for count in (1, 3):
        while Reveal.objects.count() < count:
            now = timezone.now() + timedelta(seconds=Reveal.objects.count())
            message = say(maya, loss, f"{HIGH} {count} {now}", now=now).message
            more = Flag.objects.get(subject_id=message.public_id)
            asked(flags.claim(more, by=ines, now=now), ines)
        with django_assert_num_queries(5):
            browser.get("/queue/unmask/")


def test_an_old_page_asks_for_nothing_and_keeps_the_words(
    flag: Flag, ines: User, client_of: ClientOf
) -> None:
    page = client_of(ines).post(page_of(flag), {**SERIOUS, **SURE, "claim": flag.claims - 1})

    assert page.status_code == 409
    assert b"This case was taken since you opened this page" in page.content
    assert SERIOUS["words"].encode() in page.content
    assert not Reveal.objects.exists()
