"""``python -m tests.faults.money_judge STATE``: what became of the money, in a process of its own.

It reads the rows of PostgreSQL and what the stand-in says of itself (``STATE``, a JSON file), and
prints what must not be. ``caught`` spoils one thing after the other and looks whether it shows.
"""

import copy
import json
import os
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psycopg

Database = psycopg.Connection[Any]
State = dict[str, Any]
TABLE = "peer_sessions_"
ENTRIES = f"SELECT reference FROM {TABLE}ledgerentry WHERE why = 'paid'"
UNBALANCED = f"""
SELECT (SELECT count(*) FROM (SELECT p.entry_id FROM {TABLE}posting p
  JOIN {TABLE}account a ON a.id = p.account_id GROUP BY p.entry_id, a.unit HAVING sum(amount) <> 0) u)
+ (SELECT count(*) FROM {TABLE}account a WHERE balance <>
  coalesce((SELECT sum(amount) FROM {TABLE}posting p WHERE p.account_id = a.id), 0))
+ (SELECT count(*) FROM {TABLE}account WHERE balance < 0
  AND kind NOT IN ('given', 'seat', 'sponsor', 'payer', 'share'))
"""
# Half hours that were given to each member and month, less those that lie somewhere.
LOST_FREE = f"""
SELECT coalesce(sum(abs(total)), 0) FROM (SELECT a.owner_id, a.label, sum(p.amount) AS total
  FROM {TABLE}posting p JOIN {TABLE}account a ON a.id = p.account_id
  WHERE a.unit = 'halves' GROUP BY a.owner_id, a.label) each
"""
PAID = f"""
SELECT -coalesce(sum(p.amount), 0) FROM {TABLE}posting p
JOIN {TABLE}account a ON a.id = p.account_id WHERE a.kind = 'payer'
"""
FEES = f"""
SELECT coalesce(sum(p.amount), 0) FROM {TABLE}posting p
JOIN {TABLE}account a ON a.id = p.account_id WHERE a.kind = 'fees'
"""
UNBORNE = f"""
SELECT count(*) FROM {TABLE}booking b WHERE b.state IN ('booked', 'held') AND NOT EXISTS
(SELECT 1 FROM {TABLE}payment p WHERE p.booking_id = b.id AND p.state <> 'released')
"""
KEPT = f"""
SELECT count(*) FROM {TABLE}payment p JOIN {TABLE}booking b ON b.id = p.booking_id
WHERE b.state = 'cancelled' AND p.state IN ('captured', 'won')
"""
PAYMENTS = f"SELECT public_id, state, hold_id FROM {TABLE}payment"
EVENTS = f"SELECT event_id, count(*) FROM {TABLE}paymentevent GROUP BY event_id"
UNFINISHED = f"""
SELECT count(*) FROM {TABLE}payment WHERE due_at <= now()
OR state IN ('authorised', 'booked', 'releasing', 'refund_asked') AND trouble = ''
"""


@dataclass(frozen=True)
class Verdict:
    """Counts of what must not be, and of what there was."""

    unbalanced: int
    double_charges: int  # pages, takings, refunds of one payment beyond the first
    lost_free_sessions: int  # half hours
    sums_differ: int  # cents between the ledger and the card company
    missing: int  # taken, and not in the ledger
    phantoms: int  # in the ledger, and never taken
    unborne: int  # sessions that nobody bears
    kept: int  # payments for cancelled sessions
    left_held: int  # nothing is to be taken, and the card still promises
    doubled_events: int
    forged_events: int
    payments: int
    captured: int
    given_back: int


def unfinished(database: Database, state: State) -> int:
    """What still has to happen, when all is well again."""
    found = database.execute(UNFINISHED).fetchone()
    complete = {each["id"] for each in state["checkout.session"] if each["status"] == "complete"}
    rows = database.execute(f"SELECT page_id FROM {TABLE}payment WHERE state = 'begun'").fetchall()
    return int(found[0] if found else 0) + sum(page in complete for (page,) in rows)


def judge(database: Database, state: State) -> Verdict:
    """Read all of it."""

    def number(sql: str) -> int:
        found = database.execute(sql).fetchone()
        return int(found[0]) if found else 0

    intents = {each["id"]: each for each in state["payment_intent"]}
    taken = {key: each for key, each in intents.items() if each["status"] == "succeeded"}
    charges = {each["payment_intent"]: each for each in state["charge"] if each["captured"]}
    lost = {each["payment_intent"] for each in state["dispute"] if each["status"] == "lost"}
    back = {each["payment_intent"] for each in state["refund"]}
    references = {each["metadata"]["payment"] for each in taken.values()}
    written = {row[0].removeprefix("paid:payment:") for row in database.execute(ENTRIES).fetchall()}
    payments = database.execute(PAYMENTS).fetchall()
    done = Counter((what, about) for what, about in state["done"])
    of_one = Counter(each["metadata"]["payment"] for each in taken.values())
    sum_taken = sum(each["amount_captured"] for each in charges.values())
    gone = sum(charges[key]["amount"] for key in back | lost)
    known = {each["id"] for each in state["event"]}
    events = dict(database.execute(EVENTS).fetchall())
    fees = sum(line["fee"] for line in state["balance_transaction"])
    promised = {key for key, each in intents.items() if each["status"] == "requires_capture"}
    return Verdict(
        unbalanced=number(UNBALANCED),
        double_charges=sum(count - 1 for count in (*done.values(), *of_one.values())),
        lost_free_sessions=number(LOST_FREE),
        sums_differ=abs(number(PAID) - (sum_taken - gone)) + abs(number(FEES) - fees),
        missing=len(references - written),
        phantoms=len(written - references),
        unborne=number(UNBORNE),
        kept=number(KEPT),
        left_held=sum(hold in promised for _, name, hold in payments if name == "released"),
        doubled_events=sum(count - 1 for count in events.values()),
        forged_events=len(events.keys() - known),
        payments=len(payments),
        captured=len(taken),
        given_back=len(back),
    )


# ---- controls: something is spoilt, the same judge looks, and all is rolled back

ONE = f"(SELECT max(e.id) FROM {TABLE}ledgerentry e WHERE e.why = 'paid')"
SPOILT_ROWS = {
    "a line of another size": (
        "unbalanced",
        f"UPDATE {TABLE}posting SET amount = amount + 1 WHERE entry_id = {ONE} AND amount > 0",
    ),
    "a total that is another": (
        "unbalanced",
        f"UPDATE {TABLE}account SET balance = balance + 1 WHERE kind = 'fees'",
    ),
    "free time that nobody has": (
        "lost_free_sessions",
        f"DELETE FROM {TABLE}posting WHERE id = (SELECT max(p.id) FROM {TABLE}posting p"
        f" JOIN {TABLE}account a ON a.id = p.account_id WHERE a.kind = 'free')",
    ),
    "taken, and not written down": (
        "missing",
        f"DELETE FROM {TABLE}posting WHERE entry_id = {ONE};"
        f"DELETE FROM {TABLE}ledgerentry WHERE id = {ONE}",
    ),
    "written down twice": (
        "sums_differ",
        f"INSERT INTO {TABLE}posting (entry_id, account_id, amount) SELECT {ONE}, max(a.id), -1"
        f" FROM {TABLE}account a WHERE a.kind = 'payer' AND a.id NOT IN"
        f" (SELECT account_id FROM {TABLE}posting WHERE entry_id = {ONE})",
    ),
    "a session that nobody bears": (
        "unborne",
        f"UPDATE {TABLE}payment SET state = 'released' WHERE id = (SELECT max(p.id)"
        f" FROM {TABLE}payment p JOIN {TABLE}booking b ON b.id = p.booking_id"
        " WHERE b.state = 'booked')",
    ),
    "the money of a cancelled session stays": (
        "kept",
        f"UPDATE {TABLE}booking SET state = 'cancelled', cancelled_by_id = member_id,"
        f" cancelled_at = now() WHERE id = (SELECT max(booking_id) FROM {TABLE}payment"
        " WHERE state IN ('captured', 'won'))",
    ),
    "an event that nobody sent": (
        "forged_events",
        f"INSERT INTO {TABLE}paymentevent VALUES ('evt_forged', 'charge.refunded', now())",
    ),
    "an event heard of twice": (
        "doubled_events",
        f"ALTER TABLE {TABLE}paymentevent DROP CONSTRAINT {TABLE}paymentevent_pkey;"
        f"INSERT INTO {TABLE}paymentevent SELECT * FROM {TABLE}paymentevent LIMIT 1",
    ),
}


def _taken_twice(state: State) -> None:
    state["done"].append(next(each for each in state["done"] if each[0] == "captured"))


def _two_for_one(state: State) -> None:
    first = next(each for each in state["payment_intent"] if each["status"] == "succeeded")
    state["payment_intent"].append({**first, "id": "pi_another"})


def _never_taken(state: State) -> None:
    next(each for each in state["payment_intent"] if each["status"] == "succeeded")["status"] = (
        "requires_capture"
    )


def _another_sum(state: State) -> None:
    next(each for each in state["charge"] if each["captured"])["amount_captured"] += 1


SPOILT_STATES: dict[str, tuple[str, Callable[[State], None]]] = {
    "taken twice": ("double_charges", _taken_twice),
    "two cards charged for one session": ("double_charges", _two_for_one),
    "written down, and never taken": ("phantoms", _never_taken),
    "another sum than ours": ("sums_differ", _another_sum),
}
CONTROLS = len(SPOILT_ROWS) + len(SPOILT_STATES)


def caught(database: Database, state: State, clean: Verdict) -> list[str]:
    """The controls that the judge finds out, each in the count that it must show."""
    found = []
    for name, (shows, sql) in SPOILT_ROWS.items():
        with database.transaction(force_rollback=True):
            database.execute("SET LOCAL session_replication_role = replica")
            database.execute(sql.encode())
            if getattr(judge(database, state), shows) > getattr(clean, shows):
                found.append(name)
    for name, (shows, spoil) in SPOILT_STATES.items():
        spoilt = copy.deepcopy(state)
        spoil(spoilt)
        if getattr(judge(database, spoilt), shows) > getattr(clean, shows):
            found.append(name)
    return found


def main(path: str) -> None:
    """Print the verdict, and the controls that were caught."""
    state = json.loads(Path(path).read_text())
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as database:
        verdict = judge(database, state)
        print(json.dumps({**asdict(verdict), "caught": caught(database, state, verdict)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
