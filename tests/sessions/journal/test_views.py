"""The pages of notes to oneself: one month, folded; a prompt by a press; a choice, plainly said."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from safety.flags.models import Flag
from sessions.journal import actions
from sessions.journal.models import JournalEntry
from sessions.journal.prompts import PROMPTS
from tests.cast import NOON
from tests.conftest import Person
from tests.safety.flags.texts import CALM, HIGH

pytestmark = pytest.mark.django_db
NOTES, NEW, WHO = "/notes/", "/notes/new/", "/notes/who-reads/"
NOVEMBER = f"{NOTES}?month=2026-11"
ClientOf = Callable[[User], Client]


def words_of(page: Any) -> str:
    main = page.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def title_of(page: Any) -> str:
    return re.findall(r"<title>(.*?)</title>", page.content.decode())[0]


def typed_in(page: Any) -> str:
    return re.findall(r"<textarea[^>]*>\s*(.*?)</textarea>", page.content.decode(), re.DOTALL)[0]


def asked_on(page: Any) -> str:
    return "".join(re.findall(r'<p class="lead">([^<]*)</p>', page.content.decode()))


def write(member: User, words: str = "Soup.") -> JournalEntry:
    return actions.write(words, member=member, now=NOON).entry


def kept(member: User) -> list[str]:
    return [each.words for each in JournalEntry.objects.of(member)]


def test_maya_writes_changes_and_deletes_a_note(maya: User, client_of: ClientOf) -> None:
    client = client_of(maya)

    assert "Kept." in words_of(client.post(NEW, {"words": "Soup."}, follow=True))
    page = JournalEntry.objects.get().get_absolute_url()
    assert typed_in(client.get(page)) == "Soup."
    assert "Kept." in words_of(client.post(page, {"words": "Bread."}, follow=True))
    assert kept(maya) == ["Bread."]
    assert "Nothing of that note is left" in words_of(client.post(f"{page}delete/", follow=True))
    assert (kept(maya), client.get(page).status_code) == ([], 404)


def test_a_prompt_comes_by_a_press_another_by_the_next_and_what_was_typed_stays(
    maya: User, client_of: ClientOf
) -> None:
    client, seen = client_of(maya), [""]

    page = client.get(NEW)
    assert (asked_on(page), "Another one" in words_of(page)) == ("", False)
    key = ""
    for press in ("another", "another", "none"):
        page = client.post(NEW, {"words": "Half a", "prompt": key, "ask": press})
        key = page.context["form"].initial["prompt"]
        seen.append(asked_on(page))
        assert (page.status_code, typed_in(page)) == (200, "Half a")

    assert [each in PROMPTS.values() for each in seen] == [False, True, True, False]
    assert (len(set(seen)), kept(maya)) == (3, [])


def test_a_note_says_with_what_it_began(maya: User, client_of: ClientOf) -> None:
    client = client_of(maya)
    client.post(NEW, {"words": "Soup.", "prompt": "food"})

    assert f"{PROMPTS['food']} Soup." in words_of(client.get(NOTES))


@pytest.mark.parametrize("words", ["", "a" * 5001])
def test_what_does_not_fit_stays_in_the_field(maya: User, client_of: ClientOf, words: str) -> None:
    entry, client = write(maya), client_of(maya)
    page = client.post(NEW, {"words": words, "prompt": "food"})

    assert (page.status_code, typed_in(page), asked_on(page)) == (422, words, PROMPTS["food"])
    page = client.post(entry.get_absolute_url(), {"words": words})
    assert (page.status_code, typed_in(page), kept(maya)) == (422, words, ["Soup."])


def test_the_list_is_one_month_and_every_note_is_folded(maya: User, client_of: ClientOf) -> None:
    client = client_of(maya)
    assert "They are yours" not in words_of(client.get(NOTES))
    write(maya)

    page = client.get(NOTES).content.decode()  # the newest month with something in it
    folded = re.findall(r"<details>.*?</details>", page, re.DOTALL)
    assert ["Soup." in each for each in folded if "Delete all" not in each] == [True]
    assert "Soup." not in re.sub(r"<details>.*?</details>", "", page, flags=re.DOTALL)
    assert "November 2026" in words_of(client.get(f"{NOTES}?month=2026-12"))


@pytest.mark.parametrize("month", ["2026-13", "soon", "1", "0001-01", "9999-12", "2026-11-01"])
def test_what_is_no_month_is_no_page(maya: User, client_of: ClientOf, month: str) -> None:
    assert client_of(maya).get(NOTES, {"month": month}).status_code == 404


def test_no_title_says_what_stands_there(maya: User, client_of: ClientOf) -> None:
    entry, client = write(maya), client_of(maya)
    pages = (NOTES, NEW, WHO, entry.get_absolute_url())

    assert {title_of(client.get(page)) for page in pages} == {"Notes"}


def test_under_each_field_stands_who_reads_it(maya: User, client_of: ClientOf) -> None:
    entry, client = write(maya), client_of(maya)
    pages = (NOTES, NEW, entry.get_absolute_url())
    nobody = "Seen by: you. Nobody reads it, and no program looks at it."
    program = "Seen by: you. A program looks for words of danger. If it finds some, our team reads"

    assert [nobody in words_of(client.get(page)) for page in pages] == [True] * 3
    client.post(WHO, {"screening": "on"})
    assert [program in words_of(client.get(page)) for page in pages] == [True] * 3


def test_the_choice_is_two_buttons_alike_and_nothing_is_chosen_without_one(
    maya: User, client_of: ClientOf
) -> None:
    client = client_of(maya)
    page = client.get(WHO).content.decode()
    buttons = re.findall(r'<button[^>]*class="([^"]*)"[^>]*name="screening" value="(\w+)"', page)

    assert [value for _, value in buttons] == ["on", "off"]
    assert len({look for look, _ in buttons}) == 1
    for sent in ({}, {"screening": "maybe"}):
        assert client.post(WHO, sent).status_code == 422
    assert not actions.is_screened(maya)
    assert "From now on a program looks" in words_of(
        client.post(WHO, {"screening": "on"}, follow=True)
    )
    assert actions.is_screened(maya)
    assert "No program looks" in words_of(client.post(WHO, {"screening": "off"}, follow=True))
    assert not actions.is_screened(maya)


def test_help_is_shown_where_a_program_looks_until_something_calmer_is_kept(
    maya: User, client_of: ClientOf
) -> None:
    client, shown = client_of(maya), []
    for choice, words in (("off", HIGH), ("on", HIGH), ("on", CALM)):
        client.post(WHO, {"screening": choice})
        page = client.post(NEW, {"words": words}, follow=True)
        shown.append("You matter here" in words_of(page))

    assert (shown, Flag.objects.count()) == ([False, True, False], 1)


def test_the_files_are_downloads_with_a_plain_name(maya: User, client_of: ClientOf) -> None:
    write(maya)
    client = client_of(maya)
    files = [client.get(f"/notes/notes.{end}") for end in ("txt", "json")]

    assert [(each["Content-Disposition"], "Soup." in each.content.decode()) for each in files] == [
        ('attachment; filename="notes.txt"', True),
        ('attachment; filename="notes.json"', True),
    ]
    assert ["no-store" in each["Cache-Control"] for each in files] == [True, True]


def test_all_are_deleted_once_the_box_is_ticked(maya: User, client_of: ClientOf) -> None:
    write(maya)
    client = client_of(maya)

    assert "Tick the box first" in words_of(client.post("/notes/delete/", follow=True))
    assert kept(maya) == ["Soup."]
    assert "Nothing of your notes is left" in words_of(
        client.post("/notes/delete/", {"agrees": "on"}, follow=True)
    )
    assert kept(maya) == []


def test_nobody_else_finds_a_note(
    maya: User, sam: User, noor: User, person: Person, client_of: ClientOf
) -> None:
    page = write(maya).get_absolute_url()
    others = (noor, sam, person("Juno", Role.CLINICIAN))

    for other in others:
        client = client_of(other)
        answers = [
            client.get(page),
            client.post(page, {"words": "x"}),
            client.post(f"{page}delete/"),
        ]
        assert [each.status_code for each in answers] == [404] * 3
        assert "Soup." not in client.get(NOVEMBER).content.decode()
    assert kept(maya) == ["Soup."]
