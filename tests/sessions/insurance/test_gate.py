"""Each thing that stops a session from being billed, and each that warns, alone; and all clear."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sessions.insurance import answers
from sessions.insurance.facts import Facts, Who
from sessions.insurance.gate import CHECKS, NO_TERMS, findings, is_ready, needs_authorisation
from sessions.insurance.payers import BY_KEY, Asks

DAY = date(2026, 11, 20)
TERMS = BY_KEY["example-a"].on(DAY)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
CLEAR = Facts(
    day=DAY,
    today=DAY,
    live=True,
    signature=True,
    to_bill=True,
    to_treat=True,
    substances=False,
    chosen_on=date(2026, 11, 1),
    member_number=True,
    eligible=answers.ACTIVE,
    diagnosis="F43.10",
    authorised=YEAR,
    authorised_units=100,
    ordered_on=date(2026, 11, 2),
    release=True,
    organisation=True,
    referrer=True,
    held=True,
    way="audio",
    where="home",
    minutes=30,
    signed=True,
    to_co_sign=False,
    co_signed=False,
    certificate=True,
    supervised=True,
)
MAY_NOT = {"authorised": None, "authorised_units": None}
# What is otherwise than in ``CLEAR``, what of the terms is, and what is found.
ALONE = {
    "live": ({"live": False}, {}),
    "before": ({"chosen_on": DAY + timedelta(days=1)}, {}),
    "signature": ({"signature": False}, {}),
    "to_bill": ({"to_bill": False}, {}),
    "to_treat": ({"to_treat": False}, {}),
    "member_number": ({"member_number": False}, {}),
    "eligible": ({"eligible": answers.UNKNOWN}, {}),
    "authorised": (MAY_NOT, {"authorisation": Asks.ALWAYS}),
    "diagnosis": ({"diagnosis": ""}, {}),
    "substances": ({"diagnosis": "F10.20"}, {}),
    "order": ({"ordered_on": None}, {}),
    "held": ({"held": False}, {}),
    "signed": ({"signed": False, "certificate": False}, {}),
    "co_signed": ({"to_co_sign": True}, {}),
    "certificate": ({"certificate": False}, {}),
    "times": ({"minutes": None}, {}),
    "where": ({"where": ""}, {}),
    "short": ({"minutes": 14}, {}),
    "text": ({"way": "text"}, {}),
    "way": ({"way": "listen"}, {}),
    "free": ({"free": "One of two free sessions of this month"}, {}),
    "billed": ({"billed": True}, {}),
    "day_full": ({"used_day": 16}, {}),
    "year_full": ({"used_year": 20}, {"a_year": 20}),
    "supervised": ({"supervised": False}, {}),
    "supervisor_ratio": ({"peers_of_supervisor": 9}, {}),
    "peer_ratio": ({"members_of_peer": 16}, {}),
    "group_ratio": ({"group": 13}, {}),
    "cut": ({"used_day": 15}, {}),
    "release": ({"release": False}, {}),
    "organisation": ({"organisation": False}, {}),
    "referrer": ({"referrer": False}, {}),
    "no_order": ({"ordered_on": None}, {"order": False}),
    "ends_soon": ({"authorised": (YEAR[0], DAY + timedelta(days=29))}, {}),
}
WARNINGS = {"cut", "release", "organisation", "referrer", "no_order", "ends_soon"}


def found(facts=None, terms=None):
    here = findings(replace(CLEAR, **(facts or {})), replace(TERMS, **(terms or {})))
    return [each.key for each in here]


def test_when_all_is_there_nothing_is_found():
    assert findings(CLEAR, TERMS) == []
    assert CLEAR.units(TERMS) == 2


def test_the_table_has_a_row_for_all_there_is():
    assert [each.finding.key for each in CHECKS] == list(ALONE)


@pytest.mark.parametrize("key", ALONE)
def test_each_alone_is_found_and_nothing_else(key):
    facts, terms = ALONE[key]

    assert found(facts, terms) == [key]


@pytest.mark.parametrize("key", ALONE)
def test_only_what_warns_leaves_it_ready(key):
    facts, terms = ALONE[key]
    here = findings(replace(CLEAR, **facts), replace(TERMS, **terms))

    assert is_ready(here) is (key in WARNINGS)


def test_all_of_it_says_what_is_what_to_do_and_who_can():
    for check in CHECKS:
        each = check.finding
        assert each.words.endswith(".")
        assert each.todo.endswith(".")
        assert each.who in Who
        assert (each.who == Who.NOBODY) == each.todo.startswith("There is nothing to do.")
        assert each.help == (
            each.todo if each.who == Who.NOBODY else f"{each.who.value}: {each.todo}"
        )


def test_before_the_first_terms_of_a_plan_nothing_is_billed():
    assert findings(CLEAR, None) == [NO_TERMS]
    assert not is_ready([NO_TERMS])


@pytest.mark.parametrize(
    ("used", "minutes", "asks", "needed"),
    [
        (22, 30, Asks.AFTER, False),  # the 23rd and the 24th
        (23, 30, Asks.AFTER, True),
        (23, 15, Asks.AFTER, False),
        (24, 15, Asks.AFTER, True),
        (0, 30, Asks.ALWAYS, True),
        (99, 30, Asks.NEVER, False),
    ],
)
def test_the_units_that_need_no_authorisation_are_counted_with_those_of_the_session(
    used, minutes, asks, needed
):
    facts = replace(CLEAR, used_year=used, minutes=minutes)

    assert needs_authorisation(facts, replace(TERMS, authorisation=asks)) is needed


@pytest.mark.parametrize(
    ("authorised", "left", "key"),
    [
        ((date(2026, 11, 20), date(2027, 11, 20)), 2, []),  # its first day
        ((date(2025, 11, 20), date(2026, 11, 20)), 2, ["ends_soon"]),  # its last one
        ((date(2026, 11, 21), date(2027, 11, 20)), 2, ["authorised"]),
        ((date(2025, 11, 20), date(2026, 11, 19)), 2, ["authorised"]),
        ((date(2026, 1, 1), date(2027, 1, 1)), 1, ["authorised"]),  # two are asked for
        ((date(2026, 1, 1), date(2027, 1, 1)), None, []),
    ],
)
def test_an_authorisation_holds_on_its_days_and_for_its_units(authorised, left, key):
    facts = {"authorised": authorised, "authorised_units": left}

    assert found(facts, {"authorisation": Asks.ALWAYS}) == key


@pytest.mark.parametrize(("used", "units"), [(0, 2), (14, 2), (15, 1), (16, 0), (17, 0)])
def test_what_is_left_of_a_day_is_billed_and_no_more(used, units):
    assert replace(CLEAR, used_day=used).units(TERMS) == units


def test_whoever_said_yes_to_it_can_be_billed_with_a_code_of_substances():
    assert found({"diagnosis": "F10.20", "substances": True}) == []


def test_a_plan_that_wants_two_signatures_gets_them():
    assert found({}, {"co_sign": True}) == ["co_signed"]
    assert found({"co_signed": True}, {"co_sign": True}) == []


def test_an_order_signed_after_the_day_does_not_count():
    assert found({"ordered_on": DAY}) == []
    assert found({"ordered_on": DAY + timedelta(days=1)}) == ["order"]
