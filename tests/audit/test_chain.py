"""What was written down cannot be changed unseen, not even by who owns the database."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit import heads, sealing, tasks
from peerhub.audit.chain import Head
from peerhub.audit.models import Entry, Link
from peerhub.audit.record import record
from peerhub.audit.sealing import SEALED_WITHIN, seal
from peerhub.audit.verbs import Verb
from peerhub.audit.verifying import LATE, Verdict, verify
from peerhub.notifications.models import Notice
from tests.conftest import Person

pytestmark = pytest.mark.django_db


TABLES = ("audit_entry", "audit_link", "audit_disclosure")


@contextmanager
def behind_the_triggers() -> Iterator[Callable[..., None]]:
    """What somebody can do who owns the tables."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield cursor.execute
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def deeds(maya: User, number: int) -> list[int]:
    """Ids of entries, in order."""
    with transaction.atomic():
        return [
            record(Verb.CONSENT_GIVEN, by=maya, on=maya, number=each).pk for each in range(number)
        ]


@pytest.fixture
def chain(maya: User) -> list[int]:
    """Six deeds of Maya's, sealed after those that came before; the ids of the six."""
    seal(now=timezone.now())
    made = deeds(maya, 6)
    seal(now=timezone.now())
    return made


def verdict(*remembered: Head, now: datetime | None = None) -> Verdict:
    return verify(now=now or timezone.now(), remembered=remembered)


def place_of(entry_id: int) -> int:
    return Link.objects.get(entry_id=entry_id).place


def test_all_holds_and_says_since_when_and_where_it_ends(chain: list[int]) -> None:
    found, last = verdict(), Link.objects.order_by("place").last()

    assert last is not None
    assert found == Verdict(
        links=Entry.objects.count(),
        since=Entry.objects.order_by("pk").values_list("at", flat=True)[0],
        head=Head(last.place, last.digest),
        waiting=0,
    )


@pytest.mark.parametrize(
    "change",
    [
        "verb = 'rooms.closed'",
        "actor_id = 1",
        "at = at + interval '1 microsecond'",
        "subject_kind = 'x'",
        "subject_id = 'x'",
        """details = '{"number": 7}'""",
    ],
)
def test_a_changed_entry_is_found(chain: list[int], change: str) -> None:
    with behind_the_triggers() as run:
        run(f"UPDATE audit_entry SET {change} WHERE id = %s", [chain[2]])

    found = verdict()
    assert (found.broken_at, found.links) == (place_of(chain[2]), place_of(chain[2]) - 1)
    assert found.why == f"entry {chain[2]}, or its link, was changed"


def test_a_deleted_entry_is_found(chain: list[int]) -> None:
    with behind_the_triggers() as run:
        run("DELETE FROM audit_entry WHERE id = %s", [chain[2]])

    found = verdict()
    assert (found.broken_at, found.why) == (place_of(chain[2]), f"entry {chain[2]} was deleted")


def test_an_entry_deleted_with_its_link_is_found(chain: list[int]) -> None:
    place = place_of(chain[2])
    with behind_the_triggers() as run:
        run("DELETE FROM audit_entry WHERE id = %s", [chain[2]])
        run("DELETE FROM audit_link WHERE place = %s", [place])

    assert (verdict().broken_at, verdict().why) == (place, "a link is missing")


def test_a_gap_that_was_closed_by_moving_the_rest_up_is_found(chain: list[int]) -> None:
    place = place_of(chain[2])
    with behind_the_triggers() as run:
        run("DELETE FROM audit_entry WHERE id = %s", [chain[2]])
        run("DELETE FROM audit_link WHERE place = %s", [place])
        for later in range(place + 1, place + 4):
            run("UPDATE audit_link SET place = place - 1 WHERE place = %s", [later])

    assert (verdict().broken_at, verdict().why) == (place, "it does not hang on the one before")


def test_two_swapped_entries_are_found(chain: list[int]) -> None:
    first, second = chain[1], chain[3]
    with behind_the_triggers() as run:
        run("UPDATE audit_link SET entry_id = -1 WHERE entry_id = %s", [first])
        run("UPDATE audit_link SET entry_id = %s WHERE entry_id = %s", [first, second])
        run("UPDATE audit_link SET entry_id = %s WHERE entry_id = -1", [second])

    assert verdict().broken_at == place_of(second)


def test_an_entry_put_in_afterwards_is_found_sealed_or_not(chain: list[int]) -> None:
    later = timezone.now() + LATE + timedelta(minutes=1)
    with behind_the_triggers() as run:
        run(
            "INSERT INTO audit_entry (at, verb, subject_kind, subject_id, details)"
            " VALUES (%s, 'x', 'x', '1', '{}')",
            [timezone.now()],
        )
    newest = Entry.objects.order_by("pk").values_list("pk", flat=True).last()

    assert verdict(now=later).why == f"entry {newest} was not sealed in time"
    with transaction.atomic():
        Link.objects.count()
    with behind_the_triggers() as run:
        run("UPDATE audit_entry SET at = at - interval '1 day' WHERE id = %s", [newest])
    seal(now=later)
    assert verdict(now=later).why == f"entry {newest} was put in later than it says"


def test_an_end_that_is_cut_off_is_found_by_the_head_that_was_kept(chain: list[int]) -> None:
    head = verdict().head
    assert head is not None
    with behind_the_triggers() as run:
        run("DELETE FROM audit_entry WHERE id >= %s", [chain[4]])
        run("DELETE FROM audit_link WHERE entry_id >= %s", [chain[4]])

    assert verdict().broken_at is None  # nothing inside can tell
    assert verdict(head).broken_at == head.place - 1
    assert verdict(head).why == f"the end is missing: place {head.place} was remembered"


def test_a_chain_written_anew_without_the_key_is_found(chain: list[int], settings: object) -> None:
    with behind_the_triggers() as run:
        run("UPDATE audit_entry SET actor_id = 1 WHERE id = %s", [chain[0]])
        run("TRUNCATE audit_link")
    right, settings.FIELD_KEY = settings.FIELD_KEY, "a guess"  # type: ignore[attr-defined]
    seal(now=timezone.now())
    settings.FIELD_KEY = right  # type: ignore[attr-defined]

    assert verdict().broken_at == 1


def test_one_sealed_late_by_a_slow_commit_takes_its_place_behind(maya: User) -> None:
    first, second = deeds(maya, 2)
    entry = Entry.objects.filter(pk=first)
    seal(now=timezone.now())

    # As if the first had been committed only after the second was sealed.
    with behind_the_triggers() as run:
        run("DELETE FROM audit_link WHERE entry_id >= %s", [first])
        kept = entry.get()
        run("DELETE FROM audit_entry WHERE id = %s", [first])
        seal(now=timezone.now())
        kept.save(force_insert=True)
    seal(now=timezone.now())

    assert place_of(first) == place_of(second) + 1
    assert verdict().broken_at is None


def test_the_database_refuses_to_change_or_delete_a_link(chain: list[int]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Link.objects.update(digest="0" * 64)
    with pytest.raises(DatabaseError), transaction.atomic():
        Link.objects.all().delete()


def test_sealing_again_changes_nothing(chain: list[int]) -> None:
    before = list(Link.objects.order_by("place").values_list())

    assert seal(now=timezone.now()) == 0
    assert list(Link.objects.order_by("place").values_list()) == before


def test_many_are_sealed_in_batches(maya: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "BATCH", 3)
    deeds(maya, 8)

    assert seal(now=timezone.now()) == Entry.objects.count()
    assert verdict().broken_at is None


@pytest.mark.django_db(transaction=True)
def test_of_two_sealers_at_once_the_second_does_nothing(maya: User) -> None:
    deeds(maya, 40)

    def sealed() -> int:
        try:
            return seal(now=timezone.now())
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool, transaction.atomic():
        first = seal(now=timezone.now())  # and has not committed when the second begins
        second = pool.submit(sealed).result(timeout=20)

    assert (first, second) == (Entry.objects.count(), 0)
    assert verdict().broken_at is None


def test_the_command_says_what_holds_and_ends_with_1_when_it_is_broken(
    chain: list[int], capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("verify_audit")
    told = capsys.readouterr().out
    assert f"{Entry.objects.count()} entries verified since " in told
    assert f"head {verdict().head}" in told
    with behind_the_triggers() as run:
        run("UPDATE audit_entry SET verb = 'x' WHERE id = %s", [chain[0]])

    with pytest.raises(SystemExit) as ended:
        call_command("verify_audit")

    assert ended.value.code == 1
    assert f"BROKEN at place {place_of(chain[0])}: entry {chain[0]}" in capsys.readouterr().out


def test_administrators_hear_of_a_broken_chain_once_a_day_and_nobody_else_does(
    chain: list[int],
    person: Person,
    noor: User,
    ines: User,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    rowan = person("Rowan", Role.ADMINISTRATOR)
    seal(now=timezone.now())
    with behind_the_triggers() as run:
        run("UPDATE audit_entry SET verb = 'x' WHERE id = %s", [chain[0]])

    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
            tasks.verify()

    assert list(Notice.objects.values_list("person", "kind")) == [
        (rowan.pk, "accounts.audit_broken")
    ]


def test_the_head_is_remembered_in_a_file_and_never_overwritten_by_a_broken_chain(
    chain: list[int], settings: object, tmp_path: Path
) -> None:
    file = tmp_path / "head"
    settings.AUDIT_HEAD_FILE = str(file)  # type: ignore[attr-defined]
    tasks.verify()
    kept = heads.remembered()
    assert kept == [verdict().head]
    with behind_the_triggers() as run:
        run("DELETE FROM audit_entry WHERE id >= %s", [chain[4]])
        run("DELETE FROM audit_link WHERE entry_id >= %s", [chain[4]])

    tasks.verify()

    assert heads.remembered() == kept
    with pytest.raises(SystemExit):
        call_command("verify_audit")


def test_an_entry_waits_for_its_seal_only_so_long(maya: User) -> None:
    seal(now=timezone.now())
    (entry,) = deeds(maya, 1)
    at = Entry.objects.get(pk=entry).at

    assert (verdict(now=at).waiting, verdict(now=at).broken_at) == (1, None)
    late = verdict(now=at + SEALED_WITHIN + timedelta(seconds=1))
    assert late.why == f"entry {entry} was not sealed in time"
