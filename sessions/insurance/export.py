"""What is handed to a clearing house by hand: one table and one JSON, both marked "NOT A CLAIM". Pure.

The JSON has the shape of an 837P, the professional claim of X12 (005010X222A1), in plain words: who
bills, who is covered, one claim for each session with one service line. It is none: numbers of ours
are made up, segments are missing (address, sex, tax id), and nobody sends it anywhere. The shape is
written down in ``docs/decisions/0072``. The same lines give the same bytes.
"""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from safety.sharing.words import NOTICE, SITE
from sessions.insurance.payers import GROUP, Payer, Terms, about_substances
from sessions.insurance.units import units_of
from sessions.insurance.words import MARK
from sessions.prices.sums import in_digits

SHAPE = "837P-like, version 1"
MADE_UP_NPI, MADE_UP_TAX_ID = "0000000000", "000000000"
FIRST, VOID = "1", "8"  # frequency codes
BOM = "\ufeff"  # or some spreadsheets read it in another alphabet
HEAD = (
    "marker",
    "line",
    "frequency",
    "instead_of",
    "why",
    "payer",
    "legal_name",
    "birth_date",
    "member_number",
    "state",
    "day",
    "start",
    "stop",
    "minutes",
    "units",
    "code",
    "modifiers",
    "place",
    "charge",
    "diagnosis",
    "authorisation",
    "referrer",
    "peer",
    "certificate",
    "notice",
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line with all that goes out with it."""

    line: str
    frequency: str
    instead_of: str
    why: str
    member: str  # whose it is, for sums alone; a mark of ours that does not go out
    legal_name: str
    birth_date: str
    member_number: str
    state: str
    day: date
    start: str
    stop: str
    minutes: int
    units: int
    code: str
    modifiers: tuple[str, ...]
    place: str
    cents: int
    diagnosis: str
    authorisation: str
    referrer: str
    peer: str
    certificate: str
    used_day: int = 0  # units of lines of that day that are in no batch, or in an earlier one

    @property
    def notice(self) -> str:
        """What goes with what tells of substances (42 CFR 2.32)."""
        return NOTICE if about_substances(self.diagnosis) else ""

    @property
    def charge(self) -> str:
        """Dollars, with a point."""
        return in_digits(self.cents)


def problems(rows: Sequence[Row], payer: Payer) -> list[str]:
    """The sums done again, apart from how the lines were made; none: they come out."""
    lines = [row.line for row in rows]
    found = [] if len(set(lines)) == len(lines) else ["A line is in it twice."]
    for row in rows:
        terms = payer.on(row.day)
        if terms is None:
            found.append(f"{row.line}: no terms for its day.")
        elif row.frequency != VOID:
            found += [f"{row.line}: {words}" for words in _of_one(row, terms)]
    return [*found, *_of_days(rows, payer), *_of_peers(rows, payer)]


def _of_one(row: Row, terms: Terms) -> list[str]:
    found = []
    if not 1 <= row.units <= units_of(row.minutes, terms.rule):
        found.append("its units are not those of its minutes.")
    if row.cents != terms.cents(row.units, group=GROUP in row.modifiers):
        found.append("its charge is not its units times the rate.")
    return found


def _of_days(rows: Iterable[Row], payer: Payer) -> list[str]:
    """Days on which there is more than the plan pays for, with what was billed of them before."""
    units: defaultdict[tuple[str, date], int] = defaultdict(int)
    for row in rows:
        if row.frequency != VOID:
            units[row.member, row.day] += row.units
    before = {(row.member, row.day): row.used_day for row in rows}
    return [
        f"{day:%d %b %Y}: more units than the plan pays for on one day."
        for (member, day), here in units.items()
        if (terms := payer.on(day)) and terms.a_day and before[member, day] + here > terms.a_day
    ]


def _of_peers(rows: Iterable[Row], payer: Payer) -> list[str]:
    """Specialists with more people in one batch than the plan allows at all."""
    people: defaultdict[str, set[str]] = defaultdict(set)
    most = max(terms.members_of_peer for terms in payer.terms)
    for row in rows:
        people[row.certificate].add(row.member)
    return [
        f"{peer}: sees more people than the plan allows."
        for peer, of in people.items()
        if len(of) > most
    ]


def as_csv(rows: Iterable[Row], payer: Payer) -> str:
    """The table. No cell begins so that a spreadsheet takes it for a formula."""
    out = io.StringIO()
    out.write(BOM)
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(HEAD)
    for row in rows:
        said = (
            *(MARK, row.line, row.frequency, row.instead_of, row.why, payer.name),
            *(row.legal_name, row.birth_date, row.member_number, row.state),
            *(row.day.isoformat(), row.start, row.stop, row.minutes, row.units, row.code),
            *(" ".join(row.modifiers), row.place, row.charge, row.diagnosis),
            *(row.authorisation, row.referrer, row.peer, row.certificate, row.notice),
        )
        table.writerow([plain(str(each)) for each in said])
    return out.getvalue()


def as_json(rows: Sequence[Row], payer: Payer, *, number: int, made_on: date) -> str:
    """The same as JSON in the shape of an 837P."""
    shaped = {
        "marker": MARK,
        "shape": SHAPE,
        "batch": {"number": number, "made_on": made_on.isoformat()},
        "billing_provider": {"name": SITE, "npi": MADE_UP_NPI, "tax_id": MADE_UP_TAX_ID},
        "payer": {"name": payer.name, "id": payer.payer_id},
        "claims": [_claim(row) for row in rows],
        "totals": {
            "claims": len(rows),
            "units": sum(row.units for row in rows if row.frequency != VOID),
            "charge_cents": sum(row.cents for row in rows if row.frequency != VOID),
            "voided_charge_cents": sum(row.cents for row in rows if row.frequency == VOID),
        },
    }
    return json.dumps(shaped, indent=1, ensure_ascii=False, sort_keys=False) + "\n"


def fingerprint(*files: str) -> str:
    """SHA-256 over the files, one after the other."""
    return sha256("".join(files).encode()).hexdigest()


def plain(words: str) -> str:
    """Words that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return (
        f"'{words}"
        if words.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
        else words
    )


def _claim(row: Row) -> dict[str, Any]:
    claim: dict[str, Any] = {
        "marker": MARK,
        "claim_id": row.line,  # CLM01
        "frequency_code": row.frequency,  # CLM05-3
        "original_claim_id": row.instead_of,  # REF*F8
        "reason": row.why,  # NTE
        "subscriber": {
            "name": row.legal_name,
            "birth_date": row.birth_date,
            "member_id": row.member_number,
            "state": row.state,
        },
        "diagnosis": [{"qualifier": "ABK", "code": row.diagnosis.replace(".", "")}],  # HI
        "prior_authorization": row.authorisation,  # REF*G1
        "referring_provider": {"npi": row.referrer},
        "rendering_provider": {"name": row.peer, "certificate": row.certificate},
        "place_of_service": row.place,  # CLM05-1
        "total_charge_cents": row.cents,  # CLM02
        "service_lines": [
            {
                "date": row.day.isoformat(),  # DTP*472
                "start": row.start,
                "stop": row.stop,
                "minutes": row.minutes,
                "procedure": row.code,  # SV101
                "modifiers": list(row.modifiers),
                "charge_cents": row.cents,  # SV102
                "unit": "UN",  # SV103
                "units": row.units,  # SV104
            }
        ],
    }
    return {**claim, "notice": row.notice} if row.notice else claim
