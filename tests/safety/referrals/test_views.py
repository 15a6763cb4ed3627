import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from peerhub.accounts.models import User
from safety.referrals import actions, tasks
from safety.referrals.models import FollowUp, Referral
from safety.referrals.states import Outcome, ReferralState
from tests.cast import NOON
from tests.safety.referrals.acts import CONTACT, WISH, drafted, due, sent, shared

ClientOf = Callable[[User], Client]
FILLED = {
    "kind": "therapist",
    "to_whom": "Harbor Practice",
    "reason": "after_trauma",
    "wish": WISH,
    "contact": CONTACT,
    "share": ["reason", "wish"],
}


@pytest.fixture
def by_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the hour is at which the tests run: at night a question would wait for the morning."""
    monkeypatch.setattr("safety.referrals.notices.awake", lambda now, _zone: now)


def test_nothing_is_ticked_beforehand(maya: User, client_of: ClientOf) -> None:
    page = client_of(maya).get("/referrals/new/")

    assert b"checked" not in page.content


def test_the_preview_shows_field_by_field_what_would_be_shared(
    maya: User, client_of: ClientOf
) -> None:
    page = client_of(maya).post("/referrals/new/", FILLED, follow=True)

    assert page.context["shared"] == [
        ("What it is about, in one line", "Help with something that happened"),
        ("My own words", WISH),
    ]
    assert page.context["kept"] == [
        ("The name I use here", "Maya"),
        ("How to reach me", CONTACT),
    ]
    assert Referral.objects.get().state == ReferralState.DRAFTED


def test_yes_and_no_have_the_same_weight(maya: User, client_of: ClientOf) -> None:
    page = client_of(maya).post("/referrals/new/", FILLED, follow=True).content.decode()

    yes = page[: page.index("Yes, share")].rpartition("<button")[2]
    no = page[: page.index("No, don’t")].rpartition("<button")[2]
    assert yes == no


def test_an_empty_form_says_what_is_missing_and_keeps_the_rest(
    maya: User, client_of: ClientOf
) -> None:
    page = client_of(maya).post("/referrals/new/", {"wish": WISH})

    assert page.status_code == 422
    assert sorted(page.context["form"].errors) == ["kind", "reason", "to_whom"]
    assert WISH.encode() in page.content
    assert not Referral.objects.exists()


def test_a_tick_without_words_is_asked_about(maya: User, client_of: ClientOf) -> None:
    page = client_of(maya).post("/referrals/new/", {**FILLED, "wish": "", "contact": ""})

    assert list(page.context["form"].errors) == ["wish"]


def test_words_of_danger_show_help_at_once(maya: User, client_of: ClientOf) -> None:
    calm = client_of(maya).post("/referrals/new/", FILLED, follow=True)
    grave = client_of(maya).post(
        "/referrals/new/", {**FILLED, "wish": "I am going to kill myself."}, follow=True
    )

    assert b"You matter here" not in calm.content
    assert b"You matter here" in grave.content


@pytest.mark.usefixtures("by_day")
def test_the_whole_loop(
    maya: User,
    ines: User,
    client_of: ClientOf,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    member, staff = client_of(maya), client_of(ines)
    member.post("/referrals/new/", FILLED)
    public_id = Referral.objects.get().public_id
    assert staff.get(f"/referrals/{public_id}/case/").status_code == 404

    member.post(f"/referrals/{public_id}/consent/")
    listed = staff.get("/referrals/")
    assert [r.public_id for r in listed.context["to_send"]] == [public_id]
    assert CONTACT.encode() not in staff.get(f"/referrals/{public_id}/case/").content

    staff.post(f"/referrals/{public_id}/sending/")
    FollowUp.objects.filter(kind="day_3").update(due_at=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        tasks.open_due_follow_ups()
    updates = member.get("/updates/").content.decode()
    assert "Did it work out?" in updates
    assert f"/referrals/{public_id}/answer/" in updates

    member.post(f"/referrals/{public_id}/answer/", {"outcome": "connected"})
    assert b"Yes, I am in touch" in staff.get("/referrals/").content
    done = staff.post(
        f"/referrals/{public_id}/closing/", {"outcome": "connected", "again_on": ""}, follow=True
    )
    assert b"Written down and closed." in done.content
    assert Referral.objects.get().state == ReferralState.CLOSED


@pytest.mark.usefixtures("by_day")
def test_the_question_carries_no_word_of_it(
    maya: User,
    ines: User,
    client_of: ClientOf,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    sent(maya, ines)
    FollowUp.objects.filter(kind="day_3").update(due_at=timezone.now())

    with django_capture_on_commit_callbacks(execute=True):
        tasks.open_due_follow_ups()

    for letter in mail.outbox:
        for word in ("Harbor", "therap", "grief", "referral"):
            assert word not in f"{letter.subject} {letter.body}"
    assert len(mail.outbox) == 1


def test_a_change_can_be_left_without_one(maya: User, client_of: ClientOf) -> None:
    referral = drafted(maya)

    page = client_of(maya).get(f"/referrals/{referral.public_id}/change/").content.decode()

    assert f'<a href="/referrals/{referral.public_id}/">Back, and leave it as it is</a>' in page


def test_taking_it_back_is_one_press(maya: User, client_of: ClientOf) -> None:
    referral = shared(maya)
    browser = client_of(maya)

    assert b"Take it back" in browser.get(f"/referrals/{referral.public_id}/").content
    page = browser.post(f"/referrals/{referral.public_id}/withdrawal/", follow=True)

    assert b"Nothing is shared." in page.content


def test_staff_read_what_was_written_down_from_their_side(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    follow_up = due(maya, ines, now=NOON + timedelta(days=4))
    actions.close(follow_up, by=ines, outcome=Outcome.COULD_NOT_REACH, now=NOON)

    page = client_of(ines).get(f"/referrals/{follow_up.referral.public_id}/case/")

    assert b"Ines: Could not be reached</li>" in page.content
    assert b"Ines: I could not" not in page.content


@pytest.mark.parametrize("day", ["yesterday", "2020-01-01", "2099-01-01"])
def test_a_day_that_cannot_be_is_refused_beside_its_field(
    day: str, maya: User, ines: User, client_of: ClientOf
) -> None:
    asked = due(maya, ines, now=NOON + timedelta(days=3, hours=3))
    given = {"outcome": "waitlisted", "again_on": day}

    page = client_of(ines).post(f"/referrals/{asked.referral.public_id}/closing/", given)

    assert list(page.context["form"].errors) == ["again_on"]
    asked.refresh_from_db()
    assert asked.closed_at is None


def test_noor_finds_nothing(maya: User, ines: User, noor: User, client_of: ClientOf) -> None:
    browser = client_of(noor)
    for referral in (drafted(maya), shared(maya), sent(maya, ines)):
        base = f"/referrals/{referral.public_id}/"
        before = referral.state
        seen = [
            browser.get(base + page).status_code for page in ("", "answer/", "change/", "case/")
        ]
        acts: tuple[str, ...] = ("consent/", "withdrawal/", "change/", "answer/", "quiet/")
        acts += ("sending/", "together/", "closing/")
        seen += [browser.post(base + act).status_code for act in acts]
        referral.refresh_from_db()
        assert (seen, referral.state) == ([404] * 12, before)
    assert browser.get("/referrals/").status_code == 404
    assert list(browser.get("/referrals/mine/").context["referrals"]) == []


def test_a_referral_that_is_not_there_is_not_found(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    nowhere = uuid.uuid4()

    assert client_of(maya).get(f"/referrals/{nowhere}/").status_code == 404
    assert client_of(ines).get(f"/referrals/{nowhere}/case/").status_code == 404
    assert client_of(ines).post(f"/referrals/{nowhere}/closing/").status_code == 404


def test_the_list_costs_the_same_for_one_and_for_three(
    maya: User,
    ines: User,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = client_of(ines)
    browser.get("/referrals/")
    for more in (1, 2):
        for _ in range(more):
            shared(maya)
            sent(maya, ines)
            due(maya, ines, now=NOON + timedelta(days=15))
            sent(maya, ines)
        with django_assert_num_queries(9):
            browser.get("/referrals/")
