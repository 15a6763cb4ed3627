"""From applicant to listed specialist: each station in its order, and what only some may see."""

from datetime import timedelta

import pytest
from django.db import InternalError, ProgrammingError, transaction

from matching.becoming import actions, policies, way
from matching.becoming.actions import Answers, NotForYou, NotYet, NotYours, TooLate
from matching.becoming.models import Application, Reference, Step
from matching.becoming.states import Answer, Deed, State, Station, Trust
from matching.certificates.models import Certificate
from matching.peers import actions as peers
from matching.peers.models import SpecialistProfile
from matching.supervision import actions as supervision
from matching.supervision.policies import supervision_of
from matching.training.models import Enrolment
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Disclosure, Entry
from peerhub.audit.verbs import Verb
from peerhub.notifications.models import Notice
from tests.builders_becoming import (
    TWO,
    at,
    checked,
    decided,
    interviewed,
    learned,
    on_the_team,
    referred,
    sent,
    signed_off,
    written,
)
from tests.builders_matching import told_story
from tests.cast import NOON
from tests.conftest import Person

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=30)


@pytest.fixture
def rue(person: Person) -> User:
    """Rue, a second supervisor."""
    return person("Rue", Role.SUPERVISOR)


def station_of(application: Application, *, now=NOON) -> str | None:
    application.refresh_from_db()
    return way.station(policies.facts_of(application, now=now))


def test_the_order_of_the_way_is_the_order_of_the_stations() -> None:
    assert list(way.ORDER) == [station.value for station in Station]


def test_maya_goes_the_whole_way_and_is_seen(maya: User, ade: User, osei: User) -> None:
    application = at(Station.CERTIFICATE, maya, supervisor=ade, clinician=osei, now=NOON)
    assert station_of(application) == Station.CERTIFICATE
    assert not maya.has_role(Role.SPECIALIST)

    certificate = actions.certify(application, supervisor=ade, by=ade, now=LATER)

    maya = User.objects.get(pk=maya.pk)
    assert maya.has_role(Role.SPECIALIST)
    assert certificate.valid_through == (LATER + timedelta(days=365)).date()
    profile = told_story(maya, roots=("R7",), struggles=("S35",), now=LATER)
    given = supervision_of(maya)
    assert given is not None
    with pytest.raises(peers.NotSigned):
        peers.publish(profile, by=ade, now=LATER)
    supervision.sign(given, by=maya, now=LATER)
    with pytest.raises(peers.NotSigned):
        peers.publish(profile, by=ade, now=LATER)
    supervision.sign(given, by=ade, now=LATER)
    peers.publish(profile, by=ade, now=LATER)
    assert [each.slug for each in SpecialistProfile.objects.published()] == ["maya"]


@pytest.mark.parametrize("station", list(Station)[:-1])
def test_at_every_station_the_certificate_is_still_to_come(
    station: Station, maya: User, ade: User, osei: User
) -> None:
    application = at(station, maya, supervisor=ade, clinician=osei, now=NOON)
    assert station_of(application) == station

    with pytest.raises(NotYet):
        actions.certify(application, supervisor=ade, by=ade, now=NOON)
    assert not Certificate.objects.exists()


def test_no_station_can_be_skipped(maya: User, ade: User, osei: User) -> None:
    application = sent(maya, now=NOON)
    on_the_team(osei, by=ade, now=NOON)

    for skip in (
        lambda: checked(application, by=ade, now=NOON),
        lambda: decided(application, by=ade, now=NOON),
        lambda: signed_off(application, by=osei, now=NOON),
    ):
        with pytest.raises(NotYet):
            skip()


def test_the_history_says_who_and_when_and_cannot_be_changed(
    maya: User, ade: User, osei: User
) -> None:
    application = at(Station.MODULES, maya, supervisor=ade, clinician=osei, now=NOON)

    steps = application.steps.order_by("pk").values_list("station", "deed", "done_by", "done_at")
    assert list(steps) == [
        (Station.APPLICATION, Deed.SENT, maya.pk, NOON),
        (Station.INTERVIEW, Deed.BOOKED, ade.pk, NOON),
        (Station.INTERVIEW, Deed.READY, ade.pk, NOON),
        (Station.REFERENCES, Deed.NAMED, maya.pk, NOON),
        (Station.REFERENCES, Deed.ANSWERED, None, NOON),
        (Station.REFERENCES, Deed.ANSWERED, None, NOON),
        (Station.CHECK, Deed.CLEAR, ade.pk, NOON),
        (Station.SCREENING, Deed.YES, ade.pk, NOON),
    ]
    for change in (
        lambda: Step.objects.update(deed=Deed.NO),
        lambda: Step.objects.all().delete(),
        lambda: application.checks.update(result="open"),
    ):
        with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
            change()


@pytest.mark.parametrize("who", ["maya", "noor", "ines", "osei"])
def test_only_another_supervisor_works_with_an_application(
    who: str, request: pytest.FixtureRequest, maya: User, ade: User, osei: User
) -> None:
    application = at(Station.INTERVIEW, maya, supervisor=ade, clinician=osei, now=NOON)
    somebody = request.getfixturevalue(who)

    with pytest.raises(NotForYou):
        actions.read(application, by=somebody, now=NOON)
    with pytest.raises(NotForYou):
        interviewed(application, by=somebody, now=NOON)
    assert not Disclosure.objects.exists()


def test_a_supervisor_never_works_with_their_own(ade: User, osei: User, rue: User) -> None:
    application = at(Station.CHECK, ade, supervisor=rue, clinician=osei, now=NOON)

    with pytest.raises(NotForYou):
        checked(application, by=ade, now=NOON)


def test_each_look_of_a_supervisor_stands_in_who_looked(maya: User, ade: User) -> None:
    application = sent(maya, now=NOON)

    actions.read(application, by=ade, now=NOON)

    line = Disclosure.objects.get()
    assert (line.person_id, line.who, line.what) == (maya.pk, "supervisor", "words")
    assert Entry.objects.filter(verb=Verb.APPLICATION_READ, actor_id=ade.pk).count() == 1


def test_noor_keeps_sends_and_takes_back_nothing_of_mayas(maya: User, noor: User) -> None:
    application = written(maya, now=NOON)

    for deed in (
        lambda: actions.keep(application, Answers(why="Mine."), by=noor, now=NOON),
        lambda: actions.send(application, by=noor, now=NOON),
        lambda: actions.name_references(application, TWO, by=noor, now=NOON),
        lambda: actions.withdraw(application, by=noor, now=NOON),
    ):
        with pytest.raises(NotYours):
            deed()
    application.refresh_from_db()
    assert application.state == State.WRITING


def test_what_was_sent_is_not_changed(maya: User) -> None:
    application = sent(maya, now=NOON)

    with pytest.raises(TooLate):
        actions.keep(application, Answers(why="Other words."), by=maya, now=NOON)


def test_taking_it_back_deletes_all_words_and_keeps_the_days(
    maya: User, ade: User, osei: User
) -> None:
    application = at(Station.MODULES, maya, supervisor=ade, clinician=osei, now=NOON)

    actions.withdraw(application, by=maya, now=LATER)
    actions.withdraw(application, by=maya, now=LATER)

    application.refresh_from_db()
    assert (application.why, application.now, application.hours) == ("", "", "")
    assert application.labels == []
    assert not Reference.objects.exists()
    assert {(talk.words, talk.place) for talk in application.interviews.all()} == {("", "")}
    assert not Enrolment.objects.filter(person=maya).exists()
    assert application.steps.count() == 9
    assert actions.begin(maya, now=LATER).pk != application.pk


def test_references_lie_sealed_and_only_for_their_own_row(maya: User, ade: User) -> None:
    application = sent(maya, now=NOON)
    interviewed(application, by=ade, now=NOON)
    referred(application, now=NOON)

    first, second = application.references.order_by("number")

    assert (first.name, first.reach) == (TWO[0].name, TWO[0].reach)
    assert b"Rosa" not in bytes(first.sealed_name)
    first.sealed_name = second.sealed_name
    with pytest.raises(Exception, match="belongs elsewhere"):
        _ = first.name


def test_a_link_works_once_and_not_after_it_was_taken_back(maya: User, ade: User) -> None:
    application = sent(maya, now=NOON)
    interviewed(application, by=ade, now=NOON)
    actions.name_references(application, TWO, by=maya, now=NOON)
    first, second = application.references.order_by("number")
    links = [actions.open_reference(each, by=ade, now=NOON) for each in (first, second)]
    assert actions.reference_for(links[0]) == first
    assert actions.reference_for(links[0] + "x") is None

    actions.answer_reference(first, Trust.YES, words="Yes.", now=NOON)
    assert actions.reference_for(links[0]) is None
    with pytest.raises(TooLate):
        actions.answer_reference(first, Trust.NO, words="No.", now=NOON)
    assert Reference.objects.get(pk=first.pk).words == "Yes."

    actions.withdraw(application, by=maya, now=NOON)
    assert actions.reference_for(links[1]) is None


def test_a_check_that_has_ended_has_to_be_made_again(maya: User, ade: User, osei: User) -> None:
    application = sent(maya, now=NOON)
    interviewed(application, by=ade, now=NOON)
    referred(application, now=NOON)
    checked(application, by=ade, now=NOON, days=10)
    assert station_of(application) == Station.SCREENING

    assert station_of(application, now=NOON + timedelta(days=10)) == Station.SCREENING
    assert station_of(application, now=NOON + timedelta(days=11)) == Station.CHECK


def test_not_yet_says_what_would_help_and_can_become_a_yes(
    maya: User, ade: User, osei: User
) -> None:
    application = at(Station.SCREENING, maya, supervisor=ade, clinician=osei, now=NOON)

    decided(application, Answer.NOT_YET, by=ade, now=NOON)
    assert not Enrolment.objects.exists()
    decided(application, Answer.YES, by=ade, now=LATER)

    assert station_of(application) == Station.MODULES
    assert Enrolment.objects.get().person == maya


def test_a_no_is_looked_at_by_a_second_supervisor_whose_word_is_the_last(
    maya: User, ade: User, osei: User, rue: User
) -> None:
    application = at(Station.SCREENING, maya, supervisor=ade, clinician=osei, now=NOON)
    decided(application, Answer.NO, by=ade, now=NOON)
    with pytest.raises(TooLate):
        decided(application, Answer.YES, by=rue, now=NOON)

    actions.appeal(application, words="I was ill that week.", by=maya, now=NOON)
    with pytest.raises(NotForYou):
        decided(application, Answer.YES, by=ade, now=NOON)
    asked = Notice.objects.filter(kind="matching.application_appeal")
    assert [notice.person_id for notice in asked] == [rue.pk]
    decided(application, Answer.NO, by=rue, now=NOON)

    application.refresh_from_db()
    assert application.state == State.DECLINED
    with pytest.raises(NotYet):
        actions.begin(maya, now=NOON + timedelta(days=179))
    assert actions.begin(maya, now=NOON + timedelta(days=180)).pk != application.pk


def test_only_a_therapist_of_the_team_signs_off(
    maya: User, ade: User, osei: User, person: Person
) -> None:
    application = at(Station.SIGN_OFF, maya, supervisor=ade, clinician=osei, now=NOON)
    outside = person("Dr Outside", Role.CLINICIAN)

    for somebody in (outside, ade, maya):
        with pytest.raises(NotForYou):
            signed_off(application, by=somebody, now=NOON)
    actions.sign_off(application, ready=False, words="One more month.", by=osei, now=NOON)
    assert station_of(application) == Station.SIGN_OFF
    signed_off(application, by=osei, now=NOON)
    assert station_of(application) == Station.CERTIFICATE


def test_the_therapists_hear_of_a_passed_exam(
    maya: User, ade: User, osei: User, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        at(Station.SIGN_OFF, maya, supervisor=ade, clinician=osei, now=NOON)

    told = Notice.objects.filter(kind="matching.application_sign_off")
    assert [notice.person_id for notice in told] == [osei.pk]


def test_many_applications_cost_as_much_as_one(
    person: Person, ade: User, osei: User, django_assert_num_queries
) -> None:
    one = [at(Station.EXAM, person("Wren"), supervisor=ade, clinician=osei, now=NOON)]
    three = [
        *one,
        sent(person("Lark"), now=NOON),
        sent(person("Finch"), now=NOON),
    ]
    learned(three[1].person, now=NOON)

    for rows in (one, three):
        with django_assert_num_queries(15):
            policies.facts_of_all(rows, now=NOON)
