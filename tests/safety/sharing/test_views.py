"""The pages: choose, see exactly what it would be, say yes or no, take it back, read, see who got it."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Disclosure
from safety.sharing import actions, fields
from safety.sharing.forms import NOTHING_YET
from safety.sharing.models import AccountingLine, Sharing
from safety.sharing.states import How, Way
from tests.cast import NOON
from tests.conftest import Person
from tests.safety.sharing.acts import DRANK, GOING, SLEEP, SLEPT, WENT, shared

ClientOf = Callable[[User], Client]
pytestmark = pytest.mark.django_db
NEW, MINE = "/sharing/new/", "/sharing/"
LEE = actions.Outside("Dr Lee", "Harbor Clinic")
CHOSEN = {
    "who": "here",
    "name": "dr osei",
    "purpose": "together",
    "until": "year",
    "keys": [WENT.key, DRANK.key],
}


def page(answer: Any) -> str:
    return answer.content.decode()


def inside(text: str) -> str:
    return text.partition('<main id="main"')[2].partition("</main>")[0]


def shown(text: str) -> str:
    """What the page carries along of the words that it showed."""
    found = re.search(r'name="shown" value="(\w{64})"', text)
    assert found
    return found[1]


def test_nothing_is_ticked_or_chosen_beforehand(maya: User, client_of: ClientOf) -> None:
    text = inside(page(client_of(maya).get(NEW)))

    assert "checked" not in text
    assert [line in text for line in (GOING, SLEEP, "Less.")] == [True, True, True]


@pytest.fixture
def half_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of three things the second says nothing yet."""
    empty = replace(SLEPT, read=lambda *_: ())
    monkeypatch.setattr(fields, "_fields", {each.key: each for each in (WENT, empty, DRANK)})


@pytest.mark.usefixtures("half_empty")
def test_what_says_something_comes_first_and_the_rest_is_folded(
    maya: User, osei: User, client_of: ClientOf
) -> None:
    browser = client_of(maya)

    first = inside(page(browser.get(NEW)))
    assert re.findall(r'<details[^>]*>|value="test\.\w+"', first) == [
        'value="test.went"',
        'value="test.drank"',
        '<details class="fold">',
        'value="test.slept"',
    ]
    assert f"<summary>{NOTHING_YET}</summary>" in first
    assert "Nothing to say here now" not in first

    back = inside(page(browser.post(NEW, {**CHOSEN, "keys": [SLEPT.key], "answer": "back"})))
    assert '<details class="fold" open>' in back
    preview = inside(page(browser.post(NEW, {**CHOSEN, "keys": [SLEPT.key]})))
    assert f"would get “{SLEPT.label}”" in preview
    assert "Nothing to say here now." in preview


def test_where_nothing_says_anything_yet_nothing_is_hidden(
    maya: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fields, "_fields", {SLEPT.key: replace(SLEPT, read=lambda *_: ())})

    assert '<details class="fold" open>' in inside(page(client_of(maya).get(NEW)))


def test_from_choosing_to_the_receipt(maya: User, osei: User, client_of: ClientOf) -> None:
    browser = client_of(maya)

    preview = inside(page(browser.post(NEW, CHOSEN)))

    assert not Sharing.objects.exists()
    sentence = f"Dr Osei would get “{WENT.label}” and “{DRANK.label}”, until the end of"
    assert f"<strong>{sentence}" in preview
    assert [words in preview for words in (GOING, "Less.", SLEEP)] == [True, True, False]
    assert "42 CFR part 2" in preview
    assert "You can change this in Settings, Sharing. It takes one tap." in preview
    assert "checked" not in preview
    buttons = re.findall(r'<button class="([^"]+)"[^>]*value="(yes|no)"', preview)
    assert buttons == [("btn second", "yes"), ("btn second", "no")]

    yes = {**CHOSEN, "answer": "yes", "shown": shown(preview)}
    unsigned = browser.post(NEW, yes)
    assert (unsigned.status_code, Sharing.objects.count()) == (422, 0)
    assert "Tick this to sign" in page(unsigned)

    receipt = browser.post(NEW, {**yes, "signs": "on"}, follow=True)
    made = Sharing.objects.get()
    assert receipt.redirect_chain == [(f"/sharing/{made.public_id}/", 302)]
    assert made.sha256 in page(receipt)
    assert made.sha256 == shown(preview)


def test_a_no_shares_nothing_and_asks_for_nothing(
    maya: User, osei: User, client_of: ClientOf
) -> None:
    answer = client_of(maya).post(NEW, {"answer": "no"}, follow=True)

    assert "Nothing is shared by this." in page(answer)
    assert not Sharing.objects.exists()


def test_words_that_were_not_shown_are_shown_first(
    maya: User, osei: User, client_of: ClientOf
) -> None:
    forged = {**CHOSEN, "answer": "yes", "shown": "0" * 64, "signs": "on"}

    answer = client_of(maya).post(NEW, forged)

    assert (answer.status_code, Sharing.objects.count()) == (409, 0)
    assert "Please look at it once more." in page(answer)


def test_what_was_typed_stays_and_the_page_says_what_to_do(
    maya: User, sam: User, client_of: ClientOf
) -> None:
    browser = client_of(maya)

    for name in ("Sam", "Nobody Here"):
        answer = browser.post(NEW, {**CHOSEN, "name": name})
        assert answer.status_code == 422
        assert "We found no clinician with this name here." in page(answer)
        assert f'value="{name}"' in page(answer)
    without = page(browser.post(NEW, {**CHOSEN, "keys": [], "until": "day"}))
    assert "Tick what they may get" in without
    assert "Choose the last day." in without


def test_trying_many_names_comes_to_an_end(
    maya: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safety.sharing.views.giving.is_too_often", lambda *_, **__: True)

    answer = client_of(maya).post(NEW, CHOSEN, follow=True)

    assert "Please try again in an hour." in page(answer)


def test_to_change_it_begins_with_what_is_shared_and_with_nothing_of_others(
    maya: User, osei: User, noor: User, client_of: ClientOf
) -> None:
    made = shared(maya, osei, keys=[SLEPT.key], now=timezone.now())

    mine = inside(page(client_of(maya).get(f"{NEW}?like={made.public_id}")))
    hers = inside(page(client_of(noor).get(f"{NEW}?like={made.public_id}")))

    assert re.findall(r'value="([^"]+)"[^>]*checked', mine) == [
        str(osei.pk),
        "together",
        "together",
        SLEPT.key,
    ]
    assert "checked" not in hers
    assert client_of(maya).get(f"{NEW}?like=no").status_code == 200


def test_one_tap_ends_it_and_the_page_says_what_cannot_be_called_back(
    maya: User, osei: User, client_of: ClientOf
) -> None:
    browser, now = client_of(maya), timezone.now()
    made = shared(maya, osei, now=now)
    actions.hand_over(made, way=Way.READ, by=osei, now=now)
    assert f'action="/sharing/{made.public_id}/end/"' in page(browser.get(MINE))

    text = inside(page(browser.post(f"/sharing/{made.public_id}/end/", follow=True)))

    made.refresh_from_db()
    assert made.how == How.STOPPED
    assert "We cannot call this back." in text
    assert GOING not in text
    assert client_of(osei).get(f"/sharing/for-me/{made.public_id}/").status_code == 404


def test_one_tap_takes_one_thing_out(maya: User, osei: User, client_of: ClientOf) -> None:
    made = shared(maya, osei, now=timezone.now())
    address = f"/sharing/{made.public_id}/narrowing/"

    text = page(client_of(maya).post(address, {"without": SLEPT.key}, follow=True))

    newer = Sharing.objects.get(ended_at=None)
    assert (newer.keys, SLEEP in text, GOING in text) == ([WENT.key], False, True)
    reading = client_of(osei).get(f"/sharing/for-me/{made.public_id}/")
    assert reading.headers["Location"] == f"/sharing/for-me/{newer.public_id}/"


def test_each_reading_by_the_clinician_is_a_line_for_the_member(
    maya: User, osei: User, client_of: ClientOf
) -> None:
    made = shared(maya, osei, keys=[WENT.key], now=timezone.now())
    browser, address = client_of(osei), f"/sharing/for-me/{made.public_id}/"
    assert address in page(browser.get("/sharing/for-me/"))
    assert not AccountingLine.objects.exists()

    for times in (1, 2):
        text = page(browser.get(address))
        assert [words in text for words in (GOING, SLEEP)] == [True, False]
        assert AccountingLine.objects.of(maya).count() == times
        assert Disclosure.objects.about(maya.pk).count() == times
    mine = page(client_of(maya).get("/sharing/who-got-what/"))
    assert mine.count("<h2>Dr Osei</h2>") == 2


def test_nobody_else_finds_any_of_it(
    maya: User, osei: User, sam: User, ines: User, noor: User, person: Person, client_of: ClientOf
) -> None:
    made = shared(maya, osei, now=timezone.now())
    other = person("Dr Lena", Role.CLINICIAN)

    for who in (sam, ines, noor, other, maya):
        answer = client_of(who).get(f"/sharing/for-me/{made.public_id}/")
        assert answer.status_code == 404, who.handle
    assert "Maya" not in inside(page(client_of(other).get("/sharing/for-me/")))
    for who in (osei, sam, ines, noor, other):
        browser = client_of(who)
        assert browser.get(f"/sharing/{made.public_id}/").status_code == 404
        for step in ("end", "narrowing", "copy"):
            assert browser.post(f"/sharing/{made.public_id}/{step}/").status_code == 404
    made.refresh_from_db()
    assert (made.ended_at, AccountingLine.objects.count()) == (None, 0)


def test_a_copy_for_somebody_outside_has_the_notice_and_the_consent(
    maya: User, client_of: ClientOf
) -> None:
    made = shared(maya, LEE, keys=[DRANK.key], now=timezone.now())

    answer = client_of(maya).post(f"/sharing/{made.public_id}/copy/")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="letter.txt"'
    assert "Less." in page(answer)
    assert "42 CFR part 2" in page(answer)
    assert made.signed_text in page(answer)
    line = AccountingLine.objects.get()
    assert (line.way, line.to, line.with_notice) == (Way.COPY, "Dr Lee, Harbor Clinic", True)


def test_the_list_can_be_taken_along(maya: User, noor: User, client_of: ClientOf) -> None:
    made = shared(maya, LEE, now=NOON)
    actions.hand_over(made, way=Way.COPY, by=maya, now=NOON)

    mine, hers = (client_of(who).post("/sharing/who-got-what/") for who in (maya, noor))

    assert "Who: Dr Lee, Harbor Clinic" in page(mine)
    assert f"What: {WENT.label}; {SLEPT.label}" in page(mine)
    assert "Dr Lee" not in page(hers)
