"""Switching a rule takes two people, and is in effect soon."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Entry
from peerhub.notifications.models import Notice
from safety.board import actions
from safety.board.actions import standing
from safety.board.models import Switch, SwitchQuerySet
from safety.detection.assess import assess
from safety.flags.models import Flag
from tests.cast import NOON
from tests.conftest import Person
from tests.safety.flags.texts import LOW, watched
from tests.safety.rota.acts import of_the_team

WHY = "It finds more songs than people."
RULE = assess(LOW).reasons[0].rule_id


def asked(by: User, *, rule: str = RULE, to_off: bool = True) -> Switch:
    return actions.ask(rule, to_off=to_off, words=WHY, by=by, now=NOON)


def spoke() -> list[str]:
    """What the rules say of a text that only ``RULE`` finds."""
    watch = watched(LOW, author=User.objects.get(handle="Maya"))
    assert watch.assessment is not None
    return [reason.rule_id for reason in watch.assessment.reasons]


@pytest.fixture
def looking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text asks which rules are off."""
    monkeypatch.setattr(standing, "LOOK_EVERY", 0.0)
    actions.look_again()


@pytest.mark.django_db
def test_one_person_alone_switches_nothing(maya: User, osei: User, looking: None) -> None:
    asked(osei)

    assert spoke() == [RULE]
    assert Switch.objects.off() == frozenset()


@pytest.mark.django_db
def test_after_a_second_yes_the_rule_says_nothing_more_and_raises_no_flag(
    maya: User, osei: User, ade: User, looking: None
) -> None:
    actions.answer(asked(osei), by=ade, agreed=True, now=NOON)

    assert RULE not in spoke()
    assert not any(r["rule"] == RULE for flag in Flag.objects.all() for r in flag.reasons)


@pytest.mark.django_db
def test_it_is_on_again_after_two_people_said_so(
    maya: User, osei: User, ade: User, looking: None
) -> None:
    actions.answer(asked(osei), by=ade, agreed=True, now=NOON)
    actions.answer(asked(ade, to_off=False), by=osei, agreed=True, now=NOON)

    assert spoke() == [RULE]


@pytest.mark.django_db
def test_a_no_leaves_it_as_it_was_and_who_asked_is_told(osei: User, ade: User) -> None:
    switch = actions.answer(asked(osei), by=ade, agreed=False, now=NOON)

    assert Switch.objects.off() == frozenset()
    assert switch.agreed is False
    assert list(Notice.objects.filter(person=osei).values_list("kind", flat=True)) == [
        "safety.switch_answered"
    ]


@pytest.mark.django_db
def test_nobody_answers_their_own_request(osei: User) -> None:
    switch = asked(osei)

    with pytest.raises(actions.NotTheSecond):
        actions.answer(switch, by=osei, agreed=True, now=NOON)


@pytest.mark.django_db
def test_moderators_members_and_strangers_neither_ask_nor_answer(
    osei: User, ines: User, maya: User, noor: User
) -> None:
    switch = asked(osei)

    for person in (ines, maya, noor):
        with pytest.raises(actions.NotTheSecond):
            asked(person, rule="suicide.plan")
        with pytest.raises(actions.NotTheSecond):
            actions.answer(switch, by=person, agreed=True, now=NOON)


@pytest.mark.django_db
def test_a_clinician_who_only_refers_people_in_is_neither_asked_nor_heard(
    osei: User, ade: User, person: Person
) -> None:
    lin = person("Dr Lin", Role.CLINICIAN)
    switch = asked(osei)

    with pytest.raises(actions.NotTheSecond):
        actions.answer(switch, by=lin, agreed=True, now=NOON)
    with pytest.raises(actions.NotTheSecond):
        asked(lin, rule="suicide.plan")
    assert list(Notice.objects.values_list("person", flat=True)) == [ade.pk]


@pytest.mark.django_db
def test_who_asked_can_take_it_back_and_nobody_else(osei: User, ade: User) -> None:
    switch = asked(osei)

    with pytest.raises(actions.NotTheSecond):
        actions.take_back(switch, by=ade, now=NOON)
    actions.take_back(switch, by=osei, now=NOON)

    with pytest.raises(actions.TooLate):
        actions.answer(switch, by=ade, agreed=True, now=NOON)
    assert asked(ade).pk != switch.pk


@pytest.mark.django_db
def test_a_rule_is_asked_for_once_and_only_where_it_changes_something(
    osei: User, ade: User
) -> None:
    with pytest.raises(actions.AlreadyAsked):
        asked(osei, to_off=False)
    asked(osei)
    with pytest.raises(actions.AlreadyAsked):
        asked(ade)
    with pytest.raises(actions.NoSuchRule):
        asked(osei, rule="no.such_rule")


@pytest.mark.django_db
def test_each_step_is_in_the_audit(osei: User, ade: User) -> None:
    actions.answer(asked(osei), by=ade, agreed=True, now=NOON)

    steps = Entry.objects.filter(subject_kind="safety.switch").order_by("pk")
    assert list(steps.values_list("verb", "actor_id", "details")) == [
        ("safety.rule_switch_asked", osei.pk, {"rule": RULE, "off": True}),
        ("safety.rule_switched", ade.pk, {"rule": RULE, "off": True}),
    ]


@pytest.mark.django_db
def test_everyone_who_may_answer_is_told_and_nobody_else(
    osei: User, ade: User, ines: User, noor: User, person: Person
) -> None:
    wren = person("Dr Wren", Role.CLINICIAN, Role.SUPERVISOR)
    asked(osei)

    told = Notice.objects.filter(kind="safety.switch_asked").order_by("person_id")
    assert list(told.values_list("person_id", flat=True)) == sorted([ade.pk, wren.pk])


@pytest.mark.django_db
def test_texts_ask_the_database_once_in_a_while_only(
    maya: User, osei: User, ade: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actions.look_again()

    with django_assert_num_queries(3):  # a savepoint, the question, its release
        for _ in range(50):
            actions.switched_off()


@pytest.mark.django_db
def test_where_the_database_cannot_say_the_text_is_stored_and_what_was_known_goes_on(
    maya: User, osei: User, ade: User, looking: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.answer(asked(osei), by=ade, agreed=True, now=NOON)
    assert actions.switched_off() == frozenset({RULE})

    def broken(self: SwitchQuerySet) -> frozenset[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT no_such_column")
        raise DatabaseError

    monkeypatch.setattr(SwitchQuerySet, "off", broken)

    with transaction.atomic():
        assert actions.switched_off() == frozenset({RULE})
        assert User.objects.filter(pk=maya.pk).exists()  # the transaction still lives


@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_at_once_one_is_heard(osei: User, ade: User, person: Person) -> None:
    wren = of_the_team(person("Dr Wren", Role.CLINICIAN), by=ade)
    switch, start = asked(osei), Barrier(2)

    def answered(by: User, agreed: bool) -> bool:
        start.wait()
        try:
            actions.answer(switch, by=by, agreed=agreed, now=timezone.now())
        except actions.TooLate:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor() as pool:
        said = [pool.submit(answered, ade, True), pool.submit(answered, wren, False)]
        heard = [one.result() for one in said]

    assert sorted(heard) == [False, True]
    assert Switch.objects.get().agreed is heard[0]


@pytest.mark.django_db(transaction=True)
def test_the_process_in_which_it_was_agreed_looks_at_once(osei: User, ade: User) -> None:
    assert actions.switched_off() == frozenset()  # nobody looks: see conftest

    actions.answer(asked(osei), by=ade, agreed=True, now=NOON)

    assert actions.switched_off() == frozenset({RULE})
