"""What the stand-in knows, in one SQLite file: objects, answers by idempotency key, events to send."""

import json
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Thing = dict[str, Any]
TABLES = """
CREATE TABLE IF NOT EXISTS thing (id TEXT PRIMARY KEY, kind TEXT, at INTEGER, body TEXT);
CREATE TABLE IF NOT EXISTS answer (key TEXT PRIMARY KEY, asked TEXT, status INTEGER, body TEXT);
CREATE TABLE IF NOT EXISTS sending (
    number INTEGER PRIMARY KEY, event TEXT, due REAL, tries INTEGER DEFAULT 0, done INTEGER DEFAULT 0
);
CREATE TABLE IF NOT EXISTS call (number INTEGER PRIMARY KEY, what TEXT, about TEXT);
"""


class Store:
    """One connection for all threads; ``lock`` is held for a whole request."""

    def __init__(self, path: Path | str) -> None:
        self.lock = threading.RLock()
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._db.executescript(TABLES)

    def close(self) -> None:
        """No more questions."""
        with self.lock:
            self._db.close()

    def put(self, thing: Thing) -> Thing:
        """Keep it as it is now."""
        with self.lock:
            self._db.execute(
                "INSERT OR REPLACE INTO thing VALUES (?, ?, ?, ?)",
                (thing["id"], thing["object"], thing["created"], json.dumps(thing)),
            )
        return thing

    def get(self, key: str, kind: str) -> Thing | None:
        """One thing of a kind."""
        with self.lock:
            found = self._db.execute(
                "SELECT body FROM thing WHERE id = ? AND kind = ?", (key, kind)
            ).fetchone()
        return json.loads(found[0]) if found else None

    def every(self, kind: str, **having: object) -> list[Thing]:
        """All of a kind, the latest first, that have these values."""
        with self.lock:
            rows = self._db.execute(
                "SELECT body FROM thing WHERE kind = ? ORDER BY at DESC, rowid DESC", (kind,)
            ).fetchall()
        things = (json.loads(body) for (body,) in rows)
        return [
            one for one in things if all(one.get(key) == value for key, value in having.items())
        ]

    def answered(self, key: str) -> tuple[str, int, str] | None:
        """What was asked under an idempotency key, and what was answered."""
        with self.lock:
            found: tuple[str, int, str] | None = self._db.execute(
                "SELECT asked, status, body FROM answer WHERE key = ?", (key,)
            ).fetchone()
        return found

    def remember(self, key: str, asked: str, status: int, body: str) -> None:
        """Answer the same when the key comes again."""
        with self.lock:
            self._db.execute(
                "INSERT OR IGNORE INTO answer VALUES (?, ?, ?, ?)", (key, asked, status, body)
            )

    def send(self, event: Thing, due: float) -> None:
        """Plan to tell of an event."""
        with self.lock:
            self._db.execute("INSERT INTO sending (event, due) VALUES (?, ?)", (event["id"], due))

    def claimed(self, *, until: float, lease: float = 30.0) -> list[tuple[int, str, int]]:
        """What is due: number, event, tries so far. It is due again after the lease."""
        with self.lock:
            rows: list[tuple[int, str, int]] = self._db.execute(
                "SELECT number, event, tries FROM sending WHERE NOT done AND due <= ?"
                " ORDER BY due LIMIT 32",
                (until,),
            ).fetchall()
            for number, _, _ in rows:
                self._db.execute(
                    "UPDATE sending SET due = ?, tries = tries + 1 WHERE number = ?",
                    (until + lease, number),
                )
        return rows

    def settle(self, number: int, *, again: float | None) -> None:
        """It was told, or is told again then."""
        with self.lock:
            if again is None:
                self._db.execute("UPDATE sending SET done = 1 WHERE number = ?", (number,))
            else:
                self._db.execute("UPDATE sending SET due = ? WHERE number = ?", (again, number))

    def waiting(self) -> int:
        """How many are not told yet."""
        with self.lock:
            return int(
                self._db.execute("SELECT count(*) FROM sending WHERE NOT done").fetchone()[0]
            )

    def hurry(self) -> None:
        """All that waits is due now."""
        with self.lock:
            self._db.execute("UPDATE sending SET due = ? WHERE NOT done", (time.time(),))

    def note(self, what: str, about: str) -> None:
        """Count what was really done: a repeated answer is none."""
        with self.lock:
            self._db.execute("INSERT INTO call (what, about) VALUES (?, ?)", (what, about))

    def done(self) -> Iterator[tuple[str, str]]:
        """What was really done, in order."""
        with self.lock:
            rows = self._db.execute("SELECT what, about FROM call ORDER BY number").fetchall()
        yield from rows


def new_id(prefix: str) -> str:
    """An id as Stripe's look."""
    return f"{prefix}_{secrets.token_hex(12)}"
