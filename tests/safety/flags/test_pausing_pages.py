"""Pausing by forms: what happens is shown first, and no page tells who it is about."""

from datetime import timedelta

import pytest
from django.utils import timezone

from peerhub.accounts import pausing
from peerhub.accounts.models import Pause, User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Entry
from rooms.live.models import Room
from safety.flags import actions
from safety.flags.actions import Rest
from safety.flags.models import Flag
from safety.flags.pauses import LASTS, REASONS
from tests.cast import NOON
from tests.conftest import Person
from tests.safety.flags.in_a_room import acts, case_of, entered, is_open, opened, said
from tests.safety.flags.test_views import ClientOf
from tests.safety.flags.texts import HIGH, LOW

pytestmark = pytest.mark.django_db
WHY = REASONS["hurt"]
A_DAY = Rest(LASTS["24-hours"], WHY)
GIVEN = {"pause-lasts": "24-hours", "pause-reason": "hurt", "pause-own": ""}


def pause_page(flag: Flag) -> str:
    return f"/queue/{flag.pk}/pause/"


def test_a_moderator_sees_what_happens_before_it_does(
    flag: Flag, maya: User, ines: User, client_of: ClientOf
) -> None:
    browser = client_of(ines)
    offered = browser.get(f"/queue/{flag.pk}/").content.decode()
    assert "Pause the account" in offered

    preview = browser.post(pause_page(flag), GIVEN).content.decode()

    assert "What happens then" in preview
    assert "cannot sign in again until" in preview
    assert WHY in preview
    assert "“A moderator paused your account, because of something you wrote here.”" in preview
    assert (is_open(maya), Pause.objects.exists()) == (True, False)

    done = browser.post(pause_page(flag), GIVEN | {"sure": "1"}, follow=True)
    assert done.redirect_chain == [(f"/queue/{flag.pk}/", 302)]
    assert not is_open(maya)
    assert "They cannot sign in until" in done.content.decode()
    assert "End the pause" in done.content.decode()
    assert "Pause the account" not in done.content.decode()

    ended = browser.post(f"/queue/{flag.pk}/pause/end/", follow=True)
    assert "The pause is ended." in ended.content.decode()
    assert "End the pause" not in ended.content.decode()
    assert is_open(maya)


def test_own_words_are_asked_of_whoever_chose_them_and_can_be_changed(
    flag: Flag, ines: User, client_of: ClientOf
) -> None:
    browser = client_of(ines)

    asked = browser.post(pause_page(flag), GIVEN | {"pause-reason": "own"})
    assert (asked.status_code, "Please write what they should be told." in str(asked.content)) == (
        200,
        True,
    )
    own = GIVEN | {"pause-reason": "own", "pause-own": "You asked people <to meet> you."}
    assert (
        "You asked people &lt;to meet&gt; you."
        in browser.post(pause_page(flag), own).content.decode()
    )
    back = browser.post(pause_page(flag), own | {"change": "1"}).content.decode()
    assert "You asked people &lt;to meet&gt; you." in back
    assert "What happens then" not in back
    assert not Pause.objects.exists()


def test_nothing_chosen_is_said_beside_the_form(
    flag: Flag, ines: User, client_of: ClientOf
) -> None:
    page = client_of(ines).post(pause_page(flag), {}).content.decode()

    assert page.count("Please choose one.") >= 2
    assert not Pause.objects.exists()


def test_a_double_click_pauses_once(flag: Flag, ines: User, client_of: ClientOf) -> None:
    browser = client_of(ines)

    answers = [browser.post(pause_page(flag), GIVEN | {"sure": "1"}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 200]
    assert "This account is paused already." in answers[1].content.decode()
    assert Pause.objects.count() == 1
    assert len(acts(flag)) == 1


def test_who_is_not_on_it_is_offered_nothing_and_refused(
    flag: Flag, maya: User, ade: User, client_of: ClientOf
) -> None:
    browser = client_of(ade)

    page = browser.get(f"/queue/{flag.pk}/").content.decode()
    answers = [browser.post(pause_page(flag), GIVEN | more) for more in ({}, {"sure": "1"})]

    assert "Pause the account" not in page
    assert ["Take this first." in answer.content.decode() for answer in answers] == [True, True]
    assert is_open(maya)


def test_the_stranger_pauses_nobody(
    flag: Flag, maya: User, noor: User, ines: User, client_of: ClientOf
) -> None:
    browser = client_of(noor)
    assert browser.post(pause_page(flag), GIVEN | {"sure": "1"}).status_code == 404
    assert is_open(maya)

    actions.pause_author(flag, A_DAY, by=ines, now=timezone.now())
    assert browser.post(f"/queue/{flag.pk}/pause/end/").status_code == 404
    assert not is_open(maya)


def test_a_visitor_is_sent_to_sign_in(flag: Flag, client: object) -> None:
    for path in ("pause/", "pause/end/"):
        answer = client.post(f"/queue/{flag.pk}/{path}", GIVEN)  # type: ignore[attr-defined]
        assert answer.headers["Location"].startswith("/account/login/")


def test_in_danger_the_preview_asks_to_reach_the_person_first(
    room: Room, maya: User, ines: User, client_of: ClientOf
) -> None:
    browser = client_of(ines)
    seen = {}
    for words in (LOW, HIGH):
        now = timezone.now()
        flag = actions.claim(case_of(said(maya, room, words, now=now)), by=ines, now=now)
        page = browser.post(pause_page(flag), GIVEN).content.decode()
        seen[words] = "Reach them first" in page

    assert seen == {LOW: False, HIGH: True}


# Nothing of it tells who it is


def test_no_page_of_a_pause_tells_who_it_is(
    person: Person, sam: User, ines: User, client_of: ClientOf
) -> None:
    zirkonia = person("Zirkonia")
    room, now = opened(sam), timezone.now()
    entered(zirkonia, room, "Quiet Heron")
    flag = actions.claim(case_of(said(zirkonia, room, LOW, now=now)), by=ines, now=now)
    browser = client_of(ines)

    pages = [
        browser.post(pause_page(flag), GIVEN),
        browser.post(pause_page(flag), GIVEN | {"sure": "1"}, follow=True),
        browser.get(f"/queue/{flag.pk}/"),
        browser.post(f"/queue/{flag.pk}/pause/end/", follow=True),
    ]

    assert ["zirkonia" in page.content.decode().lower() for page in pages] == [False] * 4


def test_two_cases_of_one_person_say_nothing_of_each_other(
    flag: Flag, maya: User, ines: User, person: Person, client_of: ClientOf
) -> None:
    """A pause seen on a case of another room would tell that both masks are one person."""
    now = timezone.now()
    elsewhere = opened(person("Night Watch"), name="Bad nights")
    entered(maya, elsewhere, "Silver Wren")
    other = actions.claim(case_of(said(maya, elsewhere, LOW, now=now)), by=ines, now=now)
    browser = client_of(ines)
    before = browser.get(f"/queue/{other.pk}/").content.decode()

    actions.pause_author(flag, A_DAY, by=ines, now=now)
    after = browser.get(f"/queue/{other.pk}/").content.decode()
    same = browser.post(pause_page(other), GIVEN | {"sure": "1"})

    assert ("Pause the account" in before, "Pause the account" in after) == (True, True)
    assert ["paused" in page.lower() for page in (before, after)] == [False, False]
    assert same.status_code == 302
    assert Pause.objects.holding().count() == 2
    ended = browser.post(f"/queue/{flag.pk}/pause/end/", follow=True).content.decode()
    assert "The pause is ended." in ended
    assert not is_open(maya), "the other one holds, and no page says so"


def test_a_preview_does_not_tell_whether_it_is_one_of_us(
    room: Room, flag: Flag, person: Person, ines: User, client_of: ClientOf
) -> None:
    colleague, now = person("Theo", Role.SPECIALIST), timezone.now()
    entered(colleague, room, "Grey Finch")
    of_theirs = actions.claim(case_of(said(colleague, room, LOW, now=now)), by=ines, now=now)
    browser = client_of(ines)

    shown = [browser.post(pause_page(case), GIVEN).content.decode() for case in (flag, of_theirs)]

    assert ["What happens then" in page for page in shown] == [True, True]
    refused = browser.post(pause_page(of_theirs), GIVEN | {"sure": "1"}).content.decode()
    assert "This account cannot be paused from here." in refused


def test_the_audit_names_the_case_it_came_from(flag: Flag, ines: User) -> None:
    actions.pause_author(flag, A_DAY, by=ines, now=NOON)

    entry = Entry.objects.get(verb="accounts.paused")
    assert entry.details["reference"] == f"safety.flag:{flag.pk}"


def test_a_pause_that_is_over_is_told_as_over(
    flag: Flag, ines: User, client_of: ClientOf, maya: User
) -> None:
    now = timezone.now()
    actions.pause_author(flag, A_DAY, by=ines, now=now - timedelta(days=2))

    page = client_of(ines).get(f"/queue/{flag.pk}/").content.decode()

    assert "The pause was over" in page
    assert "End the pause" not in page
    assert "Pause the account" in page, "another one may follow"


def test_after_the_end_the_same_case_may_pause_again(flag: Flag, maya: User, ines: User) -> None:
    actions.pause_author(flag, A_DAY, by=ines, now=NOON)
    pausing.end_over(now=NOON + timedelta(days=1))

    actions.pause_author(flag, A_DAY, by=ines, now=NOON + timedelta(days=1))

    assert not is_open(maya)
