"""Lines of the account in words: who got what, when, why, in which way (45 CFR 164.528(b)(2))."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from peerhub.audit.disclose import looker
from peerhub.ui.moments import in_words
from safety.sharing import recipients
from safety.sharing.models import AccountingLine
from safety.sharing.states import Purpose, Way

NOBODY = "Nobody has got anything of yours by your yes."


@dataclass(frozen=True)
class Told:
    """One line, as the member reads it."""

    at: datetime
    to: str
    way: str
    why: str
    what: Sequence[str]
    with_notice: bool
    sha256: str


def all_told(lines: Iterable[AccountingLine]) -> list[Told]:
    """The lines in words."""
    rows = list(lines)
    names = recipients.all_called([each.recipient for each in rows if each.recipient is not None])
    return [_told(each, names.get(each.recipient_id or 0, each.to)) for each in rows]


def _told(line: AccountingLine, to: str) -> Told:
    """The line in words. Of our team it names the role alone."""
    way, why, what = Way(line.way).label, "", list(line.labels)
    if line.way == Way.EMERGENCY:
        kept = json.loads(line.told)
        role = looker(line.by.roles).label
        way = f"{role} told them in an emergency"
        why, what = kept["nature"], [kept["told"]]
    else:
        why = Purpose(line.purpose).label
    return Told(line.at, to, way, why, what, line.with_notice, line.sha256)


def as_text(lines: Iterable[Told], zone: ZoneInfo) -> str:
    """All of it as plain text."""
    parts = [_as_text(line, zone) for line in lines]
    return "\n\n".join(["Who got what, and when", *(parts or [NOBODY])]) + "\n"


def _as_text(line: Told, zone: ZoneInfo) -> str:
    rows = [
        f"{in_words(line.at, 'date', zone)}, {in_words(line.at, 'zoned', zone)}",
        f"Who: {line.to}",
        f"How: {line.way}",
        f"Why: {line.why}",
        f"What: {'; '.join(line.what)}",
        *(["With the notice of 42 CFR part 2"] if line.with_notice else []),
        f"SHA-256 of what they got: {line.sha256}",
    ]
    return "\n".join(rows)
