"""The account behind a case: what it takes to see it, and what is seen."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.reveals import actions
from safety.reveals.models import LAPSES, Reveal
from safety.reveals.policies import may_answer, may_ask
from safety.reveals.states import Standing
from safety.reveals.targets import Fact
from tests.cast import NOON
from tests.safety.flags.texts import LOW, flagged
from tests.safety.reveals.acts import DANGER, SOON, asked, lines, told, verbs, what_came

SEEN = "saw your handle, your country and your e-mail address"


def test_only_whoever_is_on_the_case_may_ask(
    flag: Flag, ines: User, ruth: User, ade: User, osei: User, sam: User, maya: User, noor: User
) -> None:
    everyone = (ines, ruth, ade, osei, sam, maya, noor)

    assert [may_ask(one, flag) for one in everyone] == [True] + [False] * 6


def test_danger_shows_at_once_all_that_is_held_and_nothing_else(flag: Flag, ines: User) -> None:
    row = asked(flag, ines, DANGER)

    assert list(actions.look(row, by=ines, now=SOON)) == [
        Fact("Handle", "Maya"),
        Fact("E-mail address", "maya@people.example"),
        Fact("Country", "United States"),
        Fact("Emergency number there", "911"),
        Fact("Time zone", "America/New_York"),
    ]


def test_an_address_that_was_never_confirmed_says_so_and_an_unknown_country_is_left_out(
    flag: Flag, maya: User, ines: User
) -> None:
    EmailAddress.objects.filter(user=maya).update(verified=False)
    User.objects.filter(pk=maya.pk).update(country="ZZ")

    facts = actions.look(asked(flag, ines, DANGER), by=ines, now=SOON)

    assert list(facts) == [
        Fact("Handle", "Maya"),
        Fact("E-mail address", "maya@people.example (not confirmed)"),
        Fact("Time zone", "America/New_York"),
    ]


def test_the_person_reads_that_it_was_opened_and_why(flag: Flag, maya: User, ines: User) -> None:
    row = asked(flag, ines, DANGER)
    for _ in range(2):
        actions.look(row, by=ines, now=SOON)

    assert lines(maya) == [f"A moderator {SEEN}, because somebody’s life may have been in danger."]
    assert verbs() == [(verb, ines.pk) for verb in ("asked", "opened", "seen", "seen")]
    details = Entry.objects.filter(verb="safety.reveal_opened").values_list("details", flat=True)
    assert list(details) == [{"flag": flag.pk, "target": "account", "emergency": True}]


def test_the_timeline_names_nobody(flag: Flag, ines: User) -> None:
    asked(flag, ines, DANGER)

    notes = list(flag.notes.order_by("pk").values_list("words", flat=True))
    assert notes[-2:] == [
        "Asked who wrote this.",
        "Opened who wrote this: their handle, e-mail address and country.",
    ]


def test_below_level_4_danger_opens_nothing(maya: User, ines: User) -> None:
    low = flags.claim(flagged(maya, text=LOW, subject_id="2"), by=ines, now=NOON)
    assert low.level == 1

    with pytest.raises(actions.NoEmergency, match="level 1"):
        asked(low, ines, DANGER)
    assert (Reveal.objects.count(), lines(maya)) == (0, [])

    raised = flags.raise_level(low, by=ines, level=4, note="They called.", now=NOON)
    assert asked(raised, ines, DANGER).standing(now=SOON) == Standing.SHOWN


def test_below_level_4_two_people_can_still_agree(
    maya: User, ines: User, ruth: User, ade: User
) -> None:
    low = flags.claim(flagged(maya, text=LOW, subject_id="2"), by=ines, now=NOON)
    row = asked(low, ines)
    assert told("asked") == sorted([ruth.pk, ade.pk])

    actions.answer(row, by=ruth, agreed=True, now=SOON)
    assert lines(maya) == []
    actions.open_name(row, by=ines, now=SOON)

    assert lines(maya) == [
        f"A moderator {SEEN}, after two people from our team agreed that it was needed."
    ]


def test_the_person_concerned_neither_hears_of_it_nor_answers(
    ade: User, ines: User, ruth: User
) -> None:
    about_ade = flags.claim(flagged(ade, subject_id="3"), by=ines, now=NOON)
    row = asked(about_ade, ines)

    assert told("asked") == [ruth.pk]
    assert [may_answer(one, row) for one in (ade, ines, ruth)] == [False, False, True]
    with pytest.raises(actions.NotTheSecond):
        actions.answer(row, by=ade, agreed=False, now=SOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reveal.objects.update(answered_by=ade, answered_at=SOON, agreed=False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"review_due_at": NOON},
        {"remind_at": NOON},
        {"is_emergency": True, "reason": "danger", "opened_at": NOON},
        {"is_emergency": True, "reason": "danger", "opened_at": NOON, "review_due_at": NOON},
    ],
    ids=str,
)
def test_an_emergency_without_a_look_again_cannot_be_stored(
    wrong: dict[str, object], flag: Flag, ines: User
) -> None:
    asked(flag, ines)

    with pytest.raises(IntegrityError), transaction.atomic():
        Reveal.objects.update(**wrong)


@pytest.mark.django_db(transaction=True)
def test_an_answer_in_the_last_second_counts_and_one_after_the_end_does_not(
    flag: Flag, ines: User, ruth: User, ade: User
) -> None:
    late = NOON + LAPSES
    row = asked(flag, ines)

    came = what_came(
        lambda: actions.answer(row, by=ruth, agreed=True, now=late - timedelta(seconds=1)),
        lambda: actions.answer(row, by=ade, agreed=False, now=late),
    )

    assert came == [f"Reveal#{row.pk}", "TooLate"]
    row.refresh_from_db()
    assert (row.answered_by, row.agreed) == (ruth, True)


@pytest.mark.django_db(transaction=True)
def test_an_answer_and_handing_the_case_back_come_one_after_the_other(
    flag: Flag, ines: User, ruth: User
) -> None:
    row = asked(flag, ines)

    came = what_came(
        lambda: actions.answer(row, by=ruth, agreed=True, now=SOON),
        lambda: flags.release(flag, by=ines, now=SOON),
    )

    assert came[1] == f"Flag#{flag.pk}"
    order = list(
        Entry.objects.filter(verb__in=("safety.reveal_agreed", "safety.flag_released"))
        .order_by("pk")
        .values_list("verb", flat=True)
    )
    assert (came[0], order) in (
        (f"Reveal#{row.pk}", ["safety.reveal_agreed", "safety.flag_released"]),
        ("TooLate", ["safety.flag_released"]),
    )
