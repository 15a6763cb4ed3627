"""A moderator pauses the account of whoever wrote a message, and learns nothing of who it is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from peerhub.accounts import pausing
from peerhub.accounts.models import Pause, User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Disclosure
from rooms.live.models import Room
from safety.flags import actions
from safety.flags.actions import NotThisWay, NotYours, Rest
from safety.flags.models import Flag
from safety.flags.pauses import LASTS, REASONS
from safety.flags.states import Act, Outcome
from tests.cast import NOON
from tests.conftest import Person
from tests.safety.flags.in_a_room import acts, case_of, entered, is_open, said
from tests.safety.flags.texts import HIGH, LOW, flagged

pytestmark = pytest.mark.django_db
WHY = REASONS["hurt"]
A_DAY = Rest(LASTS["24-hours"], WHY)


def test_pausing_from_a_case_pauses_its_author(flag: Flag, maya: User, ines: User) -> None:
    pause = actions.pause_author(flag, A_DAY, by=ines, now=NOON)

    assert (pause.person, pause.set_by, pause.until, pause.reason) == (
        maya,
        ines,
        NOON + timedelta(days=1),
        WHY,
    )
    assert not is_open(maya)
    assert acts(flag) == [(Act.PAUSED, ines, "24-hours", WHY)]
    assert Disclosure.objects.about(maya.pk)[0].sentence == (
        "A moderator paused your account, because of something you wrote here."
    )


def test_seven_days_are_seven_days(flag: Flag, ines: User) -> None:
    pause = actions.pause_author(flag, Rest(LASTS["7-days"], WHY), by=ines, now=NOON)

    assert pause.until == NOON + timedelta(days=7)
    assert [each.words for each in LASTS.values()] == ["for 24 hours", "for 7 days"]


def test_only_whoever_is_on_a_case_pauses(flag: Flag, maya: User, ade: User) -> None:
    with pytest.raises(NotYours):
        actions.pause_author(flag, A_DAY, by=ade, now=NOON)

    assert is_open(maya)


def test_pausing_keeps_the_case(flag: Flag, ines: User) -> None:
    later = timezone.now() + timedelta(minutes=9)
    actions.pause_author(flag, A_DAY, by=ines, now=later)

    flag.refresh_from_db()
    assert flag.claim_until == later + timedelta(minutes=10)


@pytest.mark.parametrize("role", [Role.SPECIALIST, Role.MODERATOR, Role.CLINICIAN])
def test_nobody_of_the_team_is_paused(room: Room, person: Person, ines: User, role: Role) -> None:
    colleague = person("Theo", role)
    entered(colleague, room, "Grey Finch")
    flag = actions.claim(case_of(said(colleague, room, LOW)), by=ines, now=NOON)

    with pytest.raises(pausing.NotThisPerson):
        actions.pause_author(flag, A_DAY, by=ines, now=NOON)

    assert (is_open(colleague), acts(flag)) == (True, [])


@pytest.mark.parametrize("kind", ["safety.report", "safety.referral", "accounts.pause"])
def test_words_that_were_meant_for_us_alone_are_no_reason(
    kind: str, maya: User, ines: User
) -> None:
    flag = actions.claim(flagged(maya, text=LOW), by=ines, now=NOON)
    Flag.objects.filter(pk=flag.pk).update(subject_kind=kind)

    with pytest.raises(NotThisWay):
        actions.pause_author(flag, A_DAY, by=ines, now=NOON)

    assert is_open(maya)


def test_the_moderators_own_words_are_read_too(flag: Flag, ines: User) -> None:
    pause = actions.pause_author(flag, Rest(LASTS["24-hours"], HIGH), by=ines, now=NOON)

    own = Flag.objects.get(subject_kind="accounts.pause")
    assert (own.subject_id, own.author, own.held) == (str(pause.pk), ines, False)


def test_ending_it_from_the_case_opens_the_account(flag: Flag, maya: User, ines: User) -> None:
    actions.pause_author(flag, A_DAY, by=ines, now=NOON)

    actions.end_pause(flag, by=ines, now=NOON + timedelta(hours=1))

    assert is_open(maya)
    assert [act for act, *_ in acts(flag)] == [Act.PAUSED, Act.UNPAUSED]
    assert Pause.objects.get().lifted_by == ines


def test_a_colleague_ends_it_after_the_case_was_closed(
    flag: Flag, maya: User, ines: User, ade: User
) -> None:
    actions.pause_author(flag, A_DAY, by=ines, now=NOON)
    actions.resolve(flag, by=ines, outcome=Outcome.REACHED, now=NOON)

    actions.end_pause(flag, by=ade, now=NOON + timedelta(hours=1))

    assert (is_open(maya), Pause.objects.get().lifted_by) == (True, ade)


def test_ending_what_is_over_says_so_and_writes_nothing(flag: Flag, ines: User) -> None:
    with pytest.raises(NotThisWay, match="Nothing is paused"):
        actions.end_pause(flag, by=ines, now=NOON)
    actions.pause_author(flag, A_DAY, by=ines, now=NOON)
    actions.end_pause(flag, by=ines, now=NOON)

    with pytest.raises(NotThisWay, match="Nothing is paused"):
        actions.end_pause(flag, by=ines, now=NOON)

    assert len(acts(flag)) == 2
