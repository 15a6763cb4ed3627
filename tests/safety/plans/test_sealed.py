"""Who reads the database alone reads nothing of a plan, and cannot change it unseen."""

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.test import override_settings

from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.crypto import Unreadable
from safety.plans import actions
from safety.plans.models import PlanEntry, SafetyPlan
from safety.plans.states import Part
from tests.cast import NOON

pytestmark = pytest.mark.django_db
KETTLE = "Put the blue kettle on."


def wrote(person: User, words: str, part: Part = Part.ALONE) -> SafetyPlan:
    return actions.save({part: words}, member=person, now=NOON).plan


def behind_the_trigger(change: str, *given: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE safety_planentry DISABLE TRIGGER USER")
        cursor.execute(change, given)
        cursor.execute("ALTER TABLE safety_planentry ENABLE TRIGGER USER")


def test_no_column_of_the_table_holds_the_words(maya: User) -> None:
    plan = wrote(maya, KETTLE)

    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM safety_planentry")
        (kept,) = [bytes(row[0]) for row in cursor.fetchall()]
        cursor.execute("SELECT planentry::text FROM safety_planentry AS planentry")
        row = cursor.fetchone()
    assert b"kettle" not in kept
    assert "kettle" not in row[0]
    assert plan.words()[Part.ALONE] == KETTLE


def test_changed_words_are_an_error_and_never_text(maya: User) -> None:
    plan = wrote(maya, KETTLE)
    behind_the_trigger(
        "UPDATE safety_planentry SET sealed = set_byte(sealed, 20, 255 - get_byte(sealed, 20))"
    )

    with pytest.raises(Unreadable):
        plan.words()


def test_words_of_another_plan_do_not_open(maya: User, noor: User) -> None:
    hers = wrote(maya, KETTLE)
    wrote(noor, "Call nobody.")
    foreign = PlanEntry.objects.get(plan__member=noor).sealed
    behind_the_trigger("UPDATE safety_planentry SET sealed = %s", bytes(foreign))

    with pytest.raises(Unreadable):
        hers.words()


@pytest.mark.parametrize("move", ["part = 'signs'", "number = number + 1"])
def test_words_do_not_open_under_another_part_or_version(move: str, maya: User) -> None:
    plan = wrote(maya, KETTLE)
    behind_the_trigger(f"UPDATE safety_planentry SET {move}")

    with pytest.raises(Unreadable):
        _ = plan.entries.get().words


def test_a_new_key_seals_everything_and_then_the_old_one_can_go(
    maya: User, noor: User, capsys: pytest.CaptureFixture[str]
) -> None:
    with override_settings(TEXT_KEYS=["old"]):
        plans = [wrote(maya, KETTLE), wrote(noor, "Tea.")]
    with override_settings(TEXT_KEYS=["new", "old"]):
        assert plans[0].words()[Part.ALONE] == KETTLE
        for told in ("2 parts", "0 parts"):
            call_command("rotate_keys")
            assert f"{told} of plans sealed" in capsys.readouterr().out

    with override_settings(TEXT_KEYS=["new"]):
        assert [plan.words()[Part.ALONE] for plan in plans] == [KETTLE, "Tea."]
    assert Entry.objects.filter(verb="safety.plan_sealed_anew").count() == 2


def test_a_key_that_is_not_here_changes_nothing(maya: User) -> None:
    with override_settings(TEXT_KEYS=["lost"]):
        plan = wrote(maya, KETTLE)

    with pytest.raises(CommandError, match="no key for it"):
        call_command("rotate_keys")
    with override_settings(TEXT_KEYS=["lost"]):
        assert plan.words()[Part.ALONE] == KETTLE


def test_sealing_anew_changes_nothing_but_the_seal(maya: User) -> None:
    wrote(maya, KETTLE)

    with pytest.raises(ProgrammingError, match="stays as it was"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('peerhub.sealing', 'on', true)")
        PlanEntry.objects.update(number=7)
