"""The lines of who looked have their places in the chain: none changes, goes or comes unseen."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.models import Disclosure, Entry, Link
from peerhub.audit.sealing import SEALED_WITHIN, seal
from peerhub.audit.verifying import LATE, Verdict, verify
from peerhub.audit.words import What, Why
from tests.audit.test_chain import behind_the_triggers
from tests.cast import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def looks(maya: User, ines: User) -> list[int]:
    """Ids of four lines of Maya's, sealed; she reads that they are of the same noon."""
    made = []
    for what in (What.STORY, What.PLAN, What.TALK, What.NAME):
        line = disclose(to=ines, about=maya.pk, what=what, why=Why.RULE, now=NOON)
        assert line is not None
        made.append(line.pk)
    seal(now=timezone.now())
    return made


def place_of(line_id: int) -> int:
    return Link.objects.get(disclosure_id=line_id).place


def broken() -> tuple[int | None, str]:
    found = verify(now=timezone.now())
    return found.broken_at, found.why


def test_every_line_and_every_entry_has_one_place(looks: list[int]) -> None:
    last = Link.objects.order_by("place").last()
    found = verify(now=timezone.now())

    assert last is not None
    assert found == Verdict(
        links=Entry.objects.count() + 4,
        looks=4,
        since=Entry.objects.order_by("pk").values_list("at", flat=True)[0],
        head=found.head,
        waiting=0,
    )
    assert found.head is not None
    assert (found.head.place, found.head.digest) == (last.place, last.digest)


@pytest.mark.parametrize(
    "change",
    [
        "person_id = 1",
        "at = at + interval '1 microsecond'",
        "written_at = written_at + interval '1 microsecond'",
        "who = 'clinician'",
        "what = 'words'",
        "why = 'asked'",
    ],
)
def test_a_changed_line_is_found(looks: list[int], change: str) -> None:
    with behind_the_triggers() as run:
        run(f"UPDATE audit_disclosure SET {change} WHERE id = %s", [looks[1]])

    line = f"line {looks[1]} of who looked"
    assert broken() == (place_of(looks[1]), f"{line}, or its link, was changed")


def test_a_deleted_line_is_found(looks: list[int]) -> None:
    with behind_the_triggers() as run:
        run("DELETE FROM audit_disclosure WHERE id = %s", [looks[1]])

    assert broken() == (place_of(looks[1]), f"line {looks[1]} of who looked was deleted")


def test_a_line_deleted_with_its_link_is_found(looks: list[int]) -> None:
    place = place_of(looks[1])
    with behind_the_triggers() as run:
        run("DELETE FROM audit_disclosure WHERE id = %s", [looks[1]])
        run("DELETE FROM audit_link WHERE place = %s", [place])

    assert broken() == (place, "a link is missing")


def test_two_swapped_lines_are_found(looks: list[int]) -> None:
    first, second = looks[0], looks[2]
    with behind_the_triggers() as run:
        run("UPDATE audit_link SET disclosure_id = -1 WHERE disclosure_id = %s", [first])
        run(
            "UPDATE audit_link SET disclosure_id = %s WHERE disclosure_id = %s",
            [first, second],
        )
        run("UPDATE audit_link SET disclosure_id = %s WHERE disclosure_id = -1", [second])

    assert broken()[0] == place_of(second)


def test_a_line_put_in_afterwards_is_found_sealed_or_not(looks: list[int], maya: User) -> None:
    later = timezone.now() + LATE + timedelta(minutes=1)
    with behind_the_triggers() as run:
        run(
            "INSERT INTO audit_disclosure (person_id, at, written_at, who, what, why)"
            " VALUES (%s, %s, %s, 'moderator', 'story', 'rule')",
            [maya.pk, NOON, timezone.now()],
        )
    newest = Disclosure.objects.order_by("pk").values_list("pk", flat=True).last()

    line = f"line {newest} of who looked"
    assert verify(now=later).why == f"{line} was not sealed in time"
    with behind_the_triggers() as run:
        run(
            "UPDATE audit_disclosure SET written_at = written_at - interval '1 day' WHERE id = %s",
            [newest],
        )
    Entry.objects.create(verb="x", subject_kind="x", subject_id="1")
    seal(now=later)
    seal(now=later)
    assert verify(now=later).why == f"{line} was put in later than it says"


def test_a_line_that_tells_of_an_earlier_day_is_no_forgery(maya: User, ines: User) -> None:
    seal(now=timezone.now())
    disclose(to=ines, about=maya.pk, what=What.STORY, why=Why.RULE, now=NOON - timedelta(days=21))
    seal(now=timezone.now())

    assert broken() == (None, "")


def test_a_line_waits_for_its_seal_only_so_long(maya: User, ines: User) -> None:
    seal(now=timezone.now())
    line = disclose(to=ines, about=maya.pk, what=What.STORY, why=Why.RULE, now=NOON)
    assert line is not None
    at = line.written_at

    assert (verify(now=at).waiting, verify(now=at).broken_at) == (1, None)
    late = verify(now=at + SEALED_WITHIN + timedelta(seconds=1))
    assert late.why == f"line {line.pk} of who looked was not sealed in time"


def test_a_link_holds_one_row(looks: list[int]) -> None:
    wrong = Link(place=4711, sealed_at=NOON, before="", digest="")
    for entry, line in ((None, None), (4711, 4711)):
        wrong.entry_id, wrong.disclosure_id = entry, line
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong.save(force_insert=True)


def test_the_command_says_that_they_are_verified_too(
    looks: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("verify_audit")
    assert "4 lines of who looked verified with them" in capsys.readouterr().out

    with behind_the_triggers() as run:
        run("DELETE FROM audit_disclosure WHERE id = %s", [looks[0]])
    with pytest.raises(SystemExit):
        call_command("verify_audit")
    told = f"BROKEN at place {place_of(looks[0])}: line {looks[0]} of who looked was deleted"
    assert told in capsys.readouterr().out
