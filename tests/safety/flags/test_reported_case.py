"""What a case shows of the people who told us, and how it closes by forms."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from safety import subjects
from safety.flags import actions
from safety.flags.actions import Holding, Worry
from safety.flags.models import Flag
from safety.flags.states import Fate, FlagState, Reason
from safety.subjects import Snapshot, Subject, SubjectRef
from tests.safety.flags.texts import flagged

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
TEXT = SubjectRef("test.message", "1")


class OneText(Subject):
    """A text by one author, which may change."""

    def __init__(self, author: User) -> None:
        self.author, self.words = author, "Nobody believes you."

    def snapshot(self, subject_id: str) -> Snapshot:  # noqa: ARG002
        return Snapshot(self.words, self.author.pk, "Room: After a loss")


@pytest.fixture
def text(monkeypatch: pytest.MonkeyPatch, sam: User) -> OneText:
    monkeypatch.setattr(subjects, "_adapters", dict(subjects._adapters))
    subjects.offer("test.message", adapter := OneText(sam))
    return adapter


def told(by: User, reason: Reason, words: str = "") -> Flag:
    return actions.report(TEXT, Worry(reason, words), by=by, now=timezone.now()).flag


def test_a_case_shows_how_many_told_us_why_and_never_who(
    text: OneText, maya: User, noor: User, ines: User, client_of: ClientOf
) -> None:
    told(maya, Reason.UNKIND, "It was meant for <me>.")
    text.words = "I am sorry."
    flag = told(noor, Reason.WORRIED)

    page = client_of(ines).get(f"/queue/{flag.pk}/").content.decode()

    assert "2 people told us about it." in page
    assert "It is unkind" in page
    assert "It was meant for &lt;me&gt;." in page
    assert "I am worried about this person" in page
    assert "Nobody believes you." in page
    assert "It said something else then." in page
    assert "I am sorry." in page
    assert "<strong>Somebody</strong> told us about this" in page
    assert "<strong>A report</strong> raised the level from 1 to 3" in page
    assert "The rules" not in page
    assert f"<h1>Case {flag.pk}</h1>" in page
    assert [handle for handle in (maya.handle, noor.handle) if handle in page] == []


def test_the_queue_shows_no_reporter_and_no_word_of_theirs(
    text: OneText, maya: User, ines: User, client_of: ClientOf
) -> None:
    told(maya, Reason.UNKIND, "It was meant for me.")

    page = client_of(ines).get("/queue/").content.decode()

    assert "somebody told us about it" in page
    assert [word for word in (maya.handle, "meant for me", "believes") if word in page] == []


def test_a_reported_case_asks_what_becomes_of_the_text(
    text: OneText, maya: User, ines: User, client_of: ClientOf
) -> None:
    flag = actions.claim(told(maya, Reason.UNKIND), by=ines, now=timezone.now())
    browser, address = client_of(ines), f"/queue/{flag.pk}/outcome/"

    asked = browser.post(address, {"outcome-outcome": "nothing_needed"})
    flag.refresh_from_db()
    assert (asked.status_code, flag.state) == (200, FlagState.CLAIMED)
    assert "fate" in asked.context["form"].errors

    hidden = {"outcome-outcome": "nothing_needed", "outcome-fate": "hidden"}
    without_rule = browser.post(address, hidden)
    assert "rule" in without_rule.context["form"].errors

    browser.post(address, {**hidden, "outcome-rule": "kind"})
    flag.refresh_from_db()
    assert (flag.state, flag.fate) == (FlagState.RESOLVED, Fate.HIDDEN)
    page = browser.get(f"/queue/{flag.pk}/").content.decode()
    assert "No, it was hidden here" in page
    assert "hid the message from everybody" in page


def test_other_cases_do_not_ask_that(maya: User, ines: User, client_of: ClientOf) -> None:
    flag = actions.claim(flagged(maya, now=timezone.now()), by=ines, now=timezone.now())

    page = client_of(ines).get(f"/queue/{flag.pk}/")

    assert b"outcome-outcome" in page.content
    assert b"outcome-fate" not in page.content


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("first_post", "The first messages of a new member wait for a person here."),
        ("drawing", "It has a drawing. No program reads what is drawn, so a person looks first"),
        ("contact", "It may tell who or where somebody is. Its author was asked"),
    ],
)
def test_a_held_text_says_why_it_waits(
    maya: User, ines: User, client_of: ClientOf, kind: str, why: str
) -> None:
    with transaction.atomic():
        seen = actions.watch(
            "Hello all.",
            author=maya,
            subject=TEXT,
            place="Room: After a loss",
            now=timezone.now(),
            holding=Holding(kind=kind),
        )

    page = client_of(ines).get(f"/queue/{seen.flag_id}/").content.decode()

    assert why in page
    assert "Not yet. It waits for you to read it." in page
    assert "Hello all." in page
