"""What is kept of a request, what the database refuses, and two at the same moment."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.notifications import kinds
from peerhub.notifications.models import Notice
from rooms.live.behind import MaskTarget
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.reveals import actions
from safety.reveals.models import Reveal
from tests.cast import NOON
from tests.rooms.unmasking.acts import (
    DANGER,
    SOON,
    WHY,
    agreed,
    asked,
    lines,
    verbs,
)
from tests.together import together


def test_the_words_stay_on_the_row_and_nowhere_else(flag: Flag, ines: User, ruth: User) -> None:
    row = agreed(flag, ines, ruth)
    actions.open_name(row, by=ines, now=SOON)

    details = Entry.objects.filter(verb__startswith="safety.reveal_").order_by("pk")
    assert [entry.details for entry in details] == [
        {"flag": flag.pk, "target": "mask", "reason": "report"},
        {"flag": flag.pk, "target": "mask", "emergency": False},
        {"flag": flag.pk, "target": "mask", "emergency": False},
    ]
    assert row.words == WHY
    assert list(Notice.objects.exclude(context={}).values_list("context", flat=True)) == []
    notes = list(flag.notes.order_by("pk").values_list("words", flat=True))
    assert notes[-2:] == [MaskTarget.noted_asked, MaskTarget.noted_opened]


def test_asking_keeps_the_case(flag: Flag, ines: User, ruth: User) -> None:
    asked(flag, ines, now=NOON + timedelta(minutes=9))

    with pytest.raises(flags.AlreadyTaken):
        flags.claim(Flag.objects.get(pk=flag.pk), by=ruth, now=NOON + timedelta(minutes=15))


@pytest.mark.parametrize("kind", ["opened", "asked", "answered"])
def test_a_mail_about_it_says_nothing_of_masks(kind: str) -> None:
    words = kinds.known(f"safety.reveal_{kind}").mail_line.lower()

    assert not [word for word in ("mask", "name", "room", "behind") if word in words]


@pytest.mark.parametrize(
    "wrong",
    [
        {"words": ""},
        {"opened_at": SOON},
        {"agreed": True},
        {"is_emergency": True},
        {"reason": "danger"},
        {"answered_at": SOON, "agreed": True},
        {"answered_at": SOON, "agreed": True, "answered_by": "who asked"},
    ],
    ids=str,
)
def test_the_database_refuses_what_cannot_be(
    wrong: dict[str, object], flag: Flag, ines: User
) -> None:
    row = asked(flag, ines)
    if "answered_by" in wrong:
        wrong = {**wrong, "answered_by": ines}

    with pytest.raises(IntegrityError), transaction.atomic():
        Reveal.objects.filter(pk=row.pk).update(**wrong)


# At once


def raised(*acts: Callable[[], object]) -> list[Exception | None]:
    return [each.error for each in together(*acts)]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_at_once_one_is_heard(
    flag: Flag, ines: User, ruth: User, ade: User
) -> None:
    row = asked(flag, ines)

    came = raised(
        lambda: actions.answer(row, by=ruth, agreed=True, now=SOON),
        lambda: actions.answer(row, by=ade, agreed=False, now=SOON),
    )

    assert sorted(type(error).__name__ for error in came) == ["NoneType", "TooLate"]
    row.refresh_from_db()
    heard = ruth if came[0] is None else ade
    assert (row.answered_by, row.agreed) == (heard, heard == ruth)
    assert verbs()[1:] == [("agreed" if heard == ruth else "refused", heard.pk)]


@pytest.mark.django_db(transaction=True)
def test_opening_twice_at_once_is_one_opening(
    flag: Flag, maya: User, ines: User, ruth: User
) -> None:
    row = agreed(flag, ines, ruth)

    def act() -> None:
        actions.open_name(row, by=ines, now=SOON)

    assert raised(act, act) == [None, None]
    assert len(lines(maya)) == 1


@pytest.mark.django_db(transaction=True)
def test_asking_twice_at_once_in_danger_opens_once(flag: Flag, maya: User, ines: User) -> None:
    came = raised(*[lambda: asked(flag, ines, DANGER)] * 2)

    assert sorted(type(error).__name__ for error in came) == ["AlreadyAsked", "NoneType"]
    assert len(lines(maya)) == 1
