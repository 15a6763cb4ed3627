"""Specialists from before there were certificates, and people who bring one: two supervisors agree."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from matching.becoming import actions, policies, way
from matching.becoming.actions import NotForYou, NotYet, Seen, TooLate
from matching.becoming.models import Application, Recognition
from matching.becoming.states import RECOGNISABLE, Answer, Brought, Deed, State, Station
from matching.certificates.models import Certificate
from matching.peers import actions as peers
from matching.peers.models import SpecialistProfile
from matching.supervision import actions as supervision
from matching.supervision.policies import supervision_of
from matching.training import actions as training
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Disclosure
from peerhub.notifications.models import Notice
from tests.builders_becoming import at, checked, decided, on_the_team, signed_off
from tests.builders_matching import certified, told_story
from tests.cast import NOON
from tests.conftest import Person

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
NUMBER = "CPS-204417"
SEEN = Seen(
    kind=Brought.STATE,
    issuer="Ohio",
    number=NUMBER,
    seen_on=NOON.date(),
    valid_until=NOON.date() + timedelta(days=200),
    notes="We looked it up together.",
    steps=RECOGNISABLE,
)


@pytest.fixture
def rue(person: Person) -> User:
    """Rue, a second supervisor."""
    return person("Rue", Role.SUPERVISOR)


def station_of(application: Application) -> str | None:
    application.refresh_from_db()
    return way.station(policies.facts_of(application, now=NOON))


def without() -> list[str]:
    return sorted(policies.without_certificate(now=NOON).values_list("handle", flat=True))


def proposed(sam: User, *, by: User, steps: tuple[Station, ...] = RECOGNISABLE) -> Application:
    seen = Seen(**{**SEEN.__dict__, "steps": steps})
    return actions.propose_for(sam, seen, by=by, now=NOON).application


def test_sam_was_there_before_and_is_seen_again(
    sam: User, ade: User, rue: User, osei: User, django_capture_on_commit_callbacks
) -> None:
    profile = told_story(sam, now=NOON)
    on_the_team(osei, by=ade, now=NOON)
    assert without() == ["Sam"]

    application = proposed(sam, by=ade)
    assert without() == []
    assert station_of(application) == Station.CHECK
    checked(application, by=ade, now=NOON)
    decided(application, by=rue, now=NOON)
    assert station_of(application) == Station.SIGN_OFF
    waiting = Notice.objects.filter(kind="matching.application_sign_off")
    assert [notice.person_id for notice in waiting] == [osei.pk]
    signed_off(application, by=osei, now=NOON)
    certificate = actions.certify(application, supervisor=rue, by=ade, now=NOON)

    assert certificate.valid_through == SEEN.valid_until
    with pytest.raises(peers.NotSigned):
        peers.publish(profile, by=ade, now=NOON)
    given = supervision_of(sam)
    assert given is not None
    for signer in (sam, rue):
        supervision.sign(given, by=signer, now=NOON)
    peers.publish(profile, by=ade, now=NOON)
    assert actions.unlist_lapsed(now=NOON + timedelta(days=200)) == 0
    assert actions.unlist_lapsed(now=NOON + timedelta(days=201)) == 1
    assert not SpecialistProfile.objects.published().exists()


def test_what_is_never_replaced_is_asked_of_everybody(
    sam: User, ade: User, rue: User, osei: User
) -> None:
    never = set(Station) - set(RECOGNISABLE)
    assert never == {
        *(Station.APPLICATION, Station.CHECK, Station.SCREENING),
        *(Station.SIGN_OFF, Station.CERTIFICATE),
    }
    for station in never:
        with pytest.raises(ValueError, match=station.name):
            proposed(sam, by=ade, steps=(station,))
    on_the_team(osei, by=ade, now=NOON)
    application = proposed(sam, by=ade)

    for skip in (
        lambda: decided(application, by=rue, now=NOON),
        lambda: signed_off(application, by=osei, now=NOON),
        lambda: actions.certify(application, supervisor=ade, by=rue, now=NOON),
    ):
        with pytest.raises(NotYet):
            skip()
    assert not Certificate.objects.exists()


def test_who_proposes_does_not_decide(sam: User, ade: User, rue: User) -> None:
    application = proposed(sam, by=ade)
    checked(application, by=ade, now=NOON)
    facts = policies.facts_of(application, now=NOON)
    assert way.waits_for(facts) == way.ANOTHER_SUPERVISOR

    with pytest.raises(NotForYou):
        decided(application, by=ade, now=NOON)
    decided(application, by=rue, now=NOON)

    steps = application.steps.order_by("pk").values_list("deed", "done_by")
    assert list(steps) == [
        (Deed.PROPOSED, ade.pk),
        (Deed.CLEAR, ade.pk),
        (Deed.YES, rue.pk),
    ]


def test_a_second_supervisor_can_say_no_and_another_one_looks_again(
    sam: User, ade: User, rue: User, person: Person
) -> None:
    third = person("Vera", Role.SUPERVISOR)
    application = proposed(sam, by=ade)
    checked(application, by=ade, now=NOON)
    decided(application, Answer.NO, by=rue, now=NOON)

    actions.appeal(application, words="", by=sam, now=NOON)
    for somebody in (ade, rue):
        with pytest.raises(NotForYou):
            decided(application, Answer.YES, by=somebody, now=NOON)
    decided(application, Answer.NO, by=third, now=NOON)

    application.refresh_from_db()
    assert application.state == State.DECLINED
    assert without() == ["Sam"]


def test_what_is_not_ticked_is_done_as_by_everybody(sam: User, ade: User, rue: User) -> None:
    application = proposed(sam, by=ade, steps=(Station.INTERVIEW, Station.MODULES))
    assert station_of(application) == Station.REFERENCES

    application.recognition.steps = [Station.INTERVIEW, Station.REFERENCES, Station.MODULES]
    application.recognition.save()
    checked(application, by=ade, now=NOON)
    decided(application, by=rue, now=NOON)
    assert station_of(application) == Station.PRACTICE
    assert training.ask_for_practice(sam, now=NOON).trainee == sam
    with pytest.raises(training.NotYet):
        training.begin_exam(sam, now=NOON)


def test_an_applicant_brings_a_certification(maya: User, ade: User, rue: User, osei: User) -> None:
    application = at(Station.SCREENING, maya, supervisor=ade, clinician=osei, now=NOON)
    seen = Seen(**{**SEEN.__dict__, "steps": (Station.MODULES, Station.PRACTICE)})

    actions.propose(application, seen, by=ade, now=NOON)
    with pytest.raises(TooLate):
        actions.propose(application, seen, by=rue, now=NOON)
    decided(application, by=rue, now=NOON)

    assert station_of(application) == Station.EXAM
    assert training.begin_exam(maya, now=NOON).person == maya


def test_what_has_ended_or_is_still_to_come_stands_for_nothing(sam: User, ade: User) -> None:
    for wrong in (
        {"valid_until": NOON.date() - timedelta(days=1)},
        {"seen_on": NOON.date() + timedelta(days=2)},
    ):
        with pytest.raises(NotYet):
            actions.propose_for(sam, Seen(**{**SEEN.__dict__, **wrong}), by=ade, now=NOON)
    assert not Application.objects.exists()


def test_only_another_supervisor_proposes_and_only_for_who_has_no_certificate(
    sam: User, ade: User, maya: User, noor: User, osei: User
) -> None:
    for somebody in (sam, noor, osei):
        with pytest.raises(NotForYou):
            proposed(sam, by=somebody)
    with pytest.raises(NotForYou):
        proposed(maya, by=ade)
    certified(sam, now=NOON)
    with pytest.raises(TooLate):
        proposed(sam, by=ade)


def test_the_number_lies_sealed_and_goes_when_it_is_taken_back(sam: User, ade: User) -> None:
    application = proposed(sam, by=ade)
    kept = Recognition.objects.get()
    assert kept.number == NUMBER
    assert kept.sealed_number is not None
    assert NUMBER.encode() not in bytes(kept.sealed_number)

    actions.withdraw(application, by=sam, now=NOON)

    kept.refresh_from_db()
    assert (kept.number, kept.issuer, kept.notes) == ("", "", "")


def test_the_pages_lead_from_the_list_to_the_second_supervisor(
    sam: User, ade: User, rue: User, client_of: ClientOf
) -> None:
    today = timezone.now().date()
    browser = client_of(ade)
    place = f"/becoming/known/{sam.pk}/"
    assert place in browser.get("/becoming/").content.decode()
    given = {"kind": "state", "seen_on": str(today), "steps": ["interview", "references", "exam"]}
    wrong = browser.post(place, given)
    assert wrong.status_code == 422
    assert "Please write down its number." in wrong.content.decode()

    page = browser.post(place, {**given, "issuer": "Ohio", "number": NUMBER}, follow=True)

    application = Application.objects.get()
    assert page.redirect_chain == [(application.get_absolute_url(), 302)]
    other = client_of(rue)
    assert NUMBER in other.get(application.get_absolute_url()).content.decode()
    assert Disclosure.objects.filter(person_id=sam.pk).count() == 2
    own = client_of(sam).get("/way/").content.decode()
    assert "What you bring" in own
    assert "We looked it up" not in own
    check = {"provider": "Oak", "checked_on": str(today), "result": "clear"}
    browser.post(application.get_absolute_url(), check)
    text = browser.get(application.get_absolute_url()).content.decode()
    assert "A second supervisor decides." in text
    assert "Your decision" not in text
    assert browser.get(place).status_code == 404
    other.post(application.get_absolute_url(), {"answer": "yes"})
    assert station_of(application) == Station.MODULES


@pytest.mark.parametrize("who", ["noor", "sam", "ines", "osei"])
def test_nobody_else_opens_these_pages(
    who: str, request: pytest.FixtureRequest, sam: User, maya: User, ade: User, osei: User
) -> None:
    application = at(Station.CHECK, maya, supervisor=ade, clinician=osei, now=timezone.now())
    browser = Client()
    browser.force_login(request.getfixturevalue(who))

    for place in (
        f"/becoming/known/{sam.pk}/",
        f"/becoming/checks/{sam.pk}/",
        f"/becoming/{application.public_id}/brings/",
    ):
        assert browser.get(place).status_code == 404, place
        assert browser.post(place).status_code == 404, place
    assert not Recognition.objects.exists()
