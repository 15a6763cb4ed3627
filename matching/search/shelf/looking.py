"""What has changed of those who are shown, told by one short query.

A list in the database (``matching_moved``, migration 0011) says whose page changed; whatever changes
one writes there in the same transaction. A reader compares the lines that it can see with those that
its shelf has in it: whose lines are new, or gone because their transaction was undone, are read again.
So nobody is shown who paused, withdrew or left, from the commit on, and one short query tells it.

Lines are compared by transaction, not by number, because numbers are not committed in order. Only
lines of transactions that may have been open when the shelf was made are looked at.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

NEVER_LOOKED = 2**62  # later than every transaction
LOOK = """
    WITH lines AS MATERIALIZED (
        SELECT id, xid, profile_id FROM matching_moved
        WHERE xid >= least(%s, pg_snapshot_xmin(pg_current_snapshot())::text::bigint)
    )
    SELECT (SELECT oid::bigint FROM pg_database WHERE datname = current_database()),
           pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
           (SELECT xid FROM matching_moved_until),
           (SELECT array_agg(id ORDER BY id) FROM lines),
           (SELECT array_agg(xid ORDER BY id) FROM lines),
           (SELECT array_agg(profile_id ORDER BY id) FROM lines)
"""
# An hour is enough for every reader that looks at all; one that was away for longer reads everybody.
DROP = """
    WITH gone AS (
        DELETE FROM matching_moved
        WHERE xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
          AND at < clock_timestamp() - interval '1 hour'
        RETURNING xid
    )
    UPDATE matching_moved_until SET xid = greatest(xid, (SELECT max(xid) FROM gone))
    WHERE EXISTS (SELECT FROM gone)
"""


@dataclass(frozen=True)
class Look:
    """Which changes can be seen."""

    database: int
    since: int  # transactions before this one are over
    dropped: int  # lines of transactions up to this one may be dropped
    lines: Mapping[int, int | None]  # the profile of each line, None for everybody
    late: Mapping[int, int | None]  # those of transactions that may have been open


def drop_old_lines() -> None:
    """Drop lines that no reader needs any more."""
    with connection.cursor() as cursor:
        cursor.execute(DROP)


def look(*, since: int) -> Look:
    """Look at the lines of transactions from ``since`` on, and of all that may still be open."""
    with connection.cursor() as cursor:
        cursor.execute(LOOK, [since])
        ((database, now, dropped, lines, xids, profiles),) = cursor.fetchall()
    told = list(zip(lines or (), xids or (), profiles or (), strict=True))
    return Look(
        database=database,
        since=now,
        dropped=dropped,
        lines={line: profile for line, _, profile in told},
        late={line: profile for line, xid, profile in told if xid >= now},
    )
