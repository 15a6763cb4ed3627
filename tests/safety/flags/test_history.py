"""What was before is shown for a reason, written down, and joins no mask to another."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from peerhub.accounts import pausing
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Disclosure, Entry
from rooms.live.models import Room
from safety.flags import actions
from safety.flags.actions import Worry
from safety.flags.before import roughly
from safety.flags.models import Flag
from safety.flags.states import Act, HistoryReason, Outcome, Reason, Whom
from tests.cast import NOON
from tests.conftest import Person
from tests.safety.flags.in_a_room import case_of, entered, opened, said
from tests.safety.flags.texts import HIGH, LOW, flagged

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


@pytest.fixture
def elsewhere(person: Person, maya: User) -> Flag:
    """Maya wrote in another room, under another mask."""
    room = opened(person("Theo", Role.SPECIALIST), name="Night owls")
    entered(maya, room, "Grey Finch")
    return case_of(said(maya, room, HIGH, now=timezone.now()))


def test_a_case_of_the_same_mask_is_named_and_one_of_another_mask_is_not(
    flag: Flag, room: Room, elsewhere: Flag, maya: User, ines: User
) -> None:
    now = timezone.now()
    here = case_of(said(maya, room, HIGH, now=now))

    before = actions.look_back(flag, Whom.AUTHOR, HistoryReason.WORSE, by=ines, now=now)

    assert [(past.level, past.number) for past in before.cases] == [
        (here.level, here.pk),
        (elsewhere.level, None),
    ]


def test_the_page_holds_neither_place_nor_number_nor_day_of_another_mask(
    flag: Flag, elsewhere: Flag, ines: User, client_of: ClientOf
) -> None:
    page = client_of(ines).post(f"/queue/{flag.pk}/history/", {"history-reason": "worse"})

    words = page.content.decode()
    assert "Earlier cases (1)" in words
    assert "In the last 7 days" in words
    for secret in ("Night owls", "Grey Finch", "Maya", f"/queue/{elsewhere.pk}/", "<time"):
        assert secret not in words


def test_each_look_is_written_down_and_the_person_can_read_it(
    flag: Flag, maya: User, ines: User
) -> None:
    actions.look_back(flag, Whom.AUTHOR, HistoryReason.DANGER, by=ines, now=timezone.now())

    entry = Entry.objects.get(verb="safety.flag_history_read")
    assert (entry.actor_id, entry.details) == (ines.pk, {"whom": "author", "reason": "danger"})
    assert flag.notes.get(act=Act.HISTORY).detail == "author:danger"
    assert Disclosure.objects.about(maya.pk)[0].sentence == (
        "A moderator looked at what happened here with your account before, because somebody’s"
        " life may have been in danger."
    )


def test_without_a_reason_nothing_is_shown_and_nothing_written(
    flag: Flag, elsewhere: Flag, ines: User, client_of: ClientOf
) -> None:
    page = client_of(ines).post(f"/queue/{flag.pk}/history/", {})

    assert b"Please choose one." in page.content
    assert not Entry.objects.filter(verb="safety.flag_history_read").exists()


def test_only_whoever_is_on_the_case_looks_back(flag: Flag, ade: User, maya: User) -> None:
    with pytest.raises(actions.NotYours):
        actions.look_back(flag, Whom.AUTHOR, HistoryReason.WORSE, by=ade, now=timezone.now())

    assert not Disclosure.objects.about(maya.pk).exists()


def test_pauses_are_told_without_their_case(flag: Flag, maya: User, ines: User, ade: User) -> None:
    now = timezone.now()
    pause = pausing.pause_account(
        maya, until=now + timedelta(days=7), reason="Hurt.", reference="safety.flag:1", by=ade,
        now=now - timedelta(days=20),
    )  # fmt: skip
    pausing.lift_pause(pause, by=ade, now=now - timedelta(days=18))

    before = actions.look_back(flag, Whom.AUTHOR, HistoryReason.FAIR, by=ines, now=now)

    assert [(each.when, each.lasted, each.ended_early) for each in before.pauses] == [
        ("in the last 30 days", "2 days", True)
    ]


def test_words_with_a_report_ask_for_either_person(
    room: Room, flag: Flag, noor: User, maya: User, ines: User
) -> None:
    now = timezone.now()
    entered(noor, room, "Small Otter")
    subject = flag.subject
    report = actions.report(subject, Worry(Reason.UNKIND, HIGH), by=noor, now=now)
    case = Flag.objects.get(subject_kind="safety.report")
    actions.claim(case, by=ines, now=now)

    own = actions.look_back(case, Whom.AUTHOR, HistoryReason.WORSE, by=ines, now=now)
    theirs = actions.look_back(case, Whom.REPORTED, HistoryReason.FAIR, by=ines, now=now)

    assert (len(own.cases), [past.level for past in theirs.cases]) == (0, [report.flag.level])
    assert [Disclosure.objects.about(who.pk).count() for who in (noor, maya)] == [1, 1]


def test_an_ordinary_case_tells_nothing_of_whoever_reported_it(flag: Flag, ines: User) -> None:
    with pytest.raises(actions.NotThisWay):
        actions.look_back(flag, Whom.REPORTED, HistoryReason.FAIR, by=ines, now=timezone.now())


def test_how_a_case_ended_is_told(maya: User, ines: User) -> None:
    old = actions.claim(flagged(maya, text=LOW), by=ines, now=NOON)
    actions.resolve(old, by=ines, outcome=Outcome.REACHED, now=NOON)
    flag = actions.claim(flagged(maya, subject_id="2"), by=ines, now=NOON)

    (past,) = actions.look_back(flag, Whom.AUTHOR, HistoryReason.WORSE, by=ines, now=NOON).cases

    assert (past.ended, past.kinds, past.number) == (Outcome.REACHED.label, past.kinds, None)


def test_a_day_is_told_roughly() -> None:
    ago = {days: roughly(NOON - timedelta(days=days), now=NOON) for days in (0, 7, 8, 31, 91)}

    assert ago == {
        0: "in the last 7 days",
        7: "in the last 7 days",
        8: "in the last 30 days",
        31: "in the last 3 months",
        91: "longer ago",
    }
