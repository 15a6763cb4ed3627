"""The pages of the account behind a case, and where an overdue look stands."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.reveals import actions
from safety.reveals.models import Reveal
from tests.safety.flags.test_views import ClientOf
from tests.safety.flags.texts import LOW, flagged
from tests.safety.reveals.acts import DANGER, asked

DANGER_FORM = {"reason": "danger", "words": DANGER.words}
SURE = {"sure": "1"}
DAY = timedelta(hours=24)


@pytest.fixture
def at() -> datetime:
    return timezone.now()


def page_of(flag: Flag) -> str:
    return f"/queue/{flag.pk}/account/"


def test_the_case_page_leads_there_for_whoever_is_on_it(
    flag: Flag, ines: User, ruth: User, client_of: ClientOf
) -> None:
    pages = [client_of(one).get(f"/queue/{flag.pk}/").content.decode() for one in (ines, ruth)]

    assert [page_of(flag) in page for page in pages] == [True, False]
    assert ["/unmask/" in page for page in pages] == [False, False]


def test_danger_by_forms(flag: Flag, maya: User, ines: User, client_of: ClientOf) -> None:
    browser = client_of(ines)

    before = browser.get(page_of(flag)).content.decode()
    sure = browser.post(page_of(flag), DANGER_FORM).content.decode()
    assert "maya@people.example" not in before + sure
    assert "A moderator saw your handle, your country and your e-mail address" in sure
    assert not Disclosure.objects.filter(what="account").exists()
    page = browser.post(page_of(flag), {**DANGER_FORM, **SURE}, follow=True)

    assert page.redirect_chain == [(page_of(flag), 302)]
    assert "<strong>maya@people.example</strong>" in page.content.decode()
    assert Disclosure.objects.filter(what="account", person_id=maya.pk).count() == 1


def test_below_level_4_the_form_says_why_not_and_keeps_the_words(
    maya: User, ines: User, client_of: ClientOf
) -> None:
    now = timezone.now()
    low = flags.claim(flagged(maya, text=LOW, subject_id="2", now=now), by=ines, now=now)

    page = client_of(ines).post(page_of(low), {**DANGER_FORM, **SURE})

    assert page.status_code == 409
    assert "This case has level 1." in page.content.decode()
    assert DANGER.words in page.content.decode()
    assert not Reveal.objects.exists()


def test_two_people_by_forms(flag: Flag, ines: User, ruth: User, client_of: ClientOf) -> None:
    asks, answers = client_of(ines), client_of(ruth)
    row = asked(flag, ines, now=timezone.now())

    assert f"/queue/unmask/{row.public_id}/" in answers.get("/queue/unmask/").content.decode()
    answers.post(f"/queue/unmask/{row.public_id}/", {"answer": "agree"})
    assert "maya@people.example" not in asks.get(page_of(flag)).content.decode()
    page = asks.post(page_of(flag) + "open/", follow=True).content.decode()

    assert "<strong>maya@people.example</strong>" in page


def test_an_overdue_look_stands_in_the_head_of_the_queue_for_other_supervisors_alone(
    flag: Flag, ines: User, ruth: User, ade: User, client_of: ClientOf
) -> None:
    row = asked(flag, ines, DANGER, now=timezone.now() - DAY)
    place = f"/queue/unmask/{row.public_id}/"

    heads = [client_of(one).get("/queue/").content.decode() for one in (ade, ines, ruth)]
    assert [place in head for head in heads] == [True, False, False]

    actions.answer(row, by=ade, agreed=True, now=timezone.now())
    assert place not in client_of(ade).get("/queue/").content.decode()


def test_one_that_is_not_due_yet_is_only_counted_there(
    flag: Flag, ines: User, ade: User, client_of: ClientOf
) -> None:
    row = asked(flag, ines, DANGER, now=timezone.now() - DAY + timedelta(minutes=5))

    head = client_of(ade).get("/queue/").content.decode()

    assert str(row.public_id) not in head
    assert "1 that was opened by one person alone" in head


def test_overdue_ones_are_on_top_of_the_list(
    flag: Flag, maya: User, ines: User, ade: User, client_of: ClientOf
) -> None:
    now = timezone.now()
    other = flags.claim(flagged(maya, subject_id="7", now=now), by=ines, now=now)
    fresh = asked(flag, ines, DANGER, now=now)
    overdue = asked(other, ines, DANGER, now=now - DAY)
    more = flags.claim(flagged(maya, subject_id="8", now=now), by=ines, now=now)
    waits = asked(more, ines, now=now)

    page = client_of(ade).get("/queue/unmask/").content.decode()

    places = [page.index(str(row.public_id)) for row in (overdue, fresh, waits)]
    assert places == sorted(places)
    assert page.count("Overdue") == 1


def test_an_administrator_reads_only_what_was_not_right(
    flag: Flag, ines: User, ade: User, rowan: User, client_of: ClientOf
) -> None:
    row = asked(flag, ines, DANGER, now=timezone.now())
    place, browser = f"/queue/unmask/{row.public_id}/", client_of(rowan)

    assert browser.get(place).status_code == 404
    actions.answer(row, by=ade, agreed=False, now=timezone.now())
    page = browser.get(place).content.decode()

    assert DANGER.words in page
    assert f"/queue/{flag.pk}/" not in page
    assert "maya@people.example" not in page


@pytest.mark.parametrize("who", ["maya", "sam", "osei", "noor", "rowan"])
def test_nobody_else_finds_anything(
    who: str, flag: Flag, ines: User, request: pytest.FixtureRequest, client_of: ClientOf
) -> None:
    row = asked(flag, ines, now=timezone.now())
    browser = client_of(request.getfixturevalue(who))
    place = f"/queue/unmask/{row.public_id}/"

    seen = [browser.get(path).status_code for path in (page_of(flag), "/queue/unmask/", place)]
    seen += [
        browser.post(page_of(flag), {**DANGER_FORM, **SURE}).status_code,
        browser.post(page_of(flag) + "open/").status_code,
        browser.post(place, {"answer": "agree"}).status_code,
    ]

    assert seen == [404] * 6
    row.refresh_from_db()
    assert (row.agreed, Reveal.objects.count()) == (None, 1)
