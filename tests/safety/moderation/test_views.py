"""The page of steps: what happens is read before it happens."""

from collections.abc import Callable

import pytest
from django.test import Client

from peerhub.accounts.models import User
from rooms.live.models import Message
from safety.flags import actions as flags
from safety.flags.models import Flag
from tests.safety.flags.in_a_room import is_open

ClientOf = Callable[[User], Client]
CHOSEN = {"hide": "on", "mute": "1-hour", "pause": "7-days", "reason": "hurt"}


@pytest.fixture
def url(flag: Flag) -> str:
    return f"/queue/{flag.pk}/steps/"


def gone(flag: Flag) -> str:
    return Message.objects.get(public_id=flag.subject_id).gone


def test_the_preview_says_each_consequence_and_does_nothing(
    url: str, flag: Flag, maya: User, ines: User, client_of: ClientOf
) -> None:
    page = client_of(ines).post(url, {**CHOSEN, "claim": flag.claims}).content.decode()

    assert "What happens then, all at once" in page
    for words in (
        "Nobody sees the message any more.",
        "They can read there and not write, until",
        "They are signed out everywhere, and cannot sign in until",
        "We hid what you wrote.",
        "If you see it differently, answer here",
    ):
        assert words in page
    assert "They get the letter below" in page
    assert (gone(flag), is_open(maya)) == ("", True)


def test_a_preview_tells_nothing_that_was_not_chosen(
    url: str, ines: User, client_of: ClientOf
) -> None:
    page = client_of(ines).post(url, {"mute": "1-hour", "reason": "hurt"}).content.decode()

    assert "They can read there and not write" in page
    for words in ("letter", "Nobody sees the message", "signed out everywhere"):
        assert words not in page


def test_sure_does_it_and_the_case_offers_each_undo(
    url: str, flag: Flag, maya: User, ines: User, client_of: ClientOf
) -> None:
    browser = client_of(ines)

    page = browser.post(url, {**CHOSEN, "claim": flag.claims, "sure": "1"}, follow=True)

    assert b"Done. What was done stands in the timeline" in page.content
    assert (gone(flag), is_open(maya)) == ("hidden", False)
    for words in (b"Show it again", b"Let them write again", b"End the pause"):
        assert words in page.content
    assert (
        b"Others can see the message again."
        in browser.post(f"/queue/{flag.pk}/show/", follow=True).content
    )
    assert (
        b"They can write there again."
        in browser.post(f"/queue/{flag.pk}/unmute/", follow=True).content
    )
    assert gone(flag) == ""


def test_changing_something_keeps_what_was_chosen(
    url: str, ines: User, client_of: ClientOf
) -> None:
    page = client_of(ines).post(url, {**CHOSEN, "change": "1"})

    assert page.context["form"]["mute"].value() == "1-hour"
    assert b"Choose steps" in page.content


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"reason": "hurt"}, b"Choose at least one step."),
        ({"warn": "on"}, b"Please choose one."),
        ({"warn": "on", "reason": "own"}, b"Please write what they should be told."),
        ({"warn": "on", "reason": "hurt", "mute": "for-ever"}, b"Select a valid choice"),
    ],
)
def test_what_is_missing_is_said(
    given: dict[str, str], words: bytes, url: str, ines: User, client_of: ClientOf
) -> None:
    page = client_of(ines).post(url, given)

    assert (page.status_code, words in page.content) == (422, True)


def test_a_gap_in_own_words_is_refused_and_they_stay(
    url: str, flag: Flag, ines: User, client_of: ClientOf
) -> None:
    own = {"hide": "on", "reason": "own", "own": "It told {what}.", "rule": "names", "sure": "1"}

    page = client_of(ines).post(url, own)

    assert b"Fill this in first, or take it out: {what}" in page.content
    assert b"It told {what}." in page.content
    assert gone(flag) == ""


def test_an_old_page_does_nothing(url: str, flag: Flag, ines: User, client_of: ClientOf) -> None:
    for sure in ({}, {"sure": "1"}):
        page = client_of(ines).post(url, {**CHOSEN, **sure, "claim": flag.claims - 1})

        assert page.status_code == 409
        assert b"This case was taken since you opened this page" in page.content
    assert gone(flag) == ""


def test_who_is_not_on_the_case_is_sent_back_to_it(
    url: str, flag: Flag, ade: User, client_of: ClientOf
) -> None:
    assert client_of(ade).get(url)["Location"] == f"/queue/{flag.pk}/"
    assert client_of(ade).post(url, {**CHOSEN, "sure": "1"})["Location"] == f"/queue/{flag.pk}/"
    assert gone(flag) == ""


def test_noor_finds_nothing(
    url: str, flag: Flag, ines: User, noor: User, client_of: ClientOf
) -> None:
    flags.hide_text(flag, by=ines, now=flag.raised_at)
    browser = client_of(noor)

    assert browser.get(url).status_code == 404
    for act in ("steps", "show", "unmute", "history"):
        assert browser.post(f"/queue/{flag.pk}/{act}/", CHOSEN).status_code == 404
    assert gone(flag) == "hidden"
