"""What became of each reminder, by the rows of PostgreSQL and the mails on disk; and spoilt ones."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import psycopg

from tests.bench.report import progress

Database = psycopg.Connection[Any]
GRACE = timedelta(seconds=5)  # from the moment of a cancelling to its commit
WORDS = "A reminder of your appointment"
# Every reminder of the run: due by now, or told whether it was due or not.
ROWS = """
SELECT n.id, concat_ws(':', split_part(n.reference, ':', 2), split_part(n.reference, ':', 3),
split_part(n.reference, ':', 4)), n.due_at, n.sent_at, n.cancelled_at IS NOT NULL, b.cancelled_at,
(SELECT count(*) FROM notifications_delivery d WHERE d.notice_id = n.id AND d.channel = 'mail'
AND d.delivered_at IS NOT NULL)
FROM notifications_notice n JOIN peer_sessions_booking b
ON b.id = split_part(n.reference, ':', 2)::bigint
WHERE n.kind = 'sessions.reminder' AND (n.due_at <= now() OR n.sent_at IS NOT NULL)
"""
UNFINISHED = """
SELECT (SELECT count(*) FROM notifications_notice
WHERE sent_at IS NULL AND cancelled_at IS NULL AND due_at < %(until)s)
+ (SELECT count(*) FROM notifications_delivery
WHERE delivered_at IS NULL AND given_up_at IS NULL)
"""


@dataclass(frozen=True)
class Mail:
    """One mail of a reminder."""

    notice: int
    at: datetime


@dataclass(frozen=True)
class Row:
    """One reminder."""

    notice: int
    which: str  # session, rung and role
    due_at: datetime
    sent_at: datetime | None
    called_off: bool
    session_cancelled_at: datetime | None
    delivered: int


@dataclass(frozen=True)
class Verdict:
    """Counts of what must not be, and how late the latest were."""

    missed: int
    doubled: int
    after_cancel: int
    early: int
    late_p99_s: float
    copies: int  # mails with a Message-ID that is there already: their reader sees one
    reminders: int  # told, each once


def mails(folder: Path, words: str = WORDS) -> list[Mail]:
    """All mails in which ``words`` stand, the oldest first; those of reminders if not said."""
    found = []
    for path in folder.glob("*.eml"):
        content = path.read_bytes()
        if words.encode() in content:
            number = str(message_from_bytes(content)["Message-ID"]).split("@")[0].rsplit("-", 1)[-1]
            found.append(Mail(int(number), datetime.fromtimestamp(path.stat().st_mtime, UTC)))
    return sorted(found, key=lambda mail: mail.at)


def unfinished(database: Database, until: datetime) -> int:
    """What should have been told by ``until``, and what still waits to be mailed."""
    found = database.execute(UNFINISHED, {"until": until}).fetchone()
    return int(found[0]) if found else 0


def judge(database: Database, on_disk: Sequence[Mail]) -> Verdict:
    """Read all of it."""
    rows = [Row(*row) for row in database.execute(ROWS).fetchall()]
    copies = Counter(mail.notice for mail in on_disk)
    first: dict[int, datetime] = {}
    for mail in on_disk:
        first.setdefault(mail.notice, mail.at)
    told = [row for row in rows if row.sent_at is not None]
    wanted = [row for row in rows if row.session_cancelled_at is None and not row.called_off]
    late = sorted(
        (first[row.notice] - row.due_at).total_seconds() for row in wanted if row.notice in first
    )
    again = Counter(row.which for row in told).values()
    strange = copies.keys() - {row.notice for row in told}
    return Verdict(
        missed=sum(
            row.sent_at is None or not row.delivered or row.notice not in first for row in wanted
        ),
        doubled=sum(count - 1 for count in again)
        + sum(row.delivered > 1 for row in rows)
        + len(strange),
        after_cancel=sum(_is_after(row, first.get(row.notice)) for row in told),
        early=sum(row.sent_at is not None and row.sent_at < row.due_at for row in told),
        late_p99_s=late[math.ceil(0.99 * len(late)) - 1] if late else math.inf,
        copies=copies.total() - len(copies),
        reminders=len(told),
    )


def _is_after(row: Row, mailed_at: datetime | None) -> bool:
    if row.session_cancelled_at is None:
        return False
    until = row.session_cancelled_at + GRACE
    return any(at is not None and at > until for at in (row.sent_at, mailed_at))


# ---- controls: rows or mails are spoilt, the same judge looks, and all is rolled back

ONE = """(SELECT n.id FROM notifications_notice n JOIN peer_sessions_booking b
ON b.id = split_part(n.reference, ':', 2)::bigint WHERE n.kind = 'sessions.reminder'
AND n.sent_at IS NOT NULL AND n.cancelled_at IS NULL AND b.cancelled_at IS NULL
ORDER BY n.id LIMIT 1)"""
SPOILT_ROWS = {
    "a reminder never told": (
        "missed",
        "UPDATE notifications_notice SET sent_at = NULL WHERE id = THE ONE",
    ),
    "a mail never sent": (
        "missed",
        "UPDATE notifications_delivery SET delivered_at = NULL WHERE notice_id = THE ONE",
    ),
    "a reminder told twice": (
        "doubled",
        "INSERT INTO notifications_notice (person_id, kind, reference, context, url, due_at, sent_at)"
        " SELECT person_id, kind, reference || ':again', context, url, due_at, sent_at"
        " FROM notifications_notice WHERE id = THE ONE",
    ),
    "a session that was cancelled before": (
        "after_cancel",
        "UPDATE peer_sessions_booking SET state = 'cancelled', cancelled_by_id = member_id,"
        " cancelled_at = now() - interval '1 day' WHERE id = (SELECT split_part(reference, ':', 2)"
        "::bigint FROM notifications_notice WHERE id = THE ONE)",
    ),
    "a reminder told too early": (
        "early",
        "UPDATE notifications_notice SET due_at = sent_at + interval '1 second' WHERE id = THE ONE",
    ),
    "reminders that came late": (
        "late_p99_s",
        "UPDATE notifications_notice SET due_at = due_at - interval '10 minutes'"
        " WHERE kind = 'sessions.reminder' AND sent_at IS NOT NULL",
    ),
}
SPOILT_MAILS: dict[str, tuple[str, Callable[[list[Mail], int], list[Mail]]]] = {
    "a mail that is lost": (
        "missed",
        lambda mails, one: [mail for mail in mails if mail.notice != one],
    ),
    "a second mail under another name": (
        "doubled",
        lambda mails, one: [*mails, Mail(-one, mails[-1].at)],
    ),
    "a second mail under the same name": (
        "copies",
        lambda mails, one: [*mails, Mail(one, mails[-1].at)],
    ),
}
CONTROLS = len(SPOILT_ROWS) + len(SPOILT_MAILS)


def caught(database: Database, on_disk: list[Mail], clean: Verdict) -> int:
    """How many controls the judge finds out, each in the count that it must show."""
    spoilt_rows = {
        name: (shows, sql.replace("THE ONE", ONE)) for name, (shows, sql) in SPOILT_ROWS.items()
    }
    return caught_by(judge, database, on_disk, clean, spoilt_rows, ONE)


def caught_by(
    judge: Callable[[Database, Sequence[Mail]], Any],
    database: Database,
    on_disk: list[Mail],
    clean: Any,
    spoilt_rows: Mapping[str, tuple[str, str]],
    notice: str,
) -> int:
    """The same for any judge; ``notice`` is SQL for one whose mails are spoilt."""
    found = 0
    for name, (shows, spoil) in spoilt_rows.items():
        with database.transaction(force_rollback=True):
            spoilt = database.execute(spoil).rowcount
            found += _shown(name, shows, spoilt, judge(database, on_disk), clean)
    row = database.execute(f"SELECT {notice}").fetchone()
    if row is None or row[0] is None:
        progress("nothing of which a mail could be spoilt is left: fewer controls")
        return found
    for name, (shows, spoil_mails) in SPOILT_MAILS.items():
        verdict = judge(database, spoil_mails(on_disk, int(row[0])))
        found += _shown(name, shows, 1, verdict, clean)
    return found


def _shown(name: str, shows: str, spoilt: int, verdict: Any, clean: Any) -> bool:
    rose = getattr(verdict, shows) - getattr(clean, shows)
    progress(f"control, {name}: {spoilt} spoilt, {shows} rose by {rose:g}")
    return spoilt > 0 and rose > 0
