import threading
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, connections, transaction

from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from safety.flags.models import Flag
from safety.flags.policies import may_pause
from safety.plans import actions
from safety.plans.models import WORDS, PlanEntry, SafetyPlan
from safety.plans.questions import QUESTIONS
from safety.plans.states import Part
from tests.cast import NOON
from tests.safety.flags.texts import HIGH
from tests.safety.plans.acts import ALONE, REASON, shared, written

LATER = NOON + timedelta(days=1)
NOTHING = dict.fromkeys(Part, "")


def audited(verb: str) -> list[dict[str, object]]:
    return list(Entry.objects.filter(verb=verb).order_by("pk").values_list("details", flat=True))


def test_there_is_a_question_for_every_part_in_the_order_in_which_they_help() -> None:
    assert list(QUESTIONS) == list(Part)
    assert [QUESTIONS[part].number for part in Part] == [1, 2, 3, 4, 5, 6, 7]
    assert [QUESTIONS[part].previous for part in Part] == [None, *list(Part)[:-1]]
    assert [QUESTIONS[part].following for part in Part] == [*list(Part)[1:], None]


def test_what_is_written_is_kept_and_every_part_can_be_skipped(maya: User) -> None:
    plan = written(maya, alone=ALONE)

    assert plan.words() == NOTHING | {Part.ALONE: ALONE}
    assert audited("safety.plan_saved") == [{"number": 1, "parts": "alone"}]


def test_a_save_is_a_version_and_older_ones_stay(maya: User) -> None:
    plan = written(maya, alone=ALONE, reason=REASON)
    actions.save({Part.ALONE: "Sing.", Part.REASON: REASON}, member=maya, now=LATER)
    plan.refresh_from_db()

    assert plan.words(1) == NOTHING | {Part.ALONE: ALONE, Part.REASON: REASON}
    assert plan.words() == NOTHING | {Part.ALONE: "Sing.", Part.REASON: REASON}
    assert plan.number == 2
    assert plan.entries.filter(number=2).count() == 1


def test_the_same_words_again_are_no_new_version(maya: User) -> None:
    written(maya, alone=ALONE)
    plan = written(maya, alone=f"  {ALONE}\n")

    assert (plan.number, PlanEntry.objects.count()) == (1, 1)


def test_a_part_can_be_emptied(maya: User) -> None:
    written(maya)
    plan = written(maya, alone="")

    assert plan.words() == NOTHING | {Part.REASON: REASON}


def test_the_database_refuses_to_change_what_a_version_says(maya: User) -> None:
    written(maya)

    with pytest.raises(ProgrammingError, match="stays as it was"), transaction.atomic():
        PlanEntry.objects.update(sealed=b"Something else.")


def test_danger_in_a_plan_comes_before_a_person_and_the_plan_stays_as_it_is(maya: User) -> None:
    saved = actions.save({Part.SIGNS: HIGH}, member=maya, now=NOON)

    flag = Flag.objects.get()
    assert (flag.author, flag.subject_kind, flag.held) == (maya, "safety.plan", False)
    assert flag.place == actions.PLACE
    assert saved.show_help
    assert saved.plan.words()[Part.SIGNS] == HIGH
    # It was written for its author alone: nobody is paused for it.
    assert not may_pause(flag)


@pytest.mark.parametrize(
    "words",
    [
        "My sister keeps the pills until spring.",
        "My neighbour keeps my car keys on bad nights.",
        "I sleep at Dee’s when it gets dark in me.",
    ],
)
def test_distance_from_what_could_hurt_is_no_cry_for_help(words: str, maya: User) -> None:
    saved = actions.save({Part.SURROUNDINGS: words}, member=maya, now=NOON)

    assert (saved.show_help, Flag.objects.count()) == (False, 0)


def test_a_part_that_is_too_long_is_refused_whole(maya: User) -> None:
    with pytest.raises(actions.TooLong):
        written(maya, alone="a" * (WORDS + 1))

    assert not SafetyPlan.objects.exists()


def test_forgetting_deletes_every_version_and_share_and_keeps_the_case(
    maya: User, noor: User
) -> None:
    plan = shared(maya, None)
    actions.save({Part.SIGNS: HIGH}, member=maya, now=NOON)
    written(noor)

    actions.forget(plan, by=maya)

    assert [left.member for left in SafetyPlan.objects.all()] == [noor]
    assert {entry.plan.member for entry in PlanEntry.objects.all()} == {noor}
    assert Flag.objects.count() == 1
    assert audited("safety.plan_forgotten") == [{"number": 2}]


@pytest.mark.django_db(transaction=True)
def test_two_devices_that_begin_at_once_make_one_plan_of_two_versions(maya: User) -> None:
    together = threading.Barrier(2, timeout=10)

    def save(words: str) -> None:
        together.wait()
        actions.save({Part.ALONE: words}, member=maya, now=NOON)
        connections.close_all()

    devices = [threading.Thread(target=save, args=(words,)) for words in ("Sing.", "Dance.")]
    for device in devices:
        device.start()
    for device in devices:
        device.join(20)

    plan = SafetyPlan.objects.get()
    assert sorted(plan.entries.values_list("number", "part")) == [(1, "alone"), (2, "alone")]
    assert {plan.words(1)[Part.ALONE], plan.words(2)[Part.ALONE]} == {"Sing.", "Dance."}


@pytest.mark.django_db(transaction=True)
def test_a_save_waits_for_the_one_before_it_and_neither_is_lost(maya: User) -> None:
    written(maya)
    failed: list[Exception] = []

    def save() -> None:
        try:
            actions.save({Part.ALONE: "Dance."}, member=maya, now=NOON)
        except Exception as error:  # noqa: BLE001 - told below
            failed.append(error)
        connections.close_all()

    other = threading.Thread(target=save)
    with transaction.atomic():
        plan = actions.save({Part.ALONE: "Sing."}, member=maya, now=NOON).plan
        other.start()
        while not somebody_waits():
            assert other.is_alive()
    other.join(20)

    assert failed == []
    assert [plan.words(number)[Part.ALONE] for number in (1, 2, 3)] == [ALONE, "Sing.", "Dance."]


def somebody_waits() -> bool:
    """Whether a connection waits for a lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])
