import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, connections

from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure, Entry
from peerhub.notifications.models import Notice
from safety.asking import actions
from safety.asking.actions import Asking
from safety.asking.models import HelpRequest
from safety.asking.states import Safe
from safety.detection.assess import assess
from safety.flags import actions as flags
from safety.flags import ladder
from safety.flags.models import CLAIM, Flag
from safety.flags.policies import may_pause
from safety.flags.states import Act, FlagState, Outcome
from tests.cast import NOON
from tests.safety.closing.acts import looked_after
from tests.safety.flags.texts import CALM, HIGH

LATER = NOON + timedelta(minutes=2)


def asked(person: User, words: str = "", safe: Safe | None = None) -> HelpRequest:
    return actions.ask(Asking(safe, words), person=person, now=NOON)


def test_one_press_without_a_word_calls_a_person_within_a_quarter_of_an_hour(
    maya: User, ines: User
) -> None:
    flag = asked(maya).flag

    assert (flag.author, flag.level, flag.kinds, flag.held) == (maya, 3, [actions.KIND], False)
    assert flag.due_at == NOON + ladder.rung(3).ack_within
    assert flag.excerpt == actions.NO_WORDS
    assert flag.place == actions.PLACE
    assert [notice.person for notice in Notice.objects.filter(kind="safety.flag_urgent")] == [ines]
    assert not may_pause(flag)


@pytest.mark.parametrize(
    ("safe", "words", "level"),
    [
        (None, CALM, 3),
        (Safe.SAFE, "", 3),
        (Safe.UNSURE, "", 4),
        (Safe.UNSAFE, CALM, 5),
        (None, HIGH, max(3, assess(HIGH).level)),
        (Safe.SAFE, "I have taken all the pills just now", 5),
    ],
)
def test_it_is_as_urgent_as_the_worst_that_is_said_and_never_below_three(
    safe: Safe | None, words: str, level: int, maya: User
) -> None:
    assert asked(maya, words, safe).flag.level == level


def test_asking_again_while_it_waits_adds_to_the_same_case(maya: User) -> None:
    first = asked(maya, CALM)
    second = asked(maya, HIGH)
    third = asked(maya, HIGH)

    assert first == second == third
    flag = Flag.objects.get()
    assert flag.level == max(3, assess(HIGH).level)
    notes = list(flag.notes.filter(act=Act.TOLD_MORE).values_list("words", flat=True))
    assert notes == [HIGH]


def test_a_worse_answer_later_makes_it_more_urgent(maya: User) -> None:
    flag = asked(maya, safe=Safe.SAFE).flag

    actions.ask(Asking(Safe.UNSAFE), person=maya, now=LATER)

    flag.refresh_from_db()
    assert flag.level == 5
    assert flag.due_at == LATER + ladder.rung(5).ack_within
    assert flag.notes.get(act=Act.TOLD_MORE).words == "(I am not safe)"


def test_taking_it_back_leaves_the_case_with_the_team(maya: User) -> None:
    request = asked(maya)

    actions.take_back(request, by=maya, now=LATER)
    actions.take_back(request, by=maya, now=LATER)

    request.refresh_from_db()
    assert request.ended_at == LATER
    assert request.flag.state == FlagState.OPEN
    notes = request.flag.notes.filter(act=Act.TOLD_MORE)
    assert [note.words for note in notes] == [actions.TAKEN_BACK]
    assert Entry.objects.filter(verb="safety.help_taken_back").count() == 1


def test_who_took_it_back_can_ask_again_in_the_same_case(maya: User) -> None:
    request = asked(maya)
    actions.take_back(request, by=maya, now=LATER)

    again = asked(maya)

    assert (again, again.ended_at, Flag.objects.count()) == (request, None, 1)
    assert again.flag.notes.latest("pk").words == actions.AGAIN


def test_after_a_closed_case_asking_is_a_new_one(maya: User, ines: User) -> None:
    first = asked(maya)
    flag = flags.claim(first.flag, by=ines, now=NOON)
    looked_after(flag, ines, now=NOON)
    flags.resolve(flag, by=ines, outcome=Outcome.REACHED, now=NOON)

    second = asked(maya)

    assert second != first
    assert Flag.objects.waiting().get() == second.flag


def test_two_people_who_ask_are_two_cases(maya: User, noor: User) -> None:
    assert asked(maya).flag != asked(noor).flag


def test_who_asked_hears_once_that_somebody_came(
    maya: User, ines: User, django_capture_on_commit_callbacks
) -> None:
    request = asked(maya)

    with django_capture_on_commit_callbacks(execute=True):
        flag = flags.claim(request.flag, by=ines, now=NOON)
    with django_capture_on_commit_callbacks(execute=True):
        flags.raise_level(flag, by=ines, level=5, now=NOON)

    told = Notice.objects.get(kind="safety.asking_taken")
    assert (told.person, told.url) == (maya, f"/someone/{request.public_id}/")


def test_staff_see_who_asks_and_how_safe_they_are_and_the_look_is_told(
    maya: User, ines: User
) -> None:
    flag = asked(maya, CALM, Safe.UNSURE).flag

    case = flags.open_case(flag, by=ines, now=NOON)

    assert [(line.who, line.words) for line in case.context] == [
        ("Maya", "How safe are you right now? I am not sure")
    ]
    assert [line.sentence for line in Disclosure.objects.about(maya.pk)] == [
        "A moderator read that you asked for a person, because you wanted somebody to be there."
    ]


def test_nobody_takes_their_own_call(ines: User, ade: User) -> None:
    flag = asked(ines).flag

    with pytest.raises(flags.NotThisWay):
        flags.claim(flag, by=ines, now=NOON)
    assert flags.claim(flag, by=ade, now=NOON + CLAIM).claimed_by == ade


@pytest.mark.django_db(transaction=True)
def test_a_double_tap_is_one_call(maya: User, ines: User) -> None:
    together = threading.Barrier(2, timeout=10)

    def tap() -> None:
        together.wait()
        asked(maya, "Please.")
        connections.close_all()

    taps = [threading.Thread(target=tap) for _ in range(2)]
    for each in taps:
        each.start()
    for each in taps:
        each.join(20)

    assert (HelpRequest.objects.count(), Flag.objects.count()) == (1, 1)
    assert Notice.objects.filter(person=ines, kind="safety.flag_urgent").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_second_tap_between_the_look_and_the_write_of_the_first_is_no_second_call(
    maya: User, ines: User
) -> None:
    def tap() -> None:
        asked(maya, "Please.")
        connections.close_all()

    second = threading.Thread(target=tap)

    def in_between(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if sql.startswith(f'UPDATE "{HelpRequest._meta.db_table}"') and not second.ident:
            second.start()
            second.join(1)  # it waits for the first, as it should, or is done by now
        return execute(sql, *rest)

    with connection.execute_wrapper(in_between):
        asked(maya, "Please.")
    second.join(20)

    assert (HelpRequest.objects.count(), Flag.objects.count()) == (1, 1)
    assert HelpRequest.objects.get().ended_at is None
