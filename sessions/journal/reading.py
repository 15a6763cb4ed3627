"""A member's own entries: by month, and as one copy."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from peerhub import months
from peerhub.accounts.models import User
from peerhub.ui.moments import in_words
from sessions.availability.wall import begin_of
from sessions.journal.models import JournalEntry

FORM = "own-notes-1"  # names the shape of the copy for programs


@dataclass(frozen=True)
class Month:
    """One month of a member's calendar, with what they wrote in it, and the ones beside it."""

    first: date
    entries: Sequence[JournalEntry]  # the newest first
    older: date | None  # the next one in which something was written
    newer: date | None


def month_of(member: User, first: date) -> Month:
    """The entries of the month that begins on ``first``; as many queries whatever is in it."""
    rows, zone = JournalEntry.objects.of(member), member.zone
    begin, end = begin_of(first, zone), begin_of(months.month_after(first), zone)
    before = rows.filter(written_at__lt=begin).values_list("written_at", flat=True)
    after = rows.filter(written_at__gte=end).values_list("written_at", flat=True)
    return Month(
        first,
        list(rows.filter(written_at__gte=begin, written_at__lt=end)),
        _month(before.first(), member),
        _month(after.last(), member),
    )


def as_text(member: User, *, now: datetime) -> str:
    """All of them as plain words, the oldest first."""
    pieces = [
        "\n".join(
            (
                in_words(each.written_at, "date", member.zone)
                + f", {in_words(each.written_at, 'zoned', member.zone)}",
                *((each.asked,) if each.asked else ()),
                "",
                each.words,
            )
        )
        for each in _oldest_first(member)
    ]
    head = f"Notes, copied on {in_words(now, 'date', member.zone)}"
    return "\n\n\n".join([head, *pieces]) + "\n"


def as_json(member: User, *, now: datetime) -> str:
    """All of them for a program, the oldest first."""
    notes = [
        {
            "written_at": _stamp(each.written_at),
            "changed_at": _stamp(each.changed_at),
            "began_with": each.asked,
            "words": each.words,
        }
        for each in _oldest_first(member)
    ]
    whole = {"form": FORM, "copied_at": _stamp(now), "notes": notes}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _oldest_first(member: User) -> Sequence[JournalEntry]:
    return list(reversed(JournalEntry.objects.of(member)))


def _stamp(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="minutes")


def _month(instant: datetime | None, member: User) -> date | None:
    return months.month_of(instant, member.zone) if instant else None
