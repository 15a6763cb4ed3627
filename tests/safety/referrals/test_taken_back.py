"""A yes is taken back after it was passed on: nothing more happens, and the page says what had gone out."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.notifications.models import Notice
from safety.referrals import actions
from safety.referrals.models import FollowUp, Referral
from safety.referrals.shared import HOW_FAR
from safety.referrals.states import Outcome, ReferralState, Said, Stuck
from tests.cast import NOON
from tests.safety.referrals.acts import due, sent, shared

ClientOf = Callable[[User], Client]
pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=4)
TWO_WORKING_DAYS = LATER + timedelta(days=5)


def words_of(page: object) -> str:
    text = page.content.decode().partition("<main")[2].partition("</main>")[0]  # type: ignore[attr-defined]
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def told(person: User) -> list[str]:
    return list(Notice.objects.filter(person=person).values_list("kind", flat=True))


@pytest.fixture
def back(maya: User, ines: User) -> Referral:
    """It was sent, Maya was asked once, and then took it back."""
    referral = due(maya, ines, now=LATER).referral
    actions.withdraw(referral, by=maya, now=LATER)
    return referral


def test_it_ends_at_that_instant_and_nothing_more_is_asked(back: Referral) -> None:
    assert (back.state, back.withdrawn_at) == (ReferralState.WITHDRAWN, LATER)
    assert back.sent_at == NOON
    assert list(FollowUp.objects.waiting().values_list("kind", flat=True)) == ["stop_by"]
    assert not FollowUp.objects.to_do().exists()
    assert not Notice.objects.filter(kind="safety.referral_question", cancelled_at=None).exists()
    assert Entry.objects.filter(verb="safety.referral_withdrawn").count() == 1
    with pytest.raises(actions.TooLate):
        actions.answer(back, by=back.member, outcome=Outcome.CONNECTED, now=LATER)


def test_twice_changes_nothing(back: Referral, maya: User) -> None:
    actions.withdraw(back, by=maya, now=LATER + timedelta(days=1))

    assert back.withdrawn_at == LATER
    assert Entry.objects.filter(verb="safety.referral_withdrawn").count() == 1


def test_they_can_take_it_back_when_they_are_in_touch_but_not_when_it_is_over(
    maya: User, ines: User
) -> None:
    met = sent(maya, ines)
    actions.answer(met, by=maya, outcome=Outcome.CONNECTED, now=LATER)
    actions.withdraw(met, by=maya, now=LATER)
    assert met.state == ReferralState.WITHDRAWN

    over = due(maya, ines, now=LATER)
    actions.close(over, by=ines, outcome=Outcome.DECLINED, now=LATER)
    with pytest.raises(actions.TooLate, match="is over"):
        actions.withdraw(over.referral, by=maya, now=LATER)


def test_its_page_says_plainly_what_has_gone_out_and_to_whom(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    referral, browser = sent(maya, ines), client_of(maya)
    url = f"/referrals/{referral.public_id}/"
    assert "We cannot fetch back what Harbor Practice got" in words_of(browser.get(url))

    page = words_of(browser.post(f"{url}withdrawal/", follow=True))

    assert "Nothing more is passed on." in page
    assert "went to Harbor Practice , and to nobody else. We cannot fetch it back." in page
    assert "A moderator tells them to stop using it." in page
    assert "Take it back" not in page
    assert "Do not ask me about this" not in page

    referral.refresh_from_db()
    actions.tell_to_stop(referral, by=ines, now=timezone.now())
    assert "to stop using it." in words_of(browser.get(url)).partition("We told them")[2]


def test_staff_see_that_it_was_taken_back_tell_them_and_say_so_once(
    back: Referral, ines: User, client_of: ClientOf
) -> None:
    browser, url = client_of(ines), f"/referrals/{back.public_id}/"
    assert list(browser.get("/referrals/").context["to_stop"]) == [back]
    assert Referral.objects.to_look_at(as_supervisor=False).count() == 1

    case = words_of(browser.get(f"{url}case/"))
    assert "Taken back" in case
    assert "Pass nothing on" in case
    assert "It is sent" not in case
    assert "How did it go?" not in case

    browser.post(f"{url}stopping/")
    back.refresh_from_db()
    assert back.stop_told_by == ines
    assert not FollowUp.objects.waiting().exists()
    assert list(browser.get("/referrals/").context["to_stop"]) == []
    after = browser.get(f"{url}case/")
    assert "Ines told them to stop" in words_of(after)
    assert b"What it is about" not in after.content  # the letter is not shown any more
    with pytest.raises(actions.NothingToStop):
        actions.tell_to_stop(back, by=ines, now=LATER)


def test_when_nobody_tells_them_a_supervisor_looks(back: Referral, ines: User, ade: User) -> None:
    assert actions.open_due_follow_ups(now=TWO_WORKING_DAYS) == 1
    back.refresh_from_db()
    assert back.stuck == Stuck.NOT_STOPPED
    assert told(ade) == ["safety.referral_stuck"]

    actions.tell_to_stop(back, by=ines, now=TWO_WORKING_DAYS)
    assert back.stuck == ""


def test_what_was_not_safe_is_looked_at_all_the_same(maya: User, ines: User, ade: User) -> None:
    referral = sent(maya, ines)
    actions.answer(referral, by=maya, outcome=Outcome.UNSAFE, now=LATER)

    actions.withdraw(referral, by=maya, now=LATER)
    actions.tell_to_stop(referral, by=ines, now=LATER)
    assert referral.stuck == Stuck.UNSAFE

    actions.close_stuck(referral, by=ade, outcome=Outcome.UNSAFE, now=LATER)
    referral.refresh_from_db()
    assert (referral.state, referral.stuck) == (ReferralState.WITHDRAWN, "")


def test_whoever_was_to_go_along_hears_that_they_need_not_and_sees_nothing_more(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    referral = sent(maya, ines)
    going = actions.propose(referral, when="Tuesday at 3", by=ines, now=NOON)
    actions.say(going, Said.YES, by=maya, now=NOON)
    page = f"/referrals/together/{going.public_id}/"
    assert client_of(ines).get(page).status_code == 200

    actions.withdraw(referral, by=maya, now=LATER)

    assert told(ines) == ["safety.referral_wanted", "safety.referral_off"]
    assert client_of(ines).get(page).status_code == 404


def test_a_yes_to_going_together_that_becomes_a_no_is_told(maya: User, ines: User) -> None:
    going = actions.propose(shared(maya), when="Tuesday at 3", by=ines, now=NOON)
    actions.say(going, Said.YES, by=maya, now=NOON)

    actions.say(going, Said.NO, by=maya, now=NOON)

    assert told(ines) == ["safety.referral_wanted", "safety.referral_off"]


def test_what_was_taken_back_is_not_told_to_whom_the_member_shares_with(back: Referral) -> None:
    assert list(HOW_FAR.read(back.member, LATER)) == []


def test_what_was_taken_back_in_time_stays_unseen(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    referral = shared(maya)
    actions.withdraw(referral, by=maya, now=NOON)

    assert not Referral.objects.to_stop().exists()
    assert client_of(ines).get(f"/referrals/{referral.public_id}/case/").status_code == 404
    page = client_of(ines).post(f"/referrals/{referral.public_id}/stopping/")
    assert page.status_code == 404
