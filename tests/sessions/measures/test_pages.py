"""The pages: for their member alone, in plain words, with no script."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from safety.flags.models import Flag
from sessions.measures import actions, saying
from sessions.measures.instruments.asq import ASQ
from sessions.measures.instruments.itq import ITQ
from sessions.measures.instruments.mood import PHQ_4, PHQ_9
from sessions.measures.instruments.ptsd import PC_PTSD_5, PCL_5
from sessions.measures.instruments.shape import Instrument
from sessions.measures.models import MeasureRun
from tests.sessions.measures.conftest import taken
from tests.sessions.measures.test_words import LABELS

ClientOf = Callable[[User], Client]

pytestmark = pytest.mark.django_db
LIST = "/measures/"


def main_of(page: Any) -> str:
    return str(page.content.decode().partition("<main")[2].partition("</main>")[0])


def words_of(page: Any) -> str:
    """What the page says in its main part, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", main_of(page)).split())


@pytest.fixture
def client(maya: User, client_of: ClientOf) -> Client:
    return client_of(maya)


def begun(client: Client, key: str) -> str:
    """The address of one that was just begun."""
    return str(client.post(f"{LIST}{key}/").headers["Location"])


def test_from_the_first_page_to_the_result_without_a_script(client: Client) -> None:
    first = words_of(client.get(f"{LIST}phq-4/"))
    assert "Seen by: only you." in first
    assert "It is no diagnosis." in first
    run = begun(client, "phq-4")
    for number, answer in (("1", "3"), ("2", "2"), ("3", "1")):
        assert PHQ_4.item(number).words in words_of(client.get(run))
        assert client.post(run, {"question": number, "answer": answer}).headers["Location"] == run

    # Back to the first, which keeps what was chosen, and on without losing anything.
    back = main_of(client.get(f"{run}?question=1"))
    assert re.findall(r'value="(\d)"[^>]*checked', back) == ["3"]
    client.post(run, {"question": "1", "answer": "1"})
    assert "Question 4 of 4" in words_of(client.get(run))

    client.post(run, {"question": "4", "left": "skipped"})
    assert "You left out 1 of the questions that count." in words_of(client.get(run))
    client.post(run, {"question": "4", "answer": "0"})
    client.post(run, {"finish": "yes"})
    said = words_of(client.get(run))
    assert "A little of this lately" in said
    assert "4 of 12" in said
    assert Flag.objects.count() == 0


def test_who_chooses_nothing_is_told_what_to_do(client: Client) -> None:
    run = begun(client, "phq-4")

    page = client.post(run, {"question": "1"})

    assert page.status_code == 422
    assert "Please choose an answer, or press “Skip”. Both are fine." in words_of(page)


@pytest.mark.parametrize("days", ["31", "-1", "many", ""])
def test_a_number_of_days_that_is_none_is_kept_in_the_field(client: Client, days: str) -> None:
    run = begun(client, "hrqol-4")
    client.post(run, {"question": "1", "answer": "2"})

    page = client.post(run, {"question": "2", "answer": days})

    assert page.status_code == 422
    assert "Please write a number of days from 0 to 30, or press “Skip”." in words_of(page)
    assert (f'value="{days}"' in main_of(page)) == bool(days)


def test_after_such_an_answer_help_comes_first_and_then_one_goes_on(client: Client) -> None:
    assert PHQ_9.tells in words_of(client.get(f"{LIST}phq-9/"))
    run = begun(client, "phq-9")
    for number in range(1, 9):
        client.post(run, {"question": str(number), "answer": "0"})
    assert PHQ_9.tells in words_of(client.get(run))

    answer = client.post(run, {"question": "9", "answer": "1"})

    assert answer.headers["Location"] == f"{run}?help=now"
    help_first = main_of(client.get(answer.headers["Location"]))
    for words in ("988", 'href="/someone/"', 'href="/plan/safety/"', f'href="{run}"'):
        assert words in help_first
    assert "Question 10 of 10" in words_of(client.get(run))
    client.post(run, {"question": "difficult", "left": "refused"})
    client.post(run, {"finish": "yes"})
    result = words_of(client.get(run))
    assert "988" in result
    assert "Somebody from our team sees the answer that reaches them" in result


def test_refusing_a_question_of_asq_counts_as_was_said_and_skipping_tells_nobody(
    client: Client,
) -> None:
    assert ASQ.tells in words_of(client.get(f"{LIST}asq/"))
    run = begun(client, "asq")
    client.post(run, {"question": "1", "left": "skipped"})
    assert Flag.objects.count() == 0

    client.post(run, {"question": "2", "left": "refused"})

    assert Flag.objects.get().excerpt.endswith("They answered “Rather not say”.")


@pytest.mark.parametrize(
    ("instrument", "short", "headline"),
    [
        (PCL_5, "44444 44 4444444 444444", "Areas that are heavy right now"),
        (PCL_5, "0" * 20, "No area stands out right now"),
        (ITQ, "444444 444 444444 444", "Areas that are heavy right now"),
        (ITQ, "44444s 444 444444 444", "No number this time"),
        (PC_PTSD_5, "1 11111", "You answered yes to 5 of the five"),
        (PC_PTSD_5, "0", "Then there is nothing more to ask"),
        (PHQ_9, "333333330 3", "A great deal of this lately"),
        (ASQ, "000", "You answered no"),
    ],
)
def test_a_result_is_said_in_plain_words_and_never_as_a_label(
    client: Client, maya: User, instrument: Instrument, short: str, headline: str
) -> None:
    run = taken(instrument, short, member=maya, now=timezone.now())

    page = main_of(client.get(run.get_absolute_url()))

    assert f"<h1>{headline}</h1>" in page
    # The questions and who made them are others' words.
    ours = re.sub(
        r"<details.*?</details>|<p class=\"muted\">[A-Z0-9-]+\. .*?</p>", "", page, flags=re.DOTALL
    )
    assert LABELS.findall(re.sub(r"<[^>]+>", " ", ours)) == []


def test_the_short_one_invites_to_the_longer_one(client: Client, maya: User) -> None:
    run = taken(PC_PTSD_5, "1 11100", member=maya, now=timezone.now())

    assert f'href="{LIST}pcl-5/"' in main_of(client.get(run.get_absolute_url()))


def test_what_was_begun_waits_and_can_be_thrown_away(client: Client) -> None:
    run = begun(client, "gad-7")
    assert f'href="{run}"' in main_of(client.get(LIST))

    client.post(f"{run}delete/")

    assert MeasureRun.objects.count() == 0
    assert f'href="{run}"' not in main_of(client.get(LIST))


def test_what_is_finished_is_deleted_after_a_tick_alone(client: Client, maya: User) -> None:
    url = taken(PHQ_4, "0000", member=maya, now=timezone.now()).get_absolute_url()

    assert client.post(f"{url}delete/").status_code == 422
    assert MeasureRun.objects.count() == 1
    client.post(f"{url}delete/", {"agrees": "on"})
    assert MeasureRun.objects.count() == 0


def test_it_can_be_taken_along_as_a_file_with_a_name_that_says_nothing(
    client: Client, maya: User
) -> None:
    run = taken(PHQ_4, "01s3", member=maya, now=timezone.now())

    answer = client.post(f"{run.get_absolute_url()}download/")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="answers.csv"'
    rows = answer.content.decode().splitlines()
    assert [row.rsplit(",", 2)[1:] for row in rows[-4:]] == [
        ["Not at all", "0"],
        ["Several days", "1"],
        ["Skipped", ""],
        ["Nearly every day", "3"],
    ]


def test_too_soon_it_says_when_and_where_help_is_before(client: Client, maya: User) -> None:
    taken(PHQ_4, "0000", member=maya, now=timezone.now())

    page = words_of(client.get(f"{LIST}phq-4/"))

    assert "it is here again from" in page
    assert "you do not have to wait" in page
    assert client.post(f"{LIST}phq-4/").headers["Location"] == LIST
    assert MeasureRun.objects.count() == 1


def test_nobody_else_finds_it(
    mood: MeasureRun, maya: User, noor: User, sam: User, ines: User, ade: User, client_of: ClientOf
) -> None:
    done = taken(PHQ_4, "0000", member=maya)
    for other in (noor, sam, ines, ade):
        browser = client_of(other)
        for run in (mood, done):
            url = run.get_absolute_url()
            assert browser.get(url).status_code == 404
            assert browser.post(url, {"question": "9", "answer": "1"}).status_code == 404
            for deed in ("delete", "download"):
                assert browser.post(f"{url}{deed}/", {"agrees": "on"}).status_code == 404
    assert MeasureRun.objects.count() == 2


def test_a_changed_answer_is_not_said_to_have_reached_nobody(client: Client, maya: User) -> None:
    run = begun(client, "asq")
    for number, answer in (("1", "1"), ("5", "0"), ("1", "0"), ("2", "0"), ("3", "0")):
        client.post(run, {"question": number, "answer": answer})
    assert "An answer of yours reached our team." in words_of(client.get(run))
    client.post(run, {"finish": "yes"})

    assert saying.CHANGED in words_of(client.get(run))
    deleted = client.post(f"{run}delete/", {"agrees": "on"}, follow=True)
    assert "The answer that reached our team stays with them." in deleted.content.decode()
    assert Flag.objects.count() == 1


def test_the_numbers_stand_beside_the_answers_where_the_instrument_speaks_of_them(
    client: Client,
) -> None:
    assert "3: Quite a bit" in words_of(client.get(begun(client, "pcl-5")))


def test_there_is_no_such_instrument(client: Client) -> None:
    assert client.get(f"{LIST}c-ssrs/").status_code == 404


def test_answers_to_an_old_page_change_nothing(client: Client, maya: User) -> None:
    run = taken(PHQ_4, "1111", member=maya, now=timezone.now())
    url = run.get_absolute_url()

    for sent in ({"question": "1", "answer": "3"}, {"question": "99", "answer": "1"}, {}):
        assert client.post(url, sent).headers["Location"] == url
    run.refresh_from_db()
    assert (run.total, run.answers["1"]) == (4, 1)
    assert actions.finish(run, by=maya, now=timezone.now()) == run


def test_a_cry_on_a_page_of_what_was_deleted_meanwhile_shows_help_and_opens_a_case(
    client: Client, maya: User
) -> None:
    run = begun(client, "phq-9")
    page = main_of(client.get(f"{run}?question=9"))
    left = dict(re.findall(r'type="hidden" name="(of|question)" value="([^"]+)"', page))
    assert left == {"of": "phq-9", "question": "9"}
    client.post(f"{run}delete/")

    calm = client.post(run, {"of": "phq-9", "question": "9", "answer": "0"}, follow=True)
    assert (calm.status_code, Flag.objects.count()) == (200, 0)
    assert "nothing of it is kept" in words_of(calm)

    cry = client.post(run, {"of": "phq-9", "question": "9", "answer": "2"})
    assert cry.status_code == 200
    assert "You do not have to carry this alone" in words_of(cry)
    assert "What you answered before was deleted." in words_of(cry)
    assert Flag.objects.get().author == maya
    assert client.get(run).status_code == 404
