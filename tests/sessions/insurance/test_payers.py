"""What payers ask for is dated, and says where it comes from."""

from datetime import date
from decimal import Decimal

import pytest

from sessions.bookings.states import Mode, Where
from sessions.insurance.payers import BY_KEY, PAYERS, PLACES, about_substances
from sessions.insurance.units import Rule

A, B = BY_KEY["example-a"], BY_KEY["example-b"]
DAY = date(2026, 11, 20)


@pytest.mark.parametrize("payer", PAYERS, ids=lambda payer: payer.key)
def test_terms_come_in_order_and_say_that_they_are_examples(payer):
    days = [terms.since for terms in payer.terms]

    assert days == sorted(set(days))
    assert len(payer.key) <= 16
    for terms in payer.terms:
        assert terms.source.startswith("Example")
        assert set(terms.ways) <= set(Mode)
        assert terms.rate * 100 == int(terms.rate * 100)  # whole cents


def test_a_session_goes_by_the_terms_of_its_day():
    rates = {
        day: terms and terms.rate
        for day in (date(2023, 12, 31), date(2024, 1, 1), date(2026, 12, 31), date(2027, 1, 1))
        for terms in [B.on(day)]
    }

    assert list(rates.values()) == [None, Decimal("14.00"), Decimal("14.00"), Decimal("14.50")]


def test_the_anchors_of_2019_stand_as_they_were_read():
    terms = A.on(DAY)

    assert (terms.rule, terms.cents(2), terms.cents(2, group=True)) == (Rule.FULL, 2394, 576)
    assert (terms.unmanaged, terms.order, terms.a_day) == (24, True, 16)
    assert (terms.peers_of_supervisor, terms.members_of_peer, terms.group) == (8, 15, 12)


@pytest.mark.parametrize(
    ("payer", "way", "diagnosis", "group", "expected"),
    [
        (A, "audio", "F43.10", False, ["HE", "HM", "93"]),
        (A, "video", "F43.10", False, ["HE", "HM", "95"]),
        (A, "video", "F10.20", False, ["HF", "HM", "95"]),
        (A, "audio", "f11.1", True, ["HQ", "HF", "HM", "93"]),
        (B, "video", "F32.1", False, ["HE", "GT"]),
        (B, "audio", "F32.1", True, ["HQ", "HE", "93"]),
    ],
)
def test_modifiers_say_group_program_peer_and_way(payer, way, diagnosis, group, expected):
    assert payer.on(DAY).modifiers(way, diagnosis=diagnosis, group=group) == expected


@pytest.mark.parametrize("payer", PAYERS, ids=lambda payer: payer.key)
def test_no_plan_here_pays_for_text_or_for_only_listening(payer):
    paid = {mode.value for mode in Mode if payer.on(DAY).pays_for(mode.value)}

    assert paid == {"audio", "video"}


def test_every_answer_of_where_a_member_is_has_its_place_of_service():
    assert {where.value: PLACES[where.value] for where in Where} == {
        "home": "10",
        "elsewhere": "02",
    }


@pytest.mark.parametrize(
    ("code", "tells"),
    [("F10.20", True), ("F19.9", True), ("f11.1", True), ("F09", False), ("F20.0", False)],
)
def test_codes_from_f10_to_f19_tell_of_substances(code, tells):
    assert about_substances(code) is tells
