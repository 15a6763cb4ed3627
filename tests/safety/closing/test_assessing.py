"""The assessment in five parts and the checklist: kept part by part, signed, never changed."""

from dataclasses import replace

import pytest

from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure
from safety.closing import actions
from safety.closing.actions import Line, Parts
from safety.closing.models import PARTS
from safety.flags import actions as flags
from safety.flags.actions import NotThisWay, NotYet
from safety.flags.models import Flag
from safety.flags.states import Outcome
from tests.cast import NOON
from tests.safety.closing.acts import WHOLE, looked_after

pytestmark = pytest.mark.django_db


def test_each_save_is_a_version_and_the_same_again_is_none(high: Flag, ines: User) -> None:
    part = Parts(risks="Alone since the funeral.")
    first = actions.save(high, part, after=0, by=ines, now=NOON)
    same = actions.save(high, part, after=0, by=ines, now=NOON)
    second = actions.save(high, WHOLE, after=1, by=ines, now=NOON)

    assert (first.version, same.pk, second.version) == (1, first.pk, 2)
    assert [each.risks for each in high.assessments.order_by("version")] == [
        "Alone since the funeral.",
        "Alone since the funeral.",
    ]


def test_of_two_who_write_at_once_the_second_is_told(high: Flag, ines: User, osei: User) -> None:
    actions.save(high, WHOLE, after=0, by=osei, now=NOON)

    with pytest.raises(NotThisWay, match="Somebody saved this meanwhile"):
        actions.save(high, Parts(risks="Mine."), after=0, by=ines, now=NOON)
    assert high.assessments.count() == 1


@pytest.mark.parametrize("part", [*PARTS, "level"])
def test_it_is_signed_only_when_every_part_has_words(high: Flag, osei: User, part: str) -> None:
    empty = replace(WHOLE, **{part: None if part == "level" else " "})  # type: ignore[arg-type]
    kept = actions.save(high, empty, after=0, by=osei, now=NOON)

    with pytest.raises(NotThisWay, match="Each part needs a few words"):
        actions.sign(kept, by=osei, now=NOON)


def test_a_change_after_the_signature_has_to_be_signed_again(
    high: Flag, ines: User, osei: User
) -> None:
    looked_after(high, ines)
    changed = replace(WHOLE, strengths="A sister, and a dog.")
    kept = actions.save(high, changed, after=1, by=ines, now=NOON)

    with pytest.raises(NotYet, match="The assessment is not signed"):
        flags.resolve(high, by=ines, outcome=Outcome.REACHED, now=NOON)
    actions.sign(kept, by=osei, now=NOON)
    flags.resolve(high, by=ines, outcome=Outcome.REACHED, now=NOON)


def test_an_older_version_is_not_signed(high: Flag, ines: User) -> None:
    old = actions.save(high, WHOLE, after=0, by=ines, now=NOON)
    actions.save(high, replace(WHOLE, level=2), after=1, by=ines, now=NOON)

    with pytest.raises(NotThisWay, match="another version"):
        actions.sign(old, by=ines, now=NOON)


def test_a_higher_level_is_raised_before_it_is_signed(high: Flag, ines: User) -> None:
    kept = actions.save(high, replace(WHOLE, level=4), after=0, by=ines, now=NOON)

    with pytest.raises(NotThisWay, match="Raise it first"):
        actions.sign(kept, by=ines, now=NOON)


def test_below_level_three_there_is_none(raised: Flag, ines: User) -> None:
    with pytest.raises(NotThisWay, match="level 3 and above"):
        actions.save(raised, WHOLE, after=0, by=ines, now=NOON)


def test_the_person_reads_that_it_was_opened(high: Flag, maya: User, osei: User) -> None:
    actions.read(high, by=osei, now=NOON)

    assert [line.sentence for line in Disclosure.objects.about(maya.pk)] == [
        "A clinician read what we wrote down to look after you,"
        " because of something you wrote here."
    ]


def test_a_step_keeps_its_lines_and_the_latest_counts(high: Flag, ines: User) -> None:
    flags.raise_level(high, by=ines, level=4, now=NOON)
    first = Line(step=4, needed=False, words="They agreed to go.")
    then = Line(step=4, needed=True, words="They left. Called.", dialled="911", reference="A-7")

    assert actions.fill_in(high, [first], by=ines, now=NOON) == 1
    assert actions.fill_in(high, [first], by=ines, now=NOON) == 0
    assert actions.fill_in(high, [then], by=ines, now=NOON) == 1

    assert high.step_lines.count() == 2
    counts = actions.lines_of(high)[4]
    assert (counts.needed, counts.dialled, counts.reference) == (True, "911", "A-7")


def test_a_step_without_words_is_not_kept(high: Flag, ines: User) -> None:
    flags.raise_level(high, by=ines, level=4, now=NOON)

    with pytest.raises(NotThisWay, match="what was done"):
        actions.fill_in(high, [Line(step=1, needed=True, words=" ")], by=ines, now=NOON)
    assert high.step_lines.count() == 0


def test_below_level_four_there_is_no_checklist(high: Flag, ines: User) -> None:
    with pytest.raises(NotThisWay, match="level 4 and above"):
        actions.fill_in(high, [Line(step=1, needed=True, words="Done.")], by=ines, now=NOON)
