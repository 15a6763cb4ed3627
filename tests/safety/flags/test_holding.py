"""When a text waits for a person before others see it, and what that means for the queue."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from peerhub.accounts.models import User
from peerhub.notifications.models import Notice
from safety import subjects
from safety.detection import scoring as detection
from safety.detection.assess import Assessment, assess
from safety.flags import actions, ladder
from safety.flags.actions import Holding, Watched
from safety.flags.models import Flag
from safety.flags.states import Outcome
from safety.subjects import Subject, SubjectRef
from tests.cast import NOON
from tests.safety.flags.texts import CALM, HIGH, LOW

pytestmark = pytest.mark.django_db
USUAL = Holding()
FIRST = Holding(kind="first_post")
CONTACT = Holding(kind="contact")


class Told(Subject):
    """Remembers what was let out."""

    def __init__(self) -> None:
        self.released: list[str] = []

    def release(self, subject_id: str, now: object) -> None:  # noqa: ARG002
        self.released.append(subject_id)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    monkeypatch.setattr(subjects, "_adapters", dict(subjects._adapters))
    adapter = Told()
    subjects.offer("test.message", adapter)
    return adapter


def said(text: str, author: User, holding: Holding = USUAL, *, number: int = 1) -> Watched:
    ref = SubjectRef("test.message", str(number))
    return Watched(text, author, ref, "Room: After a loss", holding)


def watched(texts: Sequence[Watched]) -> list[actions.Watch]:
    with transaction.atomic():
        return actions.watch_many(texts, now=NOON)


def one(text: str, author: User, holding: Holding = USUAL) -> actions.Watch:
    return watched([said(text, author, holding)])[0]


def test_a_stricter_place_holds_lower_levels(maya: User) -> None:
    assert one(LOW, maya).hold is False
    assert watched([said(LOW, maya, Holding(level=1), number=2)])[0].hold is True


def test_a_stricter_place_holds_no_calm_words(maya: User) -> None:
    seen = one(CALM, maya, Holding(level=1))

    assert (seen.hold, seen.flag_id) == (False, None)


def test_a_place_that_cannot_hold_flags_all_the_same(maya: User) -> None:
    seen = one(HIGH, maya, Holding(may=False, kind="first_post"))

    assert (seen.hold, Flag.objects.get().held) == (False, False)


@pytest.mark.parametrize(
    ("level", "kinds", "hold"),
    [
        (1, ("means",), True),
        (2, ("suicide", "means"), True),
        (2, ("suicide",), False),
        (0, ("means",), False),
    ],
)
def test_ways_and_methods_are_held_at_any_level(
    maya: User,
    monkeypatch: pytest.MonkeyPatch,
    level: int,
    kinds: tuple[str, ...],
    hold: bool,
) -> None:
    found = detection.Screened(Assessment(level, kinds, (), "test"), 0)
    monkeypatch.setattr(detection, "screen", lambda _, **_off: found)

    assert one(CALM, maya).hold is hold


def test_a_first_message_is_held_though_the_rules_found_nothing(maya: User, ines: User) -> None:
    seen = one(CALM, maya, FIRST)

    flag = Flag.objects.get()
    assert (seen.level, seen.hold, seen.show_help, seen.flag_id) == (0, True, False, flag.pk)
    assert (flag.level, flag.kinds, flag.held, flag.excerpt) == (0, ["first_post"], True, CALM)
    assert flag.due_at == NOON + ladder.rung(0).ack_within


def test_what_the_rules_found_keeps_its_level_and_joins_the_reason(maya: User) -> None:
    seen = one(LOW, maya, CONTACT)

    flag = Flag.objects.get()
    assert (seen.level, seen.hold, seen.show_help) == (1, True, True)
    assert flag.kinds == [*assess(LOW).kinds, "contact"]
    assert flag.level == 1


def test_low_levels_wait_in_order_and_nobody_is_woken(maya: User, ines: User) -> None:
    calm = said(CALM, maya, FIRST, number=1)
    low = said(LOW, maya, Holding(level=1), number=2)

    later, sooner = watched([calm, low])

    order = [flag.pk for flag in Flag.objects.waiting().in_order()]
    assert order == [sooner.flag_id, later.flag_id]
    assert Flag.objects.filter(held=True).count() == 2
    assert not Notice.objects.exists()


def test_many_calm_texts_cost_one_query_together(
    maya: User, sam: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    texts = [said(CALM, author, number=at) for at, author in enumerate([maya, sam] * 10)]

    with transaction.atomic(), django_assert_num_queries(1):
        seen = actions.watch_many(texts, now=NOON)

    assert [(each.level, each.hold) for each in seen] == [(0, False)] * 20


def test_each_of_many_texts_gets_its_own_answer_in_order(maya: User, sam: User) -> None:
    seen = watched(
        [said(CALM, maya, number=1), said(HIGH, sam, number=2), said(LOW, maya, number=3)]
    )

    assert [each.hold for each in seen] == [False, True, False]
    assert [each.show_help for each in seen] == [False, True, True]
    assert {flag.subject_id: flag.author for flag in Flag.objects.all()} == {"2": sam, "3": maya}


def test_many_texts_outside_a_transaction_are_refused_even_if_calm(
    maya: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transaction.get_connection(), "in_atomic_block", False)

    with pytest.raises(transaction.TransactionManagementError):
        actions.watch_many([said(CALM, maya)], now=NOON)


def test_a_free_text_that_is_to_wait_now_can_be_let_out(maya: User, ines: User, told: Told) -> None:
    one(LOW, maya)
    again = one(LOW, maya, CONTACT)

    flag = Flag.objects.get()
    assert (again.hold, flag.held, flag.kinds) == (True, True, [*assess(LOW).kinds, "contact"])
    actions.claim(flag, by=ines, now=NOON)
    actions.let_out(flag, by=ines, now=NOON)
    assert told.released == ["1"]
    assert one(LOW, maya, CONTACT).hold is False


def test_a_text_that_a_person_has_closed_does_not_wait_for_ever(maya: User, ines: User) -> None:
    one(LOW, maya)
    flag = actions.claim(Flag.objects.get(), by=ines, now=NOON)
    actions.resolve(flag, by=ines, outcome=Outcome.NOTHING_NEEDED, now=NOON)

    assert one(LOW, maya, CONTACT).hold is False
    assert Flag.objects.get().held is False


def test_a_held_text_stays_one_flag_and_held(maya: User) -> None:
    first = one(CALM, maya, FIRST)
    with transaction.atomic():
        again = actions.watch_many([said(CALM, maya, FIRST)], now=NOON + timedelta(hours=1))[0]

    assert replace(again, assessment=None) == replace(first, assessment=None)
    assert Flag.objects.get().raised_at == NOON
