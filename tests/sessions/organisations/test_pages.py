"""Pages: a member's place, a steward's figures, what our team sets up; and who finds none of it."""

import csv
import re
from collections.abc import Callable
from datetime import date

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from sessions.organisations import actions
from sessions.organisations.change import change
from sessions.organisations.hiding import Met, Use, month_of
from sessions.organisations.models import (
    Belonging,
    Cohort,
    FigureMonth,
    JoinCode,
    Organisation,
    Steward,
)
from sessions.organisations.states import CONSENT
from tests.cast import NOON
from tests.conftest import Person
from tests.sessions.organisations.conftest import HARBOR

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
PLACE = "/place/"
ANSWER = "/place/answer/"


@pytest.fixture(autouse=True)
def noon(time_machine_at_noon: None) -> None:
    """Views ask the clock: it is noon."""


@pytest.fixture
def time_machine_at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.utils import timezone

    monkeypatch.setattr(timezone, "now", lambda: NOON)


def words(page: bytes) -> str:
    """What a reader reads of the main part."""
    main = page.decode().partition('<main id="main"')[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def with_second_step(person: User) -> User:
    TOTP.activate(person, generate_totp_secret())
    return person


@pytest.fixture
def october(harbor: Organisation, year: Cohort, ade: User) -> FigureMonth:
    """A month in which twelve had a session, beside a group of three; and a change of mood."""
    actions.add_cohort(harbor, "Evening", opens_on=date(2026, 9, 1), closes_on=None, by=ade)
    met = [Met(minutes=50, outside=True), Met(minutes=50, outside=False)]
    evening = Cohort.objects.get(name="Evening").pk
    uses = [Use(cohort=year.pk, sessions=met)] * 12 + [Use(cohort=evening, sessions=met)] * 3
    figures = actions.keep(harbor, date(2026, 10, 1), month_of(uses), now=NOON)
    told = change([-2, -1, 0] * 4)
    assert told is not None
    actions.keep_change(figures, "ucla-3", told)
    return figures


# --- The member's page --------------------------------------------------------------------------


def test_maya_types_a_code_sees_what_it_gives_and_says_yes(
    code: str, maya: User, client_of: ClientOf
) -> None:
    browser = client_of(maya)
    assert "Without a code everything here works as before." in words(browser.get(PLACE).content)

    sent = browser.post(PLACE, {"code": code.lower()})
    assert (sent.status_code, sent.headers["Location"]) == (302, PLACE)
    offer = browser.get(PLACE)
    said = words(offer.content)
    assert "Harbor College would pay for your place It adds 2 free sessions a month." in said
    assert CONSENT in said
    assert code not in offer.content.decode() + str(dict(browser.session))
    assert 'type="checkbox" name="measures"' in offer.content.decode()
    assert "checked" not in offer.content.decode()
    assert Belonging.objects.count() == 0

    browser.post(ANSWER, {"answer": "yes"})

    (mine,) = Belonging.objects.all()
    assert (mine.member, mine.measures_since) == (maya, None)
    assert "Harbor College pays for your place" in words(browser.get(PLACE).content)


def test_a_no_takes_nothing_and_forgets_the_code(
    code: str, maya: User, client_of: ClientOf
) -> None:
    browser = client_of(maya)
    browser.post(PLACE, {"code": code})

    browser.post(ANSWER, {"answer": "no"})
    browser.post(ANSWER, {"answer": "yes"})

    assert (Belonging.objects.count(), "place_offer" in browser.session) == (0, False)


def test_answers_count_by_their_own_tick_and_leaving_is_one_press(
    code: str, maya: User, client_of: ClientOf
) -> None:
    browser = client_of(maya)
    browser.post(PLACE, {"code": code})
    browser.post(ANSWER, {"answer": "yes", "measures": "on"})
    assert Belonging.objects.get().measures_since == NOON

    browser.post("/place/answers/", {})
    assert Belonging.objects.get().measures_since is None
    browser.post("/place/leave/")

    assert Belonging.objects.get().left_at == NOON
    assert "See what it gives" in words(browser.get(PLACE).content)


def test_wrong_codes_have_one_answer_and_an_end(
    code: str, maya: User, client_of: ClientOf, settings: object
) -> None:
    browser = client_of(maya)
    wrong = [browser.post(PLACE, {"code": "AAAA-BBBB-CCCC"}) for _ in range(10)]
    too_often = browser.post(PLACE, {"code": code})

    assert {each.status_code for each in wrong} == {422}
    assert "This code opens nothing now." in words(wrong[-1].content)
    assert "AAAA-BBBB-CCCC" in wrong[-1].content.decode()  # what was typed is kept
    assert (too_often.status_code, "place_offer" in browser.session) == (422, False)
    assert "Please wait an hour" in words(too_often.content)


# --- The figures --------------------------------------------------------------------------------


def test_tess_sees_figures_once_she_has_a_second_step_and_the_file_says_the_same(
    harbor: Organisation, tess: User, october: FigureMonth, client_of: ClientOf
) -> None:
    browser = client_of(tess)
    for place in ("/organisations/", harbor.get_absolute_url()):
        assert browser.get(place).headers["Location"] == reverse("mfa_activate_totp")
    with_second_step(tess)

    page = browser.get(harbor.get_absolute_url())
    file = browser.get(reverse("sessions:organisation_figures", args=[harbor.public_id]))

    said = words(page.content)
    assert (
        "October 2026 2030 11 to 20 11 to 20 about 20 about 20 about 50%"
        " October 2026 Evening not shown not shown not shown not shown not shown" in said
    )
    assert "October 2026 Loneliness UCLA-3, 3 to 9 points 12 −1.0 −1.5 to −0.5" in said
    table = [row for row in csv.reader(file.content.decode("utf-8-sig").splitlines()) if row]
    for row in table:
        for cell in row:
            assert cell in said
    assert "For our team" not in said
    assert "no-store" in page.headers["Cache-Control"]
    assert "Harbor College" in words(browser.get("/").content)
    assert "Harbor College" in words(browser.get("/organisations/").content)


def test_tess_makes_a_code_that_is_shown_once_and_takes_it_back(
    harbor: Organisation, year: Cohort, tess: User, client_of: ClientOf
) -> None:
    browser = client_of(with_second_step(tess))
    place = reverse("sessions:new_code", args=[harbor.public_id])

    assert browser.post(place, {"cohort": "", "lasts": "30"}).status_code == 422
    made = browser.post(place, {"cohort": year.pk, "lasts": "30"})
    (shown,) = re.findall(r"\w{4}-\w{4}-\w{4}", words(made.content))

    assert actions.opened_by(shown, now=NOON) == JoinCode.objects.get()
    page = browser.get(harbor.get_absolute_url()).content.decode()
    assert shown not in page
    browser.post(
        reverse("sessions:revoke_code", args=[harbor.public_id, JoinCode.objects.get().pk])
    )
    assert JoinCode.objects.get().revoked_by == tess


def test_nothing_on_her_pages_moves_when_somebody_joins_or_leaves(
    harbor: Organisation, tess: User, october: FigureMonth, joins: Callable[..., None],
    maya: User, client_of: ClientOf,
) -> None:  # fmt: skip
    browser = client_of(with_second_step(tess))
    places = (
        "/organisations/",
        harbor.get_absolute_url(),
        reverse("sessions:organisation_figures", args=[harbor.public_id]),
    )

    def seen() -> list[str]:
        pages = [browser.get(place).content.decode() for place in places]
        return [re.sub(r'(nonce|value)="\w{20,}"', "", page) for page in pages]

    before = seen()
    joins(maya, measures=True)
    assert seen() == before
    actions.leave(by=maya, now=NOON)
    assert seen() == before


# --- Nobody else --------------------------------------------------------------------------------


def everything_of(found: Organisation, code: JoinCode, steward: Steward) -> list[tuple[str, str]]:
    """Every address below /organisations/, with how it is asked."""
    of = [found.public_id]
    gets = [("get", "/organisations/"), ("get", found.get_absolute_url())]
    gets.append(("get", reverse("sessions:organisation_figures", args=of)))
    names = ("new_code", "organisation_about", "new_cohort", "new_steward", "end_organisation")
    posts = [reverse(f"sessions:{name}", args=of) for name in names]
    posts.append(reverse("sessions:revoke_code", args=[*of, code.pk]))
    posts.append(reverse("sessions:end_steward", args=[*of, steward.pk]))
    return gets + [("post", place) for place in posts]


def test_strangers_members_specialists_and_stewards_of_others_find_nothing(
    harbor: Organisation, tess: User, code: str, joins: Callable[..., None], maya: User,
    noor: User, sam: User, ade: User, person: Person, client_of: ClientOf,
) -> None:  # fmt: skip
    joins(maya)
    other = actions.make(actions.About(**{**HARBOR.__dict__, "name": "Other"}), by=ade, now=NOON)
    rival, gone = with_second_step(person("Rival")), with_second_step(person("Gone"))
    actions.name_steward(other, "Rival", by=ade, now=NOON)
    steward = actions.name_steward(harbor, "Gone", by=ade, now=NOON)
    actions.end_steward(steward, by=ade, now=NOON)
    places = everything_of(harbor, JoinCode.objects.get(), Steward.objects.get(person=tess))

    for who in (noor, maya, sam, gone):
        assert {getattr(client_of(who), how)(at).status_code for how, at in places} == {404}
    found = {getattr(client_of(rival), how)(at).status_code for how, at in places[1:]}
    assert found == {404}
    assert "Harbor" not in client_of(rival).get("/organisations/").content.decode()
    # A steward sees figures and makes codes, and changes nothing else.
    browser = client_of(with_second_step(tess))
    kept = ("/codes/", "/back/")
    ours = [at for how, at in places if how == "post" and not at.endswith(kept)]
    assert {browser.post(at).status_code for at in ours} == {404}
    assert (Steward.objects.filter(ended_at=None).count(), other.ended_at) == (2, None)


def test_an_organisation_that_ended_is_gone_for_its_steward(
    harbor: Organisation, tess: User, ade: User, client_of: ClientOf
) -> None:
    actions.end(harbor, by=ade, now=NOON)
    browser = client_of(with_second_step(tess))

    places = ("/organisations/", harbor.get_absolute_url())

    assert [browser.get(place).status_code for place in places] == [404, 404]
    assert client_of(ade).get(harbor.get_absolute_url()).status_code == 200


# --- Our team -----------------------------------------------------------------------------------


def test_an_administrator_sets_an_organisation_up(
    person: Person, noor: User, client_of: ClientOf
) -> None:
    browser = client_of(person("Rowan", Role.ADMINISTRATOR))
    about = {
        "name": "Harbor College", "kind": "campus", "time_zone": "America/New_York",
        "opens": "17:00", "closes": "09:00", "places": "50", "sessions_a_month": "2",
    }  # fmt: skip
    assert "It closes after it opens." in words(browser.post("/organisations/", about).content)
    about |= {"opens": "09:00", "closes": "17:00"}

    place = browser.post("/organisations/", about).headers["Location"]
    again = browser.post("/organisations/", about)
    browser.post(f"{place}groups/", {"name": "2030", "opens_on": "2026-09-01"})
    wrong = browser.post(f"{place}stewards/", {"handle": "Nobody here"})
    browser.post(f"{place}stewards/", {"handle": "Noor"})
    browser.post(f"{place}about/", about | {"places": "60"})

    assert (again.status_code, wrong.status_code) == (422, 422)
    assert "Nobody has this name here." in words(wrong.content)
    found = Organisation.objects.get()
    assert (found.places, found.cohorts.get().name) == (60, "2030")
    assert list(found.stewards.values_list("person__handle", flat=True)) == ["Noor"]
    said = words(browser.get(place).content)
    assert "No month has been counted yet." in said
    assert "For our team You see the figures above as its stewards do. Nobody sees more." in said
    browser.post(f"{place}stewards/{found.stewards.get().pk}/end/")
    browser.post(f"{place}end/")
    assert "Ended Its codes open nothing" in words(browser.get(place).content)
