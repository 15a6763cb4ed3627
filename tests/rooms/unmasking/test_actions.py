from datetime import timedelta

import pytest

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications.models import Notice
from rooms.live import actions as live
from rooms.live.models import Room
from rooms.masks.models import Mask
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.flags.states import Outcome
from safety.reveals import actions
from safety.reveals.models import LAPSES, SHOWN_FOR, Reveal
from safety.reveals.policies import may_answer, may_ask
from safety.reveals.states import Kind, Standing
from tests.cast import NOON
from tests.conftest import Person
from tests.rooms.conftest import Enter, Say
from tests.rooms.unmasking.acts import (
    DANGER,
    SOON,
    UNMASKED,
    agreed,
    asked,
    lines,
    shown,
    told,
    verbs,
)
from tests.safety.closing.acts import looked_after
from tests.safety.flags.texts import HIGH, flagged

# Who may


def test_whoever_is_on_the_case_may_ask(flag: Flag, ines: User, ruth: User, ade: User) -> None:
    assert [may_ask(one, flag) for one in (ines, ruth, ade)] == [True, False, False]


def test_nobody_else_may(flag: Flag, maya: User, sam: User, osei: User, noor: User) -> None:
    assert [may_ask(one, flag) for one in (maya, sam, osei, noor)] == [False] * 4


def test_a_supervisor_may_once_they_took_the_case(flag: Flag, ines: User, ade: User) -> None:
    flags.release(flag, by=ines, now=NOON)
    flag.refresh_from_db()

    taken = flags.claim(flag, by=ade, now=NOON)

    assert may_ask(ade, taken)
    assert not may_ask(ines, taken)


def test_a_case_without_a_room_has_no_mask_to_open(maya: User, ines: User) -> None:
    other = flags.claim(flagged(maya), by=ines, now=NOON)

    assert actions.found_behind(other, Kind.MASK) is None
    with pytest.raises(actions.NotOnIt):
        asked(other, ines)


def test_who_lost_the_role_may_not(flag: Flag, ines: User) -> None:
    ines.role_grants.filter(role=Role.MODERATOR).update(revoked_at=NOON, revoked_by=ines)

    assert not may_ask(User.objects.get(pk=ines.pk), flag)


def test_a_host_is_there_under_their_own_name_already(
    sam: User, ines: User, loss: Room, enter: Enter, say: Say
) -> None:
    live.appoint_host(room=loss, person=sam, by=None, now=NOON)
    enter(sam, loss)
    message = say(sam, loss, HIGH).message
    case = flags.claim(Flag.objects.get(subject_id=message.public_id), by=ines, now=NOON)

    assert actions.found_behind(case, Kind.MASK) is None
    with pytest.raises(actions.NotOnIt):
        asked(case, ines, DANGER)


# Danger to life


def test_danger_opens_the_name_at_once(flag: Flag, heron: Mask, ines: User) -> None:
    row = asked(flag, ines, DANGER)

    assert (row.ref, row.name, row.person_id) == (str(heron.pk), heron.name, heron.person_id)
    assert (row.is_emergency, row.opened_at) == (True, NOON)
    assert row.standing(now=NOON) == Standing.SHOWN
    assert shown(row, by=ines) == "Maya"


def test_every_supervisor_is_told_of_danger(
    flag: Flag, person: Person, ines: User, ruth: User, ade: User
) -> None:
    other = person("Bo", Role.SUPERVISOR)

    row = asked(flag, ines, DANGER)

    assert told("reveal_opened") == sorted([ade.pk, other.pk])
    urls = set(Notice.objects.filter(kind="safety.reveal_opened").values_list("url", flat=True))
    assert urls == {f"/queue/unmask/{row.public_id}/"}


def test_without_a_supervisor_the_other_moderators_are_told(
    flag: Flag, ines: User, ruth: User
) -> None:
    asked(flag, ines, DANGER)

    assert told("reveal_opened") == [ruth.pk]


def test_that_nobody_could_be_told_is_logged(
    flag: Flag, ines: User, caplog: pytest.LogCaptureFixture
) -> None:
    asked(flag, ines, DANGER)

    assert "nobody to tell" in caplog.text
    assert DANGER.words not in caplog.text


def test_the_person_reads_that_it_happened_and_why(flag: Flag, maya: User, ines: User) -> None:
    asked(flag, ines, DANGER)

    assert lines(maya) == [
        f"A moderator saw {UNMASKED}, because somebody’s life may have been in danger."
    ]


def test_a_supervisor_looks_at_it_again_and_a_no_closes_the_name(
    flag: Flag, ines: User, ruth: User, ade: User
) -> None:
    row = asked(flag, ines, DANGER)

    with pytest.raises(actions.NotTheSecond):
        actions.answer(row, by=ruth, agreed=False, now=SOON)
    actions.answer(row, by=ade, agreed=False, now=SOON)

    with pytest.raises(actions.TooLate):
        actions.look(row, by=ines, now=SOON)
    assert verbs() == [("asked", ines.pk), ("opened", ines.pk), ("refused", ade.pk)]


def test_danger_need_not_wait_for_an_answer_that_is_on_its_way(flag: Flag, ines: User) -> None:
    asked(flag, ines)

    row = asked(flag, ines, DANGER, now=SOON)

    assert row.standing(now=SOON) == Standing.SHOWN


# A second person


def test_anything_else_waits_for_a_second_person(flag: Flag, maya: User, ines: User) -> None:
    row = asked(flag, ines)

    assert row.standing(now=SOON) == Standing.WAITING
    for act in (actions.open_name, actions.look):
        with pytest.raises(actions.TooLate):
            act(row, by=ines, now=SOON)
    assert lines(maya) == []


def test_everyone_else_on_duty_is_asked(
    flag: Flag, ines: User, ruth: User, ade: User, sam: User, osei: User
) -> None:
    asked(flag, ines)

    assert told("reveal_asked") == sorted([ruth.pk, ade.pk])


@pytest.mark.parametrize("second", ["ruth", "ade"])
def test_after_a_yes_the_one_who_asked_opens_the_name(
    second: str, flag: Flag, maya: User, ines: User, request: pytest.FixtureRequest
) -> None:
    row = agreed(flag, ines, request.getfixturevalue(second))
    assert lines(maya) == []

    actions.open_name(row, by=ines, now=SOON)

    assert shown(row, by=ines) == "Maya"
    assert lines(maya) == [
        f"A moderator saw {UNMASKED}, after two people from our team agreed that it was needed."
    ]


def test_one_opening_is_one_line_however_often_it_is_looked_at(
    flag: Flag, maya: User, ines: User, ruth: User
) -> None:
    row = agreed(flag, ines, ruth)

    for _ in range(2):
        actions.open_name(row, by=ines, now=SOON)
        actions.look(row, by=ines, now=SOON)

    assert len(lines(maya)) == 1
    assert verbs() == [
        ("asked", ines.pk),
        ("agreed", ruth.pk),
        ("opened", ines.pk),
        ("seen", ines.pk),
        ("seen", ines.pk),
    ]


def test_after_a_no_nothing_opens(flag: Flag, maya: User, ines: User, ruth: User) -> None:
    row = actions.answer(asked(flag, ines), by=ruth, agreed=False, now=SOON)

    with pytest.raises(actions.TooLate):
        actions.open_name(row, by=ines, now=SOON)
    assert (row.standing(now=SOON), lines(maya)) == (Standing.REFUSED, [])
    assert told("reveal_answered") == [ines.pk]


def test_after_a_no_one_can_ask_again(flag: Flag, ines: User, ruth: User) -> None:
    actions.answer(asked(flag, ines), by=ruth, agreed=False, now=SOON)

    assert asked(flag, ines, now=SOON).standing(now=SOON) == Standing.WAITING


def test_nobody_agrees_to_their_own_request(flag: Flag, ines: User) -> None:
    row = asked(flag, ines)

    with pytest.raises(actions.NotTheSecond):
        actions.answer(row, by=ines, agreed=True, now=SOON)


def test_nobody_answers_about_their_own_mask(
    person: Person, ines: User, loss: Room, enter: Enter, say: Say
) -> None:
    """A moderator may sit in a room under a mask, too."""
    lena = person("Lena", Role.MODERATOR)
    enter(lena, loss)
    message = say(lena, loss, HIGH).message
    case = flags.claim(Flag.objects.get(subject_id=message.public_id), by=ines, now=NOON)

    row = asked(case, ines)

    assert told("reveal_asked") == []
    with pytest.raises(actions.NotTheSecond):
        actions.answer(row, by=lena, agreed=True, now=SOON)


def test_specialists_clinicians_and_strangers_answer_nothing(
    flag: Flag, ines: User, sam: User, osei: User, noor: User
) -> None:
    row = asked(flag, ines)

    assert [may_answer(one, row) for one in (sam, osei, noor)] == [False] * 3


def test_asking_twice_is_asking_once(flag: Flag, ines: User, ruth: User) -> None:
    row = asked(flag, ines)
    with pytest.raises(actions.AlreadyAsked):
        asked(flag, ines, now=SOON)
    actions.answer(row, by=ruth, agreed=True, now=SOON)
    with pytest.raises(actions.AlreadyAsked):
        asked(flag, ines, now=SOON)

    assert Reveal.objects.count() == 1


def test_an_open_name_is_not_opened_twice(flag: Flag, maya: User, ines: User) -> None:
    asked(flag, ines, DANGER)

    with pytest.raises(actions.AlreadyAsked):
        asked(flag, ines, DANGER, now=SOON)
    assert len(lines(maya)) == 1


# Ends


def test_the_name_closes_after_an_hour(flag: Flag, ines: User) -> None:
    row = asked(flag, ines, DANGER)
    flags.add_note(flag, by=ines, words="Calling.", now=NOON + SHOWN_FOR)

    actions.look(row, by=ines, now=NOON + SHOWN_FOR - timedelta(seconds=1))
    with pytest.raises(actions.TooLate):
        actions.look(row, by=ines, now=NOON + SHOWN_FOR)
    assert row.standing(now=NOON + SHOWN_FOR) == Standing.OVER


def test_a_request_lapses_after_a_day(flag: Flag, ines: User, ruth: User) -> None:
    row = asked(flag, ines)

    assert row.standing(now=NOON + LAPSES - timedelta(seconds=1)) == Standing.WAITING
    with pytest.raises(actions.TooLate):
        actions.answer(row, by=ruth, agreed=True, now=NOON + LAPSES)
    assert list(Reveal.objects.to_answer(now=NOON + LAPSES)) == []


def test_a_yes_lapses_after_a_day_too(flag: Flag, ines: User, ruth: User) -> None:
    row = agreed(flag, ines, ruth)

    with pytest.raises(actions.TooLate):
        actions.open_name(row, by=ines, now=SOON + LAPSES)


def test_a_case_that_went_back_takes_its_request_along(flag: Flag, ines: User, ruth: User) -> None:
    row = asked(flag, ines)
    flags.release(flag, by=ines, now=SOON)

    assert list(Reveal.objects.to_answer(now=SOON)) == []
    with pytest.raises(actions.TooLate):
        actions.answer(row, by=ruth, agreed=True, now=SOON)


def test_a_yes_does_not_outlive_the_work_on_the_case(flag: Flag, ines: User, ruth: User) -> None:
    row = agreed(flag, ines, ruth)
    flags.release(flag, by=ines, now=SOON)

    with pytest.raises(actions.NotOnIt):
        actions.open_name(row, by=ines, now=SOON)


@pytest.mark.parametrize("end", ["released", "closed", "taken over"])
def test_an_open_name_closes_with_the_work_on_the_case(
    end: str, flag: Flag, ines: User, ruth: User, ade: User
) -> None:
    row = asked(flag, ines, DANGER)
    later = NOON + timedelta(minutes=20)
    if end == "released":
        flags.release(flag, by=ines, now=SOON)
    elif end == "closed":
        looked_after(flag, ines, supervisor=ade, now=SOON)
        flags.resolve(flag, by=ines, outcome=Outcome.EMERGENCY, now=SOON)
    else:
        flags.claim(Flag.objects.get(pk=flag.pk), by=ruth, now=later)

    with pytest.raises(actions.NotOnIt):
        actions.look(row, by=ines, now=later)


def test_nobody_else_opens_or_sees_what_one_asked(
    flag: Flag, ines: User, ruth: User, ade: User
) -> None:
    row = agreed(flag, ines, ruth)

    for someone in (ruth, ade):
        for act in (actions.open_name, actions.look):
            with pytest.raises(actions.NotOnIt):
                act(row, by=someone, now=SOON)


def test_the_next_on_the_case_does_not_inherit_the_name(flag: Flag, ines: User, ruth: User) -> None:
    row = asked(flag, ines, DANGER)
    flags.release(flag, by=ines, now=SOON)
    flags.claim(Flag.objects.get(pk=flag.pk), by=ruth, now=SOON)

    with pytest.raises(actions.NotOnIt):
        actions.look(row, by=ruth, now=SOON)
