"""The pages of check-ins: one question at a time, everything can be skipped, and all of it is theirs."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from sessions.checkins import actions
from sessions.checkins.models import DayCheckIn, DayCheckInShare
from sessions.checkins.states import Part, Word
from tests.builders_sessions import bookable_specialist, booked_session
from tests.safety.flags.texts import HIGH

pytestmark = pytest.mark.django_db
ASK, OWN = "/progress/check-in/", "/progress/check-ins/"
DAY = timedelta(days=1)
ClientOf = Callable[[User], Client]


def today(member: User) -> date:
    return timezone.now().astimezone(member.zone).date()


def step(member: User, part: str) -> str:
    return f"{ASK}?part={part}&on={today(member)}"


def words_of(page: Any) -> str:
    main = page.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def kept(member: User) -> list[tuple[int | None, str, int | None, int | None, str]]:
    rows = DayCheckIn.objects.of(member)
    return [(each.day, each.word, each.sleep, each.close, each.line) for each in rows]


def test_one_goes_from_question_to_question(maya: User, client_of: ClientOf) -> None:
    client = client_of(maya)
    given = {"day": {"value": "4"}, "sleep": {"value": "6"}, "close": {"value": "0"}}
    ways = []

    for part, answer in (*given.items(), ("line", {"line": "Soup."})):
        ways.append(client.post(step(maya, part), answer).headers["Location"])

    assert ways == [step(maya, part) for part in ("sleep", "close", "line", "end")]
    assert kept(maya) == [(4, "", 6, 0, "Soup.")]
    assert "Kept. Thank you" in words_of(client.get(ways[-1]))


def test_every_question_can_be_skipped_and_then_nothing_is_kept(
    maya: User, client_of: ClientOf
) -> None:
    client, place, seen = client_of(maya), ASK, []

    while "part=end" not in place:
        page = client.get(place).content.decode()
        seen.append(
            re.findall(r"<legend[^>]*>\s*([^<]+?)\s*<|<label for=\"id_line\">([^<]+)", page)
        )
        place = re.findall(r'href="([^"]+)"[^>]*>Skip this', page)[0].replace("&amp;", "&")

    assert len(seen) == 4
    assert "Nothing is kept That is fine." in words_of(client.get(place))
    assert kept(maya) == []


def test_a_word_will_do_and_what_was_said_before_gives_way(maya: User, client_of: ClientOf) -> None:
    client, place = client_of(maya), step(maya, "day")

    client.post(place, {"word": "hard"})
    assert kept(maya) == [(None, "hard", None, None, "")]
    # A radio button cannot be let go of: the new number comes with the word of before.
    client.post(place, {"value": "7", "word": "hard"})
    assert kept(maya) == [(7, "", None, None, "")]
    client.post(place, {"value": "7", "word": "good"})

    assert kept(maya) == [(None, "good", None, None, "")]


@pytest.mark.parametrize(
    ("part", "given", "said"),
    [
        ("day", {}, "Choose a number or a word, or skip this. All are fine."),
        ("day", {"value": "11"}, "Choose a number, or skip this. Both are fine."),
        ("day", {"value": "4", "word": "hard"}, "You chose a number and a word."),
        ("day", {"word": "fine"}, "Choose a number, or skip this."),
        ("sleep", {}, "Choose a number, or skip this. Both are fine."),
        ("close", {"value": "x"}, "Choose a number, or skip this. Both are fine."),
        ("line", {}, "Write a line, or skip this. Both are fine."),
        ("line", {"line": "x" * 281}, "One line is enough."),
    ],
)
def test_what_cannot_be_read_is_asked_for_again_and_nothing_is_kept(
    maya: User, client_of: ClientOf, part: str, given: dict[str, str], said: str
) -> None:
    page = client_of(maya).post(step(maya, part), given)

    assert page.status_code == 422
    assert said in words_of(page)
    assert kept(maya) == []


def test_a_day_long_ago_is_not_said_and_a_strange_address_is_none(
    maya: User, client_of: ClientOf
) -> None:
    client = client_of(maya)

    page = client.post(f"{ASK}?part=day&on=2026-01-01", {"value": "4"})

    assert (page.status_code, kept(maya)) == (422, [])
    assert "That day is over." in words_of(page)
    for strange in ("?part=weight", "?on=soon"):
        assert client.get(ASK + strange).status_code == 404


def test_an_answer_is_there_to_change_and_is_taken_back_with_one_press(
    maya: User, client_of: ClientOf
) -> None:
    client, place = client_of(maya), step(maya, "sleep")
    assert "Take this answer back" not in words_of(client.get(place))
    client.post(place, {"value": "6"})
    page = client.get(place).content.decode()
    assert re.search(r'value="6"[^>]*checked', page)

    client.post(place, {"back": "yes"})

    assert kept(maya) == []


@pytest.mark.parametrize(("number", "kind"), [("2", True), ("3", False)])
def test_after_a_hard_day_there_is_a_kind_word_and_no_alarm(
    maya: User, client_of: ClientOf, number: str, kind: bool
) -> None:
    client = client_of(maya)

    client.post(step(maya, "day"), {"value": number})

    assert ("You do not have to carry it alone." in words_of(client.get(step(maya, "end")))) == kind


def test_a_line_that_sounds_like_danger_brings_help_until_a_calmer_one(
    maya: User, client_of: ClientOf
) -> None:
    client = client_of(maya)

    client.post(step(maya, "line"), {"line": HIGH})
    assert "You matter here" in words_of(client.get(step(maya, "end")))
    client.post(step(maya, "line"), {"line": "Tea."})

    assert "You matter here" not in words_of(client.get(step(maya, "end")))


def test_the_list_has_all_of_it_and_costs_the_same_for_one_and_many(
    maya: User, client_of: ClientOf, django_assert_num_queries: Any
) -> None:
    now = timezone.now()
    client = client_of(maya)
    for ago in range(3):
        then = now - ago * DAY
        actions.say(Part.DAY, 4 + ago, on=today(maya) - ago * DAY, by=maya, now=then)
    actions.write("Soup.", on=today(maya), by=maya, now=now)

    with django_assert_num_queries(9):
        page = client.get(OWN)

    assert "Soup." in words_of(page)
    assert re.findall(r">(\d+) of 10</span>", page.content.decode()) == ["4", "5", "6"]
    assert "<title>Your check-ins</title>" in page.content.decode()


def test_who_may_see_them_is_one_tick_for_each_and_off_as_easily_as_on(
    maya: User, sam: User, client_of: ClientOf
) -> None:
    client = client_of(maya)
    assert "Nobody but you." in words_of(client.get(OWN))
    booked_session(maya, bookable_specialist(sam, now=timezone.now()), timezone.now())
    assert 'name="people"' in client.get(OWN).content.decode()

    client.post(OWN, {"people": [str(sam.pk)]})
    assert [share.person for share in DayCheckInShare.objects.all()] == [sam]
    client.post(OWN, {})

    assert not DayCheckInShare.objects.exists()


def test_it_is_never_ticked_for_somebody_they_do_not_meet(
    maya: User, sam: User, client_of: ClientOf
) -> None:
    page = client_of(maya).post(OWN, {"people": [str(sam.pk)]})

    assert (page.status_code, DayCheckInShare.objects.count()) == (422, 0)


def test_a_copy_has_every_word_and_no_formula_and_its_name_says_nothing(
    maya: User, client_of: ClientOf
) -> None:
    now = timezone.now()
    actions.say_word(Word.HARD, on=today(maya), by=maya, now=now)
    actions.write('=HYPERLINK("x"), said she', on=today(maya), by=maya, now=now)

    answer = client_of(maya).get(f"{OWN}notes.csv")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="notes.csv"'
    assert "no-store" in answer.headers["Cache-Control"]
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1:] == [
        [today(maya).isoformat(), "Hard", "3", "", "", '\'=HYPERLINK("x"), said she']
    ]


def test_one_is_deleted_by_whose_it_is_and_by_nobody_else(
    maya: User, noor: User, client_of: ClientOf
) -> None:
    found = actions.say(Part.DAY, 4, on=today(maya), by=maya, now=timezone.now())
    address = f"{OWN}{found.public_id}/delete/"

    assert client_of(noor).post(address).status_code == 404
    assert client_of(maya).get(address).status_code == 405
    assert kept(maya) == [(4, "", None, None, "")]
    client_of(maya).post(address)

    assert kept(maya) == []


def test_all_are_deleted_once_the_box_is_ticked(maya: User, client_of: ClientOf) -> None:
    client = client_of(maya)
    actions.say(Part.DAY, 4, on=today(maya), by=maya, now=timezone.now())

    said = words_of(client.post(f"{OWN}delete/", follow=True))
    assert (len(kept(maya)), "Nothing was deleted." in said) == (1, True)
    said = words_of(client.post(f"{OWN}delete/", {"agrees": "on"}, follow=True))

    assert (kept(maya), "Nothing of your check-ins is left here." in said) == ([], True)


@pytest.mark.parametrize("place", [ASK, OWN, f"{OWN}notes.csv"])
@pytest.mark.parametrize("who", ["noor", "sam"])
def test_nobody_else_finds_anything_of_it(
    maya: User, who: str, place: str, client_of: ClientOf, request: pytest.FixtureRequest
) -> None:
    actions.say(Part.DAY, 4, on=today(maya), by=maya, now=timezone.now())
    actions.write("Soup.", on=today(maya), by=maya, now=timezone.now())

    page = client_of(request.getfixturevalue(who)).get(place).content.decode()

    assert "Soup." not in page
    assert "4 of 10" not in page
