"""The two files of a batch: their shape, what no spreadsheet calculates, and sums done again."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from safety.sharing.words import NOTICE
from sessions.insurance.export import BOM, HEAD, Row, as_csv, as_json, fingerprint, problems
from sessions.insurance.payers import BY_KEY

A = BY_KEY["example-a"]
DAY = date(2026, 11, 20)
ROW = Row(
    line="PH-00000001",
    frequency="1",
    instead_of="",
    why="",
    member="C-000001",
    legal_name="Mariana Ortega-Quill",
    birth_date="1994-02-03",
    member_number="W-4471",
    state="NY",
    day=DAY,
    start="2026-11-20T09:00-05:00",
    stop="2026-11-20T09:30-05:00",
    minutes=30,
    units=2,
    code="H0038",
    modifiers=("HE", "HM", "93"),
    place="10",
    cents=2394,
    diagnosis="F43.10",
    authorisation="",
    referrer="1234567893",
    peer="Sam",
    certificate="PH-1",
)


def table(*rows: Row) -> list[list[str]]:
    return list(csv.reader(io.StringIO(as_csv(rows, A).removeprefix(BOM))))


def shaped(*rows: Row) -> dict[str, Any]:
    return json.loads(as_json(rows, A, number=7, made_on=DAY))


def test_each_row_and_each_claim_says_that_it_is_none():
    first, row = table(ROW)
    found = shaped(ROW)

    assert (first, row[0], len(row)) == (list(HEAD), "NOT A CLAIM", len(HEAD))
    assert (found["marker"], found["claims"][0]["marker"]) == ("NOT A CLAIM", "NOT A CLAIM")
    assert found["billing_provider"] == {
        "name": "PeerHub",
        "npi": "0000000000",
        "tax_id": "000000000",
    }


def test_the_json_has_the_shape_that_is_written_down():
    (claim,) = shaped(ROW)["claims"]

    assert claim == {
        "marker": "NOT A CLAIM",
        "claim_id": "PH-00000001",
        "frequency_code": "1",
        "original_claim_id": "",
        "reason": "",
        "subscriber": {
            "name": "Mariana Ortega-Quill",
            "birth_date": "1994-02-03",
            "member_id": "W-4471",
            "state": "NY",
        },
        "diagnosis": [{"qualifier": "ABK", "code": "F4310"}],
        "prior_authorization": "",
        "referring_provider": {"npi": "1234567893"},
        "rendering_provider": {"name": "Sam", "certificate": "PH-1"},
        "place_of_service": "10",
        "total_charge_cents": 2394,
        "service_lines": [
            {
                "date": "2026-11-20",
                "start": "2026-11-20T09:00-05:00",
                "stop": "2026-11-20T09:30-05:00",
                "minutes": 30,
                "procedure": "H0038",
                "modifiers": ["HE", "HM", "93"],
                "charge_cents": 2394,
                "unit": "UN",
                "units": 2,
            }
        ],
    }


def test_totals_leave_out_what_is_taken_back():
    void = replace(ROW, line="PH-00000002", frequency="8")

    assert shaped(ROW, void)["totals"] == {
        "claims": 2,
        "units": 2,
        "charge_cents": 2394,
        "voided_charge_cents": 2394,
    }


def test_what_tells_of_substances_carries_its_notice_and_nothing_else_does():
    tells = replace(ROW, line="PH-00000002", diagnosis="F10.20", modifiers=("HF", "HM", "93"))

    claims = shaped(ROW, tells)["claims"]

    assert [each.get("notice", "") for each in claims] == ["", NOTICE]
    assert [row[-1] for row in table(ROW, tells)[1:]] == ["", NOTICE]


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\n", " ="])
def test_no_cell_begins_so_that_a_spreadsheet_calculates(begins):
    evil = f"{begins}HYPERLINK(1)"
    row = replace(ROW, legal_name=evil, member_number=evil, why=evil, state=evil, peer=evil)

    cells = table(row)[1]

    assert [cell for cell in cells if cell.lstrip(" ")[:1] in set("=+-@\t\r\n") - {""}] == []
    assert cells.count(f"'{evil}") == 5


def test_the_same_rows_are_the_same_bytes():
    once, again = ((as_csv([ROW], A), as_json([ROW], A, number=7, made_on=DAY)) for _ in range(2))

    assert once == again
    assert fingerprint(*once) != fingerprint(as_csv([replace(ROW, units=1)], A), once[1])


def test_sums_that_come_out_have_no_problem():
    assert problems([ROW], A) == []


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([ROW, ROW], "A line is in it twice."),
        (
            [replace(ROW, units=3, cents=3591)],
            "PH-00000001: its units are not those of its minutes.",
        ),
        ([replace(ROW, units=0, cents=0)], "PH-00000001: its units are not those of its minutes."),
        ([replace(ROW, cents=2395)], "PH-00000001: its charge is not its units times the rate."),
        ([replace(ROW, day=date(2019, 7, 31))], "PH-00000001: no terms for its day."),
        ([replace(ROW, used_day=15)], "20 Nov 2026: more units than the plan pays for on one day."),
        (
            [
                replace(ROW, line=f"PH-{number}", minutes=60, units=4, cents=4788)
                for number in range(5)
            ],
            "20 Nov 2026: more units than the plan pays for on one day.",
        ),
        (
            [replace(ROW, line=f"PH-{number}", member=f"C-{number}") for number in range(16)],
            "PH-1: sees more people than the plan allows.",
        ),
    ],
)
def test_sums_that_do_not_come_out_are_found(rows, problem):
    assert problems(rows, A) == [problem]


def test_a_day_is_of_one_member():
    rows = [
        replace(ROW, line=f"PH-{number}", member=f"C-{number}", used_day=14) for number in range(9)
    ]

    assert problems(rows, A) == []
