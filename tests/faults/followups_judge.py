"""What became of each follow-up, by the rows of PostgreSQL and the mails on disk; and spoilt ones."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.faults.reminders_judge import SPOILT_MAILS, Database, Mail, caught_by

WORDS = "There is an update for you."
QUESTIONS = ("day_3", "day_14", "day_30", "again")
SUPERVISORS = 2
ENDS = ("connected", "declined")
# Every row that is due by now, or was opened, with its referral and what it told.
ROWS = """
SELECT f.id, f.referral_id, f.kind, f.due_at, f.opened_at, f.called_off_at, f.asked_id IS NOT NULL,
f.answered_at, f.answer, r.asking = 'not', r.stuck, r.state,
(SELECT array_agg(n.id) FROM notifications_notice n
  WHERE n.reference LIKE 'referral:' || r.public_id || ':' || f.id || ':question%'),
(SELECT count(*) FROM notifications_notice n
  WHERE n.reference LIKE 'referral-stuck:' || f.id || ':%' AND n.sent_at IS NOT NULL)
FROM safety_followup f JOIN safety_referral r ON r.id = f.referral_id
WHERE f.due_at <= now() OR f.opened_at IS NOT NULL
"""
NOTICES = """
SELECT n.id, n.due_at, n.sent_at, n.cancelled_at IS NOT NULL,
(SELECT count(*) FROM notifications_delivery d WHERE d.notice_id = n.id AND d.channel = 'mail'
AND d.delivered_at IS NOT NULL)
FROM notifications_notice n WHERE n.kind = 'safety.referral_question'
"""
STOPS = """
SELECT r.id, min(e.at) FROM audit_entry e JOIN safety_referral r ON r.id = e.subject_id::bigint
WHERE e.verb = 'safety.referral_stopped' GROUP BY r.id
"""
OPENINGS = """
SELECT e.subject_id::bigint, count(*) FROM audit_entry e
WHERE e.verb = 'safety.referral_follow_up_opened' GROUP BY e.subject_id
"""
UNFINISHED = """
SELECT (SELECT count(*) FROM safety_followup
  WHERE opened_at IS NULL AND called_off_at IS NULL AND due_at < %(until)s)
+ (SELECT count(*) FROM notifications_notice
  WHERE sent_at IS NULL AND cancelled_at IS NULL AND due_at < %(until)s)
+ (SELECT count(*) FROM notifications_delivery
  WHERE delivered_at IS NULL AND given_up_at IS NULL)
"""


@dataclass(frozen=True)
class Row:
    """One follow-up, with its referral."""

    number: int
    referral: int
    kind: str
    due_at: datetime
    opened_at: datetime | None
    called_off_at: datetime | None
    asked: bool
    answered_at: datetime | None
    answer: str
    quiet: bool
    stuck: str
    state: str
    notices: list[int] | None
    supervisors: int

    @property
    def is_question(self) -> bool:
        """Whether it asks the member."""
        return self.kind in QUESTIONS


@dataclass(frozen=True)
class Told:
    """One notice of a question."""

    due_at: datetime
    sent_at: datetime | None
    called_off: bool
    delivered: int


@dataclass(frozen=True)
class Verdict:
    """Counts of what must not be, and of what there was."""

    missed: int
    doubled: int
    early: int
    after_end: int
    ignored_unlisted: int
    copies: int  # mails with a Message-ID that is there already: their reader sees one
    followups: int  # opened, each once
    ignored: int  # referrals that nobody ever answered, all on the supervisors' list


def unfinished(database: Database, until: datetime) -> int:
    """What should have been done by ``until``, and what still waits to be mailed."""
    found = database.execute(UNFINISHED, {"until": until}).fetchone()
    return int(found[0]) if found else 0


def judge(database: Database, on_disk: Sequence[Mail]) -> Verdict:
    """Read all of it."""
    rows = [Row(*row) for row in database.execute(ROWS).fetchall()]
    told = {row[0]: Told(*row[1:]) for row in database.execute(NOTICES).fetchall()}
    ends = _ends(database, rows)
    copies = Counter(mail.notice for mail in on_disk)
    asked = [row for row in rows if row.is_question and row.asked]
    known = {number for row in asked for number in row.notices or ()}
    cared = {row.referral for row in rows if row.answered_at or row.quiet}
    deadlines = [row for row in rows if row.kind == "answer_by"]
    ignored = {row.referral: row for row in deadlines if row.referral not in cared}
    openings = dict(database.execute(OPENINGS).fetchall())
    opened = Counter(row.referral for row in asked)
    twice = sum(max(0, count - opened[referral]) for referral, count in openings.items())
    return Verdict(
        missed=sum(_is_missed(row, rows, ends, told, copies) for row in rows),
        doubled=sum(len(row.notices or ()) > 1 for row in rows)
        + sum(each.delivered > 1 for each in told.values())
        + sum(row.supervisors > SUPERVISORS for row in rows)
        + len(copies.keys() - known)
        + twice,
        early=sum(row.opened_at is not None and row.opened_at < row.due_at for row in asked),
        after_end=sum(row.opened_at > ends.get(row.referral, row.opened_at) for row in asked),  # type: ignore[operator]
        ignored_unlisted=sum(row.stuck != "no_answer" for row in ignored.values()),
        copies=copies.total() - len(copies),
        followups=len([row for row in rows if row.opened_at]),
        ignored=len(ignored),
    )


def _ends(database: Database, rows: Sequence[Row]) -> dict[int, datetime]:
    """When each referral came to an end, or its questions were stopped."""
    ends: dict[int, datetime] = dict(database.execute(STOPS).fetchall())
    for row in rows:
        if row.answer in ENDS and row.answered_at is not None:
            ends[row.referral] = min(row.answered_at, ends.get(row.referral, row.answered_at))
    return ends


def _is_missed(
    row: Row,
    rows: Sequence[Row],
    ends: dict[int, datetime],
    told: dict[int, Told],
    copies: Counter[int],
) -> bool:
    if row.opened_at is None:
        return row.called_off_at is None or not _has_reason(row, rows, ends)
    if not row.is_question:
        return row.referral not in ends and row.supervisors < SUPERVISORS
    if not row.asked:  # it was answered before it was asked
        return row.answered_at is None
    notices = [told[number] for number in row.notices or () if number in told]
    if not notices:
        return True
    if notices[0].called_off and (row.answered_at or row.referral in ends or row.called_off_at):
        return False
    is_mailed = notices[0].delivered and copies[(row.notices or [0])[0]]
    # What was answered between being shown and being mailed is not mailed any more.
    return notices[0].sent_at is None or not (is_mailed or row.answered_at or row.referral in ends)


def _has_reason(row: Row, rows: Sequence[Row], ends: dict[int, datetime]) -> bool:
    """Whether it was overtaken: by an end, or by a later question that was asked in its place."""
    if row.referral in ends:
        return True
    return any(
        other.referral == row.referral
        and other.number != row.number
        and other.opened_at == row.called_off_at
        and other.due_at >= row.due_at
        for other in rows
    )


# ---- controls: rows or mails are spoilt, the same judge looks, and all is rolled back

ONE = """(SELECT f.id FROM safety_followup f JOIN safety_referral r ON r.id = f.referral_id
JOIN notifications_notice n ON n.id = f.asked_id
WHERE f.kind = 'day_30' AND r.stuck = 'no_answer' AND n.sent_at IS NOT NULL ORDER BY f.id LIMIT 1)"""
NOTICE = "(SELECT asked_id FROM safety_followup WHERE id = THE ONE)"
REFERRAL = "(SELECT referral_id FROM safety_followup WHERE id = THE ONE)"
SPOILT_ROWS = {
    "a question never opened": (
        "missed",
        "UPDATE safety_followup SET opened_at = NULL, asked_id = NULL WHERE id = THE ONE",
    ),
    "a question called off for no reason": (
        "missed",
        "UPDATE safety_followup SET opened_at = NULL, asked_id = NULL, called_off_at = now()"
        " WHERE id = THE ONE",
    ),
    "a question never told": (
        "missed",
        "UPDATE notifications_notice SET sent_at = NULL WHERE id = THE NOTICE",
    ),
    "a mail never sent": (
        "missed",
        "UPDATE notifications_delivery SET delivered_at = NULL WHERE notice_id = THE NOTICE",
    ),
    "a supervisor never told": (
        "missed",
        "UPDATE notifications_notice SET sent_at = NULL WHERE id = (SELECT n.id FROM"
        " notifications_notice n JOIN safety_followup f ON n.reference LIKE 'referral-stuck:' ||"
        " f.id || ':%' WHERE f.kind = 'answer_by' AND f.referral_id = THE REFERRAL LIMIT 1)",
    ),
    "a question told twice": (
        "doubled",
        "INSERT INTO notifications_notice (person_id, kind, reference, context, url, due_at, sent_at)"
        " SELECT person_id, kind, reference || ':again', context, url, due_at, sent_at"
        " FROM notifications_notice WHERE id = THE NOTICE",
    ),
    "a question opened twice": (
        "doubled",
        "INSERT INTO audit_entry (at, verb, subject_kind, subject_id, details) SELECT now(),"
        " 'safety.referral_follow_up_opened', 'safety.referral', THE REFERRAL::text, '{}'",
    ),
    "a question before its time": (
        "early",
        "UPDATE safety_followup SET due_at = opened_at + interval '1 second' WHERE id = THE ONE",
    ),
    "a question after an end": (
        "after_end",
        "UPDATE safety_followup SET answer = 'declined', answered_at = opened_at - interval '1 hour'"
        " WHERE kind = 'day_30' AND id = THE ONE",
    ),
    "an ignored referral on nobody's list": (
        "ignored_unlisted",
        "UPDATE safety_referral SET stuck = '', stuck_at = NULL WHERE id = THE REFERRAL",
    ),
}
CONTROLS = len(SPOILT_ROWS) + len(SPOILT_MAILS)


def caught(database: Database, on_disk: list[Mail], clean: Any) -> int:
    """How many controls the judge finds out, each in the count that it must show."""
    spoilt = {name: (shows, _meant(sql)) for name, (shows, sql) in SPOILT_ROWS.items()}
    return caught_by(judge, database, on_disk, clean, spoilt, _meant(NOTICE))


def _meant(sql: str) -> str:
    """``sql`` with what it speaks of."""
    named = sql.replace("THE NOTICE", NOTICE).replace("THE REFERRAL", REFERRAL)
    return named.replace("THE ONE", ONE)
