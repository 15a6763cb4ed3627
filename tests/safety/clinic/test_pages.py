"""The pages: joining as a clinician, checking, inviting, answering, ending."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from peerhub.accounts.roles import Role
from safety.clinic.models import Invitation, Link, Standing
from safety.clinic.states import State
from safety.sharing.models import Sharing
from tests.safety.clinic.acts import checked, invited, said_yes, ticked

pytestmark = pytest.mark.django_db
SAID = {
    "name": "Dr Osei",
    "profession": "physician",
    "organization": "Harbor Clinic",
    "licence_body": "State Medical Board",
    "licence_number": "A-4711",
    "address": "osei@harbor.example",
}
WRITTEN = {
    "reason": "alone",
    "reach": "writing",
    "wishes": "Somebody who knows long nights.",
    "reply_to": "555-0100",
}


def page(answer):
    return answer.content.decode().partition('<main id="main"')[2].partition("</main>")[0]


@pytest.fixture
def tries():
    cache.clear()


@pytest.fixture
def clinic(osei, ade):
    return checked(osei, by=ade, now=timezone.now())


def test_a_visitor_reads_what_it_is_and_how_it_begins(client):
    text = page(client.get("/clinic/join/"))

    assert "No place for emergencies." in text
    assert "Nobody is looked up." in text
    assert 'href="/account/signup/?next=/clinic/join/"' in text
    assert client.post("/clinic/join/", SAID).headers["Location"].startswith("/account/login/")


def test_nobody_asks_without_a_second_step_and_then_somebody_else_checks(
    person, maya, ade, client_of
):
    assert "First set up a second step" in page(client_of(maya).post("/clinic/join/", SAID))
    assert not Standing.objects.exists()

    asks, checks = client_of(sure := person("Sure", Role.SPECIALIST)), client_of(ade)
    missing = asks.post("/clinic/join/", {**SAID, "address": "nowhere"})
    assert (missing.status_code, 'value="A-4711"' in page(missing)) == (422, True)
    assert "A person of our team looks at it" in page(asks.post("/clinic/join/", SAID, follow=True))

    standing = Standing.objects.get()
    place = f"/clinic/checks/{standing.public_id}/"
    assert "Dr Osei, Harbor Clinic" in page(checks.get("/clinic/checks/"))
    assert "A-4711" in page(checks.get(place))
    assert asks.get(place).status_code == 404
    assert checks.post(place, {"answer": "verify", "said": "Called."}).status_code == 422
    until = (timezone.now() + timedelta(days=200)).date().isoformat()
    checks.post(place, {"answer": "verify", "said": "Called the board.", "until": until})

    standing.refresh_from_db()
    assert (standing.state, standing.decided_by) == (State.VERIFIED, ade)
    assert "How we checked it: Called the board." in page(asks.get("/clinic/join/"))
    assert asks.get("/clinic/refer/").status_code == 200
    checks.post(place, {"answer": "end"})
    assert client_of(sure).get("/clinic/refer/").status_code == 404


def test_a_clinician_without_the_second_step_reaches_nothing(osei, clinic, client_of):
    osei.authenticator_set.all().delete()

    for place in ("/clinic/", "/clinic/refer/", "/invited/"):
        assert (
            client_of(osei).get(place).headers["Location"] == "/account/second-step/totp/activate/"
        )


def test_from_writing_to_the_code_that_is_shown_once(osei, clinic, client_of):
    browser = client_of(osei)

    preview = page(browser.post("/clinic/refer/", {**WRITTEN, "step": "show"}))
    assert "To be less alone with it" in preview
    once = re.search(r'name="once" value="([^"]+)"', preview)[1]
    made = {**WRITTEN, "step": "make", "once": once}
    slip = page(browser.post("/clinic/refer/", made))

    code = re.search(r"[2-9B-Z]{4}-[2-9B-Z]{4}-[2-9B-Z]{4}", slip)[0]
    assert "You can say no, and nobody is told." in slip
    assert "988" in slip
    again = page(browser.post("/clinic/refer/", made, follow=True))
    assert ("its code is shown once" in again, code in again) == (True, False)
    assert Invitation.objects.count() == 1
    back = page(browser.post("/clinic/refer/", {**WRITTEN, "step": "back"}))
    assert "long nights" in back


@pytest.mark.parametrize(
    "wishes", ["Call her: 212-555-0147.", "Born on 3 May 1988.", "My name is Mary Smith."]
)
def test_words_that_may_tell_who_it_is_are_not_taken(osei, clinic, client_of, wishes):
    answer = client_of(osei).post("/clinic/refer/", {**WRITTEN, "wishes": wishes, "step": "make"})

    assert (answer.status_code, Invitation.objects.count()) == (422, 0)
    assert "may tell who somebody is" in page(answer)


def test_a_member_sees_who_invites_and_yes_and_no_are_equal(maya, osei, clinic, client_of, tries):
    _, code = invited(osei, now=timezone.now())
    browser = client_of(maya)

    shown = page(browser.post("/invited/", {"code": code.lower()}))
    assert "Dr Osei, doctor, Harbor Clinic" in shown
    buttons = re.findall(r'<button class="([^"]+)"[^>]*value="(yes|no)"', shown)
    assert buttons == [("btn second", "yes"), ("btn second", "no")]

    answer = browser.post("/invited/", {"code": code, "answer": "yes"}, follow=True)
    assert answer.redirect_chain == [("/sharing/new/", 302)]
    assert "Dr Osei, Harbor Clinic" in page(answer)
    assert "checked" not in page(answer)
    assert Sharing.objects.count() == 0

    used = browser.post("/invited/", {"code": code})
    wrong = browser.post("/invited/", {"code": "K7QF-2MXR-9TBC"})
    assert (used.status_code, wrong.status_code) == (422, 422)
    said = [re.findall("This code opens nothing now[^<]+", page(each)) for each in (used, wrong)]
    assert said[0] == said[1] != []


def test_a_visitor_is_told_to_keep_the_paper(client):
    text = page(client.get("/invited/"))

    assert "We do not keep your code while you are not signed in." in text
    assert "Keep the paper" in page(client.post("/invited/", {"code": "K7QF-2MXR-9TBC"}))


def test_trying_many_codes_comes_to_an_end(maya, client_of, tries):
    browser = client_of(maya)

    answers = [browser.post("/invited/", {"code": "K7QF"}).status_code for _ in range(22)]

    assert answers == [*[422] * 20, 429, 429]


def test_one_press_ends_a_link_and_all_that_is_shared(maya, osei, clinic, client_of):
    now = timezone.now()
    link = said_yes(maya, osei, now=now)
    ticked(maya, osei, ["clinic.accepted"], now=now)

    client_of(maya).post(f"/invited/{link.public_id}/end/")

    assert [Link.objects.get().how, Sharing.objects.get().how] == ["by_member", "stopped"]


def test_noor_ends_nothing_of_maya(maya, noor, osei, clinic, client_of):
    link = said_yes(maya, osei, now=timezone.now())

    assert client_of(noor).post(f"/invited/{link.public_id}/end/").status_code == 404
    assert Client().post(f"/invited/{link.public_id}/end/").status_code == 302


NOT_THEIRS = (
    *("/queue/", "/queue/rows/", "/queue/assessments/", "/queue/check-ins/", "/queue/unmask/"),
    *("/queue/hand-over/", "/queue/hand-over/write/", "/rota/", "/rota/plan/", "/plans/"),
    *("/referrals/", "/caseload/", "/requests/", "/requests/waiting/", "/becoming/", "/checks/"),
    *("/sign-offs/", "/stories/", "/supervision/", "/supervision/sessions/", "/rooms/roster/"),
    *("/fairness/", "/changes/", "/peers/", "/directory/", "/paging/"),
    *("/clinic/checks/", "/clinic/overdue/"),
)


def test_a_clinician_from_outside_opens_no_page_of_the_team(osei, clinic, client_of):
    browser = client_of(osei)

    found = {place: browser.get(place).status_code for place in NOT_THEIRS}

    assert found == dict.fromkeys(NOT_THEIRS, 404)
    places = re.findall(r'<a href="([^"]+)">', page(browser.get("/work/")))
    assert places == ["/clinic/", "/letters/for-me/", "/rules/"]
