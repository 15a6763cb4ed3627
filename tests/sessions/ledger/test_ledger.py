"""The ledger: nothing comes from nowhere, what is written stays, and totals are what lines come to."""

import logging
import random
from datetime import timedelta
from functools import partial

import pytest
from django.db import DatabaseError, connection, transaction

from peerhub.accounts.models import User
from sessions.ledger.actions import Move, NotEnough, Place, Reason, ReferenceTaken, balance, post
from sessions.ledger.models import Account, LedgerEntry, Posting
from sessions.ledger.states import Kind
from sessions.ledger.tasks import count_anew
from tests.cast import NOON
from tests.together import together


def given(owner: int | None = None) -> Place:
    return Place(Kind.GIVEN, owner)


def free(owner: int | None, month: str = "2026-11") -> Place:
    return Place(Kind.FREE, owner, month)


def kept(owner: int | None, month: str = "2026-11") -> Place:
    return Place(Kind.KEPT, owner, month)


def give(reference: str, amount: int, maya: User) -> LedgerEntry:
    reason = Reason(reference, "given", maya)
    return post(reason, [Move(amount, given(maya.pk), free(maya.pk))], now=NOON)


@pytest.mark.django_db
def test_what_moves_is_gone_from_one_place_and_there_in_the_other(maya: User) -> None:
    entry = give("given:1", 2, maya)
    assert (balance(given(maya.pk)), balance(free(maya.pk)), balance(kept(maya.pk))) == (-2, 2, 0)
    assert sorted(entry.postings.values_list("account__kind", "amount")) == [
        ("free", 2),
        ("given", -2),
    ]
    assert list(LedgerEntry.objects.of(maya)) == [entry]


@pytest.mark.django_db
def test_nobody_else_reads_it(maya: User, noor: User) -> None:
    give("given:1", 2, maya)
    assert list(LedgerEntry.objects.of(noor)) == []


@pytest.mark.django_db
def test_the_same_told_twice_is_written_once(maya: User) -> None:
    first = give("given:1", 2, maya)
    assert give("given:1", 2, maya) == first
    assert balance(free(maya.pk)) == 2


@pytest.mark.django_db
def test_a_reference_never_stands_for_something_else(maya: User) -> None:
    give("given:1", 2, maya)
    with pytest.raises(ReferenceTaken):
        give("given:1", 3, maya)
    assert balance(free(maya.pk)) == 2


@pytest.mark.django_db
def test_no_more_moves_than_there_is_and_then_nothing_is_written(maya: User) -> None:
    give("given:1", 1, maya)
    moves = [Move(2, free(maya.pk), kept(maya.pk))]
    with pytest.raises(NotEnough):
        post(Reason("kept:1", "kept", maya), moves, now=NOON)
    assert (balance(free(maya.pk)), balance(kept(maya.pk))) == (1, 0)
    assert list(LedgerEntry.objects.values_list("reference", flat=True)) == ["given:1"]


@pytest.mark.django_db
def test_moves_that_come_to_nothing_are_a_mistake(maya: User) -> None:
    there, back = (
        Move(1, free(maya.pk), kept(maya.pk)),
        Move(1, kept(maya.pk), free(maya.pk)),
    )
    with pytest.raises(ValueError, match="Nothing moves"):
        post(Reason("odd:1", "odd", maya), [there, back], now=NOON)


@pytest.mark.parametrize(
    "what",
    [
        (0, free(1), kept(1)),
        (-1, free(1), kept(1)),
        (1, free(1), free(1)),
        (1, free(1), Place(Kind.DEPOSIT, 1)),
    ],
    ids=["nothing", "less than nothing", "to itself", "money for time"],
)
def test_what_no_ledger_can_hold_is_refused(what: tuple[int, Place, Place]) -> None:
    with pytest.raises(ValueError, match=r"Not a move|Two units"):
        Move(*what)


BEHIND_OUR_BACK = {
    "a total by itself": "UPDATE peer_sessions_account SET balance = balance + 1",
    "a line that is another": "UPDATE peer_sessions_posting SET amount = amount * 2",
    "a line that is gone": "DELETE FROM peer_sessions_posting",
    "an entry at another time": "UPDATE peer_sessions_ledgerentry SET at = now()",
    "an entry that is gone": "DELETE FROM peer_sessions_ledgerentry",
    "an account that is gone": "DELETE FROM peer_sessions_account",
    "an account that begins full": "INSERT INTO peer_sessions_account (kind, unit, label, balance) "
    "VALUES ('free', 'halves', 'new', 5)",
    "an entry without lines": "INSERT INTO peer_sessions_ledgerentry (reference, why, at) "
    "VALUES ('empty', 'x', now()); SET CONSTRAINTS ALL IMMEDIATE",
    "one more line": "INSERT INTO peer_sessions_posting (entry_id, account_id, amount) "
    "SELECT e.id, a.id, 1 FROM peer_sessions_ledgerentry e, peer_sessions_account a "
    "WHERE a.label = 'unused'; SET CONSTRAINTS ALL IMMEDIATE",
    "less than nothing in a place of ours": "INSERT INTO peer_sessions_ledgerentry (reference, why, at) "
    "VALUES ('b', 'x', now()); INSERT INTO peer_sessions_posting (entry_id, account_id, amount) "
    "SELECT e.id, a.id, CASE a.kind WHEN 'free' THEN -9 ELSE 9 END FROM peer_sessions_ledgerentry e, "
    "peer_sessions_account a WHERE e.reference = 'b' AND a.kind IN ('free', 'given')",
}


@pytest.mark.django_db
@pytest.mark.parametrize("sql", BEHIND_OUR_BACK.values(), ids=BEHIND_OUR_BACK)
def test_the_database_itself_refuses(sql: str, maya: User) -> None:
    give("given:1", 2, maya)
    Account.objects.create(kind=Kind.FREE, owner=maya, label="unused", unit="halves")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert balance(free(maya.pk)) == 2
    assert LedgerEntry.objects.unbalanced().count() == Account.objects.differing().count() == 0


@pytest.mark.django_db
def test_the_nightly_count_finds_what_went_round_all_of_it(
    maya: User, caplog: pytest.LogCaptureFixture
) -> None:
    give("given:1", 2, maya)
    with caplog.at_level(logging.ERROR):
        count_anew()
    assert caplog.messages == []
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE peer_sessions_account DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE peer_sessions_posting DISABLE TRIGGER USER")
        cursor.execute("UPDATE peer_sessions_account SET balance = 7 WHERE kind = 'free'")
        cursor.execute("UPDATE peer_sessions_posting SET amount = 3 WHERE amount = 2")
    with caplog.at_level(logging.ERROR):
        count_anew()
    assert caplog.messages == ["The ledger: 1 entries unbalanced, 1 totals differ."]


@pytest.mark.django_db
def test_after_a_thousand_moves_totals_are_what_lines_come_to(maya: User, noor: User) -> None:
    chance = random.Random(7)
    there = {(each.pk, kind): 0 for each in (maya, noor) for kind in (Kind.FREE, Kind.KEPT)}
    for number in range(250):
        owner = chance.choice((maya, noor)).pk
        source, target = chance.choice(
            ((Kind.GIVEN, Kind.FREE), (Kind.FREE, Kind.KEPT), (Kind.KEPT, Kind.FREE))
        )
        amount = chance.randint(1, 4)
        places = Place(source, owner), Place(target, owner)
        try:
            post(Reason(f"m:{number}", "x"), [Move(amount, *places)], now=NOON)
        except NotEnough:
            assert there[owner, source] < amount
            continue
        there[owner, target] += amount
        if source != Kind.GIVEN:
            there[owner, source] -= amount
    assert {key: balance(Place(key[1], key[0])) for key in there} == there
    assert min(there.values()) >= 0
    assert LedgerEntry.objects.unbalanced().count() == Account.objects.differing().count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_many_who_take_the_last_one_at_once_one_gets_it(maya: User) -> None:
    give("given:1", 1, maya)

    def take(number: int) -> str:
        reason = Reason(f"kept:{number}", "kept", maya)
        moves = [Move(1, free(maya.pk), kept(maya.pk))]
        return post(reason, moves, now=NOON + timedelta(seconds=number)).why

    came = together(*(partial(take, number) for number in range(6)))
    assert sorted(map(str, came)) == [*["NotEnough"] * 5, "kept"]
    assert (balance(free(maya.pk)), balance(kept(maya.pk))) == (0, 1)
    assert Posting.objects.count() == 4
