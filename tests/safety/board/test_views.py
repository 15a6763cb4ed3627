"""The pages of the board, for those who may read them and those who may switch."""

import pytest
from django.test import Client

from peerhub.accounts.models import User
from safety.board import actions
from safety.board.models import Switch
from safety.detection.rulebook import rulebook
from tests.cast import NOON
from tests.safety.board.test_switching import RULE, WHY, asked
from tests.safety.flags.test_views import ClientOf

pytestmark = pytest.mark.django_db
PAGE = f"/rules/{RULE}/"
COUNT = len(rulebook().rules) + len(rulebook().together)


def words(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()


def test_strangers_members_and_specialists_find_nothing(
    noor: User, sam: User, client_of: ClientOf
) -> None:
    for person in (noor, sam):
        for path in ("/rules/", PAGE):
            assert client_of(person).get(path).status_code == 404
        for step in ("answer", "taking-back"):
            assert client_of(person).post(f"{PAGE}{step}/").status_code == 404


def test_a_moderator_reads_and_is_offered_nothing(
    ines: User, osei: User, client_of: ClientOf
) -> None:
    browser = client_of(ines)
    assert "Ask to switch it off" not in words(browser, PAGE)
    assert browser.post(PAGE, {"words": WHY, "sure": "off"}).status_code == 404
    switch = asked(osei)
    assert "A clinician or a supervisor answers this." in words(browser, PAGE)
    refused = browser.post(f"{PAGE}answer/", {"switch": switch.pk, "answer": "agree"})

    assert refused.status_code == 404
    assert Switch.objects.get().agreed is None


def test_the_list_is_searched_and_narrowed(osei: User, client_of: ClientOf) -> None:
    browser = client_of(osei)

    assert f"<strong>{COUNT}</strong> of {COUNT} rules" in words(browser, "/rules/")
    assert f"<strong>1</strong> of {COUNT} rules" in words(browser, f"/rules/?q={RULE}&level=1")
    assert "No rule is like that." in words(browser, "/rules/?standing=off")
    assert f"<strong>{COUNT}</strong> of" in words(browser, "/rules/?standing=nonsense&x=%00")


def test_two_people_switch_a_rule_and_the_board_says_who_and_why(
    osei: User, ade: User, client_of: ClientOf
) -> None:
    first, second = client_of(osei), client_of(ade)

    assert "Nothing changes before a yes." in first.post(PAGE, {"words": WHY}).content.decode()
    assert Switch.objects.count() == 0
    first.post(PAGE, {"words": WHY, "sure": "off"})
    switch = Switch.objects.get()
    assert WHY in words(second, PAGE)
    second.post(f"{PAGE}answer/", {"switch": switch.pk, "answer": "agree"})

    page = words(client_of(ade), PAGE)
    assert Switch.objects.off() == frozenset({RULE})
    assert "<strong>Dr Osei</strong> asked to switch it off" in page
    assert "<strong>Ade</strong> agreed" in page
    assert f"<strong>1</strong> of {COUNT} rules" in words(first, "/rules/?standing=off")


def test_an_empty_reason_is_refused_and_a_page_of_yesterday_switches_nothing(
    osei: User, ade: User, client_of: ClientOf
) -> None:
    browser = client_of(osei)

    assert browser.post(PAGE, {"words": " "}).status_code == 422
    actions.answer(asked(osei), by=ade, agreed=True, now=NOON)
    late = browser.post(PAGE, {"words": WHY, "sure": "off"})

    assert late.status_code == 409
    assert "This rule is off already." in late.content.decode()
    assert WHY in late.content.decode()


def test_an_answer_never_goes_to_a_newer_request(
    osei: User, ade: User, client_of: ClientOf
) -> None:
    old = actions.take_back(asked(osei), by=osei, now=NOON)
    new = asked(osei)

    client_of(ade).post(f"{PAGE}answer/", {"switch": old.pk, "answer": "agree"})
    odd = client_of(ade).post(f"{PAGE}answer/", {"switch": "²", "answer": "agree"})

    new.refresh_from_db()
    assert (odd.status_code, new.agreed) == (404, None)


def test_a_rule_that_is_not_in_the_file_is_no_page(osei: User, client_of: ClientOf) -> None:
    assert client_of(osei).get("/rules/no.such/").status_code == 404
