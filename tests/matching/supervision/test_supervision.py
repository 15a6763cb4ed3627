"""Who looks after whom: one to eight, both sign, both write, nobody else reads."""

from datetime import timedelta

import pytest
from django.db import InternalError, ProgrammingError, transaction

from matching.peers import actions as peers
from matching.supervision import actions, policies, ratio
from matching.supervision.actions import Full, NotASupervisor, NotOfTheTwo
from matching.supervision.models import LogEntry, RoleSignature, Supervision
from matching.supervision.states import Occasion
from peerhub.accounts import actions as accounts
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications.models import Notice
from tests.builders_matching import published_specialist
from tests.cast import NOON
from tests.conftest import Person
from tests.together import together

LONG_AFTER = NOON + timedelta(days=90)


def eight(ade: User, person: Person, *, but: int = 0) -> None:
    for number in range(ratio.MOST - but):
        specialist = person(f"Peer {number}", Role.SPECIALIST)
        actions.assign(specialist, to=ade, by=ade, now=NOON)


@pytest.mark.django_db
def test_the_seventh_comes_with_a_warning_and_the_ninth_not_at_all(
    ade: User, sam: User, person: Person
) -> None:
    warned = [
        actions.assign(person(f"Peer {n}", Role.SPECIALIST), to=ade, by=ade, now=NOON).nearly_full
        for n in range(8)
    ]

    assert warned == [False] * 6 + [True] * 2
    with pytest.raises(Full):
        actions.assign(sam, to=ade, by=ade, now=NOON)
    assert Supervision.objects.current().filter(supervisor=ade).count() == 8


@pytest.mark.django_db(transaction=True)
def test_two_at_once_never_make_a_ninth(ade: User, person: Person) -> None:
    eight(ade, person, but=1)
    two = [person("Wren", Role.SPECIALIST), person("Lark", Role.SPECIALIST)]

    came = together(
        *[lambda each=each: actions.assign(each, to=ade, by=ade, now=NOON) for each in two]
    )

    assert sorted(type(each.error).__name__ for each in came) == ["Full", "NoneType"]
    assert Supervision.objects.current().filter(supervisor=ade).count() == 8


@pytest.mark.django_db
def test_only_supervisors_look_after_somebody_and_never_after_themselves(
    ade: User, sam: User, ines: User
) -> None:
    for to, by in ((ines, ade), (ade, ines), (ade, sam)):
        with pytest.raises(NotASupervisor):
            actions.assign(sam, to=to, by=by, now=NOON)
    with pytest.raises(NotASupervisor):
        actions.assign(ade, to=ade, by=ade, now=NOON)


@pytest.mark.django_db
def test_a_new_supervisor_signs_anew(ade: User, sam: User, person: Person) -> None:
    first = actions.assign(sam, to=ade, by=ade, now=NOON).supervision
    actions.sign(first, by=sam, now=NOON)
    assert not policies.both_signed(sam)
    actions.sign(first, by=ade, now=NOON)
    actions.sign(first, by=ade, now=NOON)
    assert policies.both_signed(sam)
    assert RoleSignature.objects.count() == 2

    rue = person("Rue", Role.SUPERVISOR)
    actions.assign(sam, to=rue, by=rue, now=NOON)

    assert not policies.both_signed(sam)
    with pytest.raises(NotOfTheTwo):
        actions.sign(first, by=ade, now=NOON)


@pytest.mark.django_db
def test_both_write_both_read_and_nothing_is_changed(ade: User, sam: User, noor: User) -> None:
    given = actions.assign(sam, to=ade, by=ade, now=NOON).supervision

    actions.write(given, words="A good week.", occasion=Occasion.SUPERVISION, by=sam, now=NOON)
    actions.write(given, words="I agree.", occasion=Occasion.DEBRIEF, by=ade, now=NOON)
    with pytest.raises(NotOfTheTwo):
        actions.write(given, words="Hello.", occasion=Occasion.DEBRIEF, by=noor, now=NOON)

    assert list(LogEntry.objects.order_by("pk").values_list("words", "written_by")) == [
        ("A good week.", sam.pk),
        ("I agree.", ade.pk),
    ]
    told = Notice.objects.filter(kind="matching.supervision_written").order_by("pk")
    assert [notice.person_id for notice in told] == [ade.pk, sam.pk]
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        LogEntry.objects.update(words="Something else.")


@pytest.mark.django_db
def test_the_log_is_for_the_two_alone(ade: User, sam: User, person: Person, client_of) -> None:
    given = actions.assign(sam, to=ade, by=ade, now=NOON).supervision
    rue, mel = person("Rue", Role.SUPERVISOR), person("Mel", Role.SPECIALIST)
    place = f"/supervision/{given.pk}/"

    assert client_of(sam).get(place).status_code == 200
    assert client_of(ade).get(place).status_code == 200
    for somebody in (rue, mel):
        assert client_of(somebody).get(place).status_code == 404
        assert client_of(somebody).post(f"{place}signing/").status_code == 404


@pytest.mark.django_db
def test_after_three_months_away_a_supervisor_talks_with_sam_first(
    sam: User, ade: User, client_of
) -> None:
    profile = published_specialist(sam, now=NOON)
    peers.pause(profile, by=sam, now=NOON)
    with pytest.raises(peers.TalkFirst):
        peers.comeback(profile, by=sam, now=LONG_AFTER)

    peers.ask_comeback(profile, by=sam, now=LONG_AFTER)
    peers.ask_comeback(profile, by=sam, now=LONG_AFTER)

    looks_after = policies.supervision_of(sam)
    told = Notice.objects.filter(kind="matching.comeback_asked")
    assert looks_after is not None
    assert [notice.person_id for notice in told] == [looks_after.supervisor_id]
    assert profile.is_paused()
    peers.comeback(profile, by=ade, now=LONG_AFTER)
    assert not profile.is_paused()


@pytest.mark.django_db
def test_a_short_break_ends_by_itself(sam: User) -> None:
    profile = published_specialist(sam, now=NOON)
    peers.pause(profile, by=sam, now=NOON)

    peers.comeback(profile, by=sam, now=LONG_AFTER - timedelta(seconds=1))

    assert not profile.is_paused()


@pytest.mark.django_db
def test_who_loses_the_role_needs_no_supervisor(
    sam: User, ade: User, django_capture_on_commit_callbacks
) -> None:
    actions.assign(sam, to=ade, by=ade, now=NOON)

    with django_capture_on_commit_callbacks(execute=True):
        accounts.revoke_role(sam, Role.SPECIALIST, by=ade, now=NOON)

    assert not Supervision.objects.current().exists()
