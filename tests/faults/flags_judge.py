"""What became of canaries, claims and steps, by the rows of PostgreSQL; and rows that were spoilt."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import psycopg

from tests.bench.report import progress

Database = psycopg.Connection[Any]
LAPSE = timedelta(minutes=10)  # without an act; then a case may be taken from its holder

CANARIES = """
SELECT m.client_id::text, count(f.id) FROM rooms_message m LEFT JOIN safety_flag f
ON f.subject_kind = 'rooms.message' AND f.subject_id = m.public_id GROUP BY m.client_id
"""
TIMELINES = """
SELECT flag_id, act, author_id, at FROM safety_flagnote
WHERE act IN ('claimed', 'released') ORDER BY flag_id, id
"""
CLAIMS = "SELECT id, claims FROM safety_flag"
NUMBERS = """
SELECT subject_id, details->>'claims', count(*) FROM audit_entry
WHERE verb = 'safety.flag_claimed' GROUP BY 1, 2 HAVING count(*) > 1
"""
LINES = """
SELECT flag_id, split_part(detail, ':', 1), split_part(detail, ':', 2)::int, count(*)
FROM safety_flagnote WHERE act = 'escalated' GROUP BY 1, 2, 3
"""
TAKEN = """
SELECT flag_id, kind, step, count(*) FROM safety_deadline
WHERE done_at IS NOT NULL AND NOT met GROUP BY 1, 2, 3
"""
RECORDED = """
SELECT count(*) FROM audit_entry WHERE verb = 'safety.flag_escalated'
GROUP BY subject_id, details->>'kind', details->>'run', details->>'step' HAVING count(*) > 1
"""
STEPS = "SELECT flag_id, kind, run, step, done_at IS NOT NULL AND NOT met FROM safety_deadline"
# What the ladder promises of each flag, whatever became of it.
UNPROMISED = """
SELECT count(*) FROM safety_flag f CROSS JOIN (VALUES ('ack', 0), ('contact', 2), ('call', 4))
AS promised(kind, since) WHERE f.level >= since AND NOT EXISTS (SELECT FROM safety_deadline d
WHERE d.flag_id = f.id AND d.kind = promised.kind)
"""
UNPROMISED_AGAIN = """
SELECT count(*) FROM safety_flag f WHERE f.state = 'open' AND NOT EXISTS (SELECT FROM
safety_deadline d WHERE d.flag_id = f.id AND d.kind = 'ack' AND d.run = f.claims)
"""
# A step that is due may wait for ten seconds.
LATE = """
SELECT count(*) FROM safety_deadline d JOIN safety_flag f ON f.id = d.flag_id
WHERE d.done_at IS NULL AND d.due_at < now() - interval '10 seconds' AND NOT (d.kind = 'contact'
AND (f.state = 'open' OR f.state = 'claimed' AND f.claim_until < now()))
"""


@dataclass(frozen=True)
class Verdict:
    """Counts of what must not be."""

    unflagged: int  # acknowledged canaries without a flag
    flagged_twice: int
    double_claims: int  # a case that two people had, or a claim without a number of its own
    steps_lost: int  # due and not taken, or taken and not in the timeline, or never promised
    steps_doubled: int

    @property
    def missed(self) -> int:
        """Cries that nobody heard of, at first or when nobody came."""
        return self.unflagged + self.steps_lost

    @property
    def doubled(self) -> int:
        """What happened twice."""
        return self.flagged_twice + self.steps_doubled


def judge(database: Database, acknowledged: Sequence[str]) -> Verdict:
    """Read all of it."""
    flags = dict(database.execute(CANARIES).fetchall())
    lines = _counts(database, LINES)
    taken = _counts(database, TAKEN)
    again = sum(count - 1 for (count,) in database.execute(RECORDED).fetchall())
    return Verdict(
        unflagged=sum(flags.get(one, 0) == 0 for one in acknowledged),
        flagged_twice=sum(flags.get(one, 0) > 1 for one in acknowledged),
        double_claims=_double_claims(database),
        steps_lost=(taken - lines).total() + _broken_off(database) + unfinished(database),
        steps_doubled=(lines - taken).total() + again,
    )


def unfinished(database: Database) -> int:
    """Steps that are due and that nobody took, or that were never written."""
    asked = (LATE, UNPROMISED, UNPROMISED_AGAIN)
    return sum(int(row[0]) for words in asked for row in database.execute(words).fetchall())


def _counts(database: Database, words: str) -> Counter[tuple[Any, ...]]:
    return Counter({tuple(key): count for *key, count in database.execute(words).fetchall()})


def _double_claims(database: Database) -> int:
    """By each timeline in its order, and by the numbers of the claims."""
    lines: defaultdict[int, list[tuple[str, int, datetime]]] = defaultdict(list)
    for flag, act, who, at in database.execute(TIMELINES).fetchall():
        lines[flag].append((act, who, at))
    found = sum(_overlaps(one) for one in lines.values())
    for flag, claims in database.execute(CLAIMS).fetchall():
        found += abs(claims - sum(act == "claimed" for act, *_ in lines[flag]))
    return found + sum(count - 1 for *_, count in database.execute(NUMBERS).fetchall())


def _overlaps(lines: Sequence[tuple[str, int, datetime]]) -> int:
    holder, since, found = None, None, 0
    for act, who, at in lines:
        if act == "claimed":
            found += holder is not None and since is not None and at - since < LAPSE
            holder, since = who, at
        else:
            found += holder != who
            holder = None
    return found


def _broken_off(database: Database) -> int:
    """Steps that are not there though the one before was taken, or the one after is there."""
    steps = database.execute(STEPS).fetchall()
    there = {tuple(step[:4]) for step in steps}
    missing = set()
    for flag, kind, run, step, taken in steps:
        if step > 1:
            missing.add((flag, kind, run, step - 1))
        if taken and kind != "call":
            missing.add((flag, kind, run, step + 1))
    return len(missing - there)


# ---- controls: real rows are spoilt, the same judge looks, and all is rolled back

COPY = """
INSERT INTO safety_flagnote (flag_id, at, author_id, act, detail, words)
SELECT flag_id, at, author_id, act, detail, words FROM safety_flagnote WHERE act = '{}' LIMIT 1
"""
CONTROLS: dict[str, tuple[str, str]] = {
    "a flag deleted": (
        "unflagged",
        "DELETE FROM safety_flag WHERE subject_id = (SELECT public_id FROM rooms_message"
        " WHERE client_id::text = %(canary)s)",
    ),
    "a claim written twice": ("double_claims", COPY.format("claimed")),
    "an escalation line written twice": ("steps_doubled", COPY.format("escalated")),
    "a step removed": (
        "steps_lost",
        "WITH gone AS (DELETE FROM safety_deadline WHERE id = (SELECT id FROM safety_deadline"
        " WHERE done_at IS NOT NULL AND NOT met AND kind = 'ack' LIMIT 1)"
        " RETURNING flag_id, kind, step) DELETE FROM safety_flagnote WHERE id ="
        " (SELECT n.id FROM safety_flagnote n JOIN gone ON n.flag_id = gone.flag_id"
        " AND n.act = 'escalated' AND n.detail LIKE gone.kind || ':' || gone.step || ':%%' LIMIT 1)",
    ),
}


def caught(database: Database, acknowledged: Sequence[str], clean: Verdict) -> int:
    """How many controls the judge finds out, each in the count that it must show."""
    found = 0
    for name, (shows, spoil) in CONTROLS.items():
        with database.transaction(force_rollback=True):
            database.execute("SET LOCAL session_replication_role = replica")  # append-only is off
            spoilt = database.execute(spoil, {"canary": acknowledged[0]}).rowcount
            told = getattr(judge(database, acknowledged), shows) - getattr(clean, shows)
        progress(f"control, {name}: {spoilt} rows spoilt, {shows} rose by {told}")
        found += spoilt > 0 and told > 0
    return found
