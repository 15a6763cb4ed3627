"""What a clinician sees of the loop: what the member ticked, and nothing beside it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from peerhub.accounts import actions as accounts
from peerhub.accounts import blocking
from peerhub.accounts.roles import Role
from peerhub.audit.models import Disclosure
from peerhub.notifications.models import Notice
from safety.clinic import actions, moments
from safety.clinic.models import Link
from safety.clinic.moments import Moments
from safety.clinic.states import How
from safety.clinic.targets import Target
from safety.sharing.models import AccountingLine, Sharing
from safety.sharing.states import Purpose
from tests.safety.clinic.acts import checked, invited, said_yes, ticked

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ACCEPTED, CONTACT, PLAN = "clinic.accepted", "clinic.first_contact", "plans.has"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture(autouse=True)
def standing(osei, ade, now):
    return checked(osei, by=ade, now=now - 50 * DAY)


@pytest.fixture(autouse=True)
def met(monkeypatch):
    """Nobody met anybody so far; a test may say otherwise."""
    known = {}
    monkeypatch.setattr(moments, "_lookups", [lambda pk, _: known.get(pk, Moments())])
    return known


def page(browser, path="/clinic/"):
    """The words of a page, without what is another one each time."""
    text = browser.get(path).content.decode()
    return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', "", text)


def test_an_invitation_that_was_used_in_secret_looks_like_one_that_was_not(
    maya, noor, osei, now, client_of
):
    browser = client_of(osei)
    used, code = invited(osei, now=now - 2 * DAY)
    refused, other = invited(osei, now=now - DAY)
    invited(osei, now=now)
    before = page(browser)

    link = actions.say_yes(code, by=maya, now=now)
    actions.say_no(other, by=noor, now=now)
    assert page(browser) == before

    ticked(maya, osei, [PLAN], now=now)  # something else
    assert page(browser) == before
    assert browser.get(f"/clinic/{link.public_id}/").status_code == 404
    with pytest.raises(actions.NotThere):
        actions.ask_for_update(link, by=osei, now=now)

    actions.withdraw(used, by=osei, now=now)
    withdrawn = page(browser)
    assert Link.objects.get().ended_at is None
    actions.withdraw(refused, by=osei, now=now)
    assert (withdrawn.count("Ended."), page(browser).count("Ended.")) == (1, 2)
    assert "Maya" not in page(browser)


def test_it_costs_the_same_whether_somebody_said_yes_or_not(
    maya, osei, now, client_of, django_assert_num_queries
):
    browser = client_of(osei)
    _, code = invited(osei, now=now)
    browser.get("/clinic/")
    with django_assert_num_queries(QUERIES):
        browser.get("/clinic/")

    actions.say_yes(code, by=maya, now=now)

    with django_assert_num_queries(QUERIES):
        browser.get("/clinic/")


QUERIES = 9


def test_a_code_that_is_used_by_who_named_the_clinician_before_changes_no_page(
    maya, osei, now, client_of, django_capture_on_commit_callbacks
):
    browser = client_of(osei)
    _, code = invited(osei, now=now)
    with django_capture_on_commit_callbacks(execute=True):
        ticked(maya, osei, [PLAN], now=now - DAY)
    link = Link.objects.get()
    before, loop = page(browser), f"/clinic/{link.public_id}/"
    assert "Others who chose you" in before
    opened = page(browser, loop)

    actions.say_yes(code, by=maya, now=now)

    assert page(browser) == before
    assert "Said yes to" not in page(browser, loop)
    assert "plan" in opened
    ticked(maya, osei, [ACCEPTED], now=now)
    assert ["Maya said yes" in page(browser), "Others who" in page(browser)] == [True, False]


def test_what_hangs_on_a_lost_role_ends_also_where_nobody_heard_of_it(maya, osei, ade, now):
    said_yes(maya, osei, now=now)
    ticked(maya, osei, [PLAN], now=now)
    assert actions.end_stranded(now=now) == 0

    accounts.revoke_role(osei, Role.CLINICIAN, by=ade, now=now)

    assert (actions.end_stranded(now=now), actions.end_stranded(now=now)) == (1, 0)
    assert (Link.objects.get().how, Sharing.objects.get().how) == ("no_clinician", "work_over")


def test_a_tick_says_that_it_was_a_yes_and_each_look_is_a_line(maya, osei, now, client_of):
    link = said_yes(maya, osei, now=now)
    browser = client_of(osei)

    shared = ticked(maya, osei, [ACCEPTED], now=now)

    assert "Maya said yes" in page(browser)
    text = page(browser, f"/clinic/{link.public_id}/")
    assert f"Yes to the invitation {link.invitation.number}, on" in text
    assert AccountingLine.objects.filter(sharing=shared, by=osei).count() == 1
    assert Disclosure.objects.about(maya.pk).count() == 1

    browser.post(f"/clinic/{link.public_id}/read/", {"sharing": shared.public_id})
    browser.post(f"/clinic/{link.public_id}/read/", {"sharing": "nothing"})
    assert "You said that you read it" in page(browser, f"/clinic/{link.public_id}/")
    assert "They said that they read what you share" in page(client_of(maya), "/invited/")


def test_another_clinician_gets_nothing_of_the_yes(maya, osei, person, ade, now, client_of):
    lee = person("Dr Lee", Role.CLINICIAN)
    checked(lee, by=ade, now=now - DAY)
    link = said_yes(maya, osei, now=now)
    shared = ticked(maya, lee, [ACCEPTED], now=now)

    browser = client_of(lee)

    assert link.invitation.number not in page(browser, f"/sharing/for-me/{shared.public_id}/")
    assert browser.get(f"/clinic/{link.public_id}/").status_code == 404
    assert browser.post(f"/clinic/{link.public_id}/stop/").status_code == 404
    assert browser.post(f"/clinic/{link.public_id}/ask/").status_code == 404
    with pytest.raises(actions.NotThere):
        actions.acknowledge(shared, by=osei, now=now)


def test_only_what_is_ticked_counts_as_late_for_the_clinician(maya, osei, now):
    link = said_yes(maya, osei, now=now - 20 * DAY)
    ticked(maya, osei, [ACCEPTED], now=now - 20 * DAY)

    def late():
        return [each.target for each in actions.open_loop(link, by=osei, now=now).dues]

    assert late() == [Target.NOTE]
    ticked(maya, osei, [ACCEPTED, CONTACT], now=now - 19 * DAY)
    assert late() == [Target.FIRST_CONTACT, Target.NOTE]


def test_supervisors_see_what_is_late_by_pseudonym_with_a_line(
    maya, noor, osei, ade, now, client_of, met
):
    said_yes(noor, osei, now=now - 20 * DAY)  # shares nothing of it
    said_yes(maya, osei, now=now - 20 * DAY)
    ticked(maya, osei, [ACCEPTED], now=now - 20 * DAY)
    browser = client_of(ade)

    text = page(browser, "/clinic/overdue/")
    assert ["Maya" in text, "Noor" in text, "First contact: 1" in text] == [True, False, True]
    assert [Disclosure.objects.about(each.pk).count() for each in (maya, noor)] == [1, 0]

    met[maya.pk] = Moments(first_contact=now, first_session=now, attended=1)
    assert "Nothing is late." in page(browser, "/clinic/overdue/")


def test_an_update_can_be_asked_for_once_in_two_weeks_and_obliges_to_nothing(maya, osei, now):
    link = said_yes(maya, osei, now=now)
    ticked(maya, osei, [ACCEPTED], now=now)

    actions.ask_for_update(link, by=osei, now=now)
    with pytest.raises(actions.TooSoon):
        actions.ask_for_update(link, by=osei, now=now + 13 * DAY)
    actions.ask_for_update(link, by=osei, now=now + 14 * DAY)

    told = Notice.objects.filter(kind="clinic.update")
    assert [each.person for each in told] == [maya, maya]


@pytest.mark.parametrize(
    ("end", "how"),
    [
        (
            lambda link, now: actions.end(link, how=How.BY_MEMBER, by=link.member, now=now),
            "stopped",
        ),
        (
            lambda link, now: actions.end(link, how=How.BY_CLINICIAN, by=link.clinician, now=now),
            "work_over",
        ),
        (lambda link, now: blocking.block(link.clinician, by=link.member, now=now), "parted"),
        (lambda link, now: actions.end_all_held_by(link.clinician_id, now=now), "work_over"),
    ],
)
def test_the_end_of_a_link_ends_all_that_is_shared_by_it(maya, osei, now, end, how):
    link = said_yes(maya, osei, now=now)
    ticked(maya, osei, [ACCEPTED], now=now)
    ticked(maya, osei, [PLAN], now=now, purpose=Purpose.FOLLOW)

    end(link, now)
    end(link, now) if how != "parted" else None

    link.refresh_from_db()
    assert link.ended_at == now
    assert [each.how for each in Sharing.objects.all()] == [how, how]
    with pytest.raises(actions.NotThere):
        actions.open_loop(link, by=osei, now=now)
