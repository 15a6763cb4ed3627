"""A supervisor leaves or hands somebody over: no specialist is without one, and nobody is surprised."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from matching.peers.models import SpecialistProfile
from matching.supervision import actions, policies
from matching.supervision.actions import Full, NotASupervisor, handing_over
from matching.supervision.actions.handing_over import AgreedAlready, NotYours
from matching.supervision.models import HandOver, Supervision
from peerhub.accounts import actions as accounts
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Entry
from peerhub.notifications.models import Notice
from tests.builders_matching import published_specialist
from tests.cast import NOON
from tests.conftest import Person
from tests.together import together

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
DAY = timedelta(days=1)
WORD = "I move away in spring. Rue knows how we work."


def heard(kind: str) -> list[str]:
    told = Notice.objects.filter(kind=kind, cancelled_at=None).order_by("person__handle")
    return list(told.values_list("person__handle", flat=True))


@pytest.fixture
def rue(person: Person) -> User:
    """Rue, another supervisor."""
    return person("Rue", Role.SUPERVISOR)


@pytest.fixture
def given(ade: User, sam: User) -> Supervision:
    """Ade looks after Sam, and both signed."""
    made = actions.assign(sam, to=ade, by=ade, now=NOON).supervision
    for signer in (sam, ade):
        actions.sign(made, by=signer, now=NOON)
    return made


def test_who_is_no_supervisor_any_more_looks_after_nobody_and_the_others_hear_once(
    given: Supervision,
    sam: User,
    ade: User,
    rue: User,
    person: Person,
    django_capture_on_commit_callbacks,
) -> None:
    mel, new = person("Mel", Role.SPECIALIST), person("Ann", Role.SPECIALIST)
    actions.assign(mel, to=ade, by=ade, now=NOON)
    assert policies.both_signed(sam)

    with django_capture_on_commit_callbacks(execute=True):
        accounts.revoke_role(ade, Role.SUPERVISOR, by=rue, now=NOON + DAY)
    actions.end_by(ade.pk, now=NOON + 2 * DAY)

    assert not policies.both_signed(sam)
    assert [each.handle for each in policies.alone()] == ["Mel", "Sam", new.handle]
    assert heard("matching.supervision_alone") == ["Rue"]
    assert heard("matching.supervisor_left") == ["Mel", "Sam"]
    actions.assign(sam, to=rue, by=rue, now=NOON + DAY)
    assert [each.handle for each in policies.alone()] == ["Mel", new.handle]


def test_a_closed_account_looks_after_nobody_either(
    given: Supervision, sam: User, ade: User, rue: User
) -> None:
    User.objects.filter(pk=ade.pk).update(is_active=False)

    assert [actions.end_where_role_is_gone(now=NOON + DAY) for _ in range(2)] == [1, 0]

    assert policies.supervision_of(sam) is None
    assert heard("matching.supervision_alone") == ["Rue"]


def test_the_page_of_a_specialist_stays_shown_when_their_supervisor_leaves(sam: User) -> None:
    published_specialist(sam, now=NOON)
    actions.end_by(Supervision.objects.get(specialist=sam).supervisor_id, now=NOON)

    assert SpecialistProfile.objects.published().filter(person=sam).exists()


def test_rue_finds_those_first_whose_supervisor_left_and_takes_them_on(
    given: Supervision, sam: User, ade: User, rue: User, person: Person, client_of: ClientOf
) -> None:
    person("Ann", Role.SPECIALIST)
    actions.end_by(ade.pk, now=NOON)
    browser = client_of(rue)

    page = browser.get("/supervision/").content.decode()
    assert page.index("Sam") < page.index("Ann")
    browser.post(f"/supervision/taking-on/{sam.pk}/")

    found = policies.supervision_of(sam)
    assert found is not None
    assert found.supervisor == rue


def test_handed_over_on_the_page_at_once_both_read_the_word_and_sign_anew(
    given: Supervision, sam: User, ade: User, rue: User, noor: User, client_of: ClientOf
) -> None:
    today = timezone.localtime(timezone.now(), ade.zone).date().isoformat()
    place = f"/supervision/{given.pk}/hand-over/"
    asked = {"to": rue.pk, "begins_on": today, "words": WORD}

    for somebody in (sam, rue, noor):
        assert client_of(somebody).post(place, asked).status_code == 404
    assert client_of(ade).post(place, asked).status_code == 302

    agreed = HandOver.objects.get()
    new = policies.supervision_of(sam)
    assert (agreed.into, new and new.supervisor) == (new, rue)
    assert heard("matching.hand_over") == ["Rue", "Sam"]
    assert not policies.both_signed(sam)
    for somebody in (sam, rue, ade):
        page = client_of(somebody).get(f"/supervision/hand-overs/{agreed.pk}/").content.decode()
        assert WORD in page
    assert client_of(noor).get(f"/supervision/hand-overs/{agreed.pk}/").status_code == 404
    assert client_of(rue).get(f"/supervision/{given.pk}/").status_code == 404  # the old log
    for signer in (sam, rue):
        client_of(signer).post(f"/supervision/{agreed.into_id}/signing/")
    assert policies.both_signed(sam)


@pytest.mark.parametrize("days", [-1, 91])
def test_a_day_that_cannot_be_keeps_what_was_typed(
    days: int, given: Supervision, ade: User, rue: User, client_of: ClientOf
) -> None:
    day = timezone.localtime(timezone.now(), ade.zone).date() + timedelta(days=days)
    asked = {"to": rue.pk, "begins_on": day.isoformat(), "words": WORD}

    answer = client_of(ade).post(f"/supervision/{given.pk}/hand-over/", asked)

    assert answer.status_code == 422
    assert WORD in answer.content.decode()
    assert not HandOver.objects.exists()


def test_until_the_day_the_old_one_goes_on_and_can_take_it_back(
    given: Supervision, sam: User, ade: User, rue: User
) -> None:
    agreed = handing_over.hand_over(
        given, to=rue, begins_at=NOON + DAY, words=WORD, by=ade, now=NOON
    )
    with pytest.raises(AgreedAlready):
        handing_over.hand_over(given, to=rue, begins_at=NOON, words=WORD, by=ade, now=NOON)
    handing_over.look(now=NOON + DAY / 2)
    assert policies.supervision_of(sam) == given
    assert policies.both_signed(sam)

    with pytest.raises(NotYours):
        handing_over.take_back(agreed, by=rue, now=NOON)
    for _ in range(2):
        handing_over.take_back(agreed, by=ade, now=NOON)
    handing_over.look(now=NOON + DAY)

    assert policies.supervision_of(sam) == given
    assert heard("matching.hand_over") == []
    assert heard("matching.hand_over_dropped") == ["Rue", "Sam"]
    assert Entry.objects.filter(verb="matching.hand_over_dropped").count() == 1


@pytest.mark.parametrize("leaves", [False, True])
def test_on_the_day_or_when_the_old_one_leaves_before_it_comes_true_once(
    leaves: bool, given: Supervision, sam: User, ade: User, rue: User
) -> None:
    handing_over.hand_over(given, to=rue, begins_at=NOON + DAY, words=WORD, by=ade, now=NOON)
    if leaves:
        actions.end_by(ade.pk, now=NOON)

    assert [handing_over.look(now=NOON + (timedelta() if leaves else DAY)) for _ in range(2)] == [
        1,
        0,
    ]

    found = policies.supervision_of(sam)
    assert found is not None
    assert found.supervisor == rue
    assert Supervision.objects.filter(specialist=sam).count() == 2


def test_one_to_eight_holds_when_it_is_agreed_and_on_the_day(
    given: Supervision, sam: User, ade: User, rue: User, person: Person
) -> None:
    mel = person("Mel", Role.SPECIALIST)
    other = actions.assign(mel, to=ade, by=ade, now=NOON).supervision
    for number in range(7):
        actions.assign(person(f"Peer {number}", Role.SPECIALIST), to=rue, by=rue, now=NOON)
    handing_over.hand_over(given, to=rue, begins_at=NOON + DAY, words=WORD, by=ade, now=NOON)
    with pytest.raises(Full):
        handing_over.hand_over(other, to=rue, begins_at=NOON + DAY, words=WORD, by=ade, now=NOON)

    actions.assign(person("Peer 7", Role.SPECIALIST), to=rue, by=rue, now=NOON)
    handing_over.look(now=NOON + DAY)

    assert policies.supervision_of(sam) == given
    assert heard("matching.hand_over_dropped") == ["Ade", "Rue", "Sam"]


def test_only_the_one_who_looks_after_them_hands_over_and_only_to_another_supervisor(
    given: Supervision, sam: User, ade: User, rue: User, noor: User
) -> None:
    for to, by, error in (
        (rue, rue, NotYours),
        (rue, noor, NotYours),
        (ade, ade, NotASupervisor),
        (sam, ade, NotASupervisor),
        (noor, ade, NotASupervisor),
    ):
        with pytest.raises(error):
            handing_over.hand_over(given, to=to, begins_at=NOON, words=WORD, by=by, now=NOON)


@pytest.mark.django_db(transaction=True)
def test_two_handed_over_at_once_never_make_a_ninth(
    given: Supervision, ade: User, rue: User, person: Person
) -> None:
    mel = actions.assign(person("Mel", Role.SPECIALIST), to=ade, by=ade, now=NOON).supervision
    for number in range(7):
        actions.assign(person(f"Peer {number}", Role.SPECIALIST), to=rue, by=rue, now=NOON)

    came = together(
        *[
            lambda each=each: handing_over.hand_over(
                each, to=rue, begins_at=NOON, words=WORD, by=ade, now=NOON
            )
            for each in (given, mel)
        ]
    )

    assert sorted(type(each.error).__name__ for each in came) == ["Full", "NoneType"]
    assert Supervision.objects.current().filter(supervisor=rue).count() == 8
