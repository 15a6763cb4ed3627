"""From a yes to a line and a batch: what is frozen, corrected, refused, and what the database holds."""

import json
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure, Entry
from sessions.bookings.states import Mode
from sessions.insurance import actions
from sessions.insurance.actions import BatchRefused, NothingToBill, NotReady, NotStanding
from sessions.insurance.collecting import look_at
from sessions.insurance.models import BatchLine, ClaimBatch, ClaimLine, Coverage
from sessions.insurance.states import LineKind
from sessions.payments import reading as payments
from sessions.wallet import reading as wallet
from tests.builders_notes import amended
from tests.sessions.insurance.conftest import CHOSEN, LATER, PLAN, Met

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(whole: Coverage, met: Met, rowan: User) -> ClaimLine:
    """A session of thirty minutes, by voice, with Maya at home."""
    return actions.bill(whole, met(), by=rowan, now=LATER)


def marked(batch: ClaimBatch) -> list[tuple[str, str, str]]:
    """Each claim of a batch: what it is, instead of what, and why."""
    claims = json.loads(batch.contents["json"])["claims"]
    return [(each["frequency_code"], each["original_claim_id"], each["reason"]) for each in claims]


def lines_about(member: User) -> list[str]:
    return [each.sentence for each in Disclosure.objects.about(member.pk)]


# --- A line -------------------------------------------------------------------------------------


def test_a_ready_session_becomes_a_line_of_the_note_as_it_was_signed(line: ClaimLine):
    assert (line.minutes, line.units, line.cents) == (30, 2, 2394)
    assert (line.code, line.modifiers, line.place) == ("H0038", "HE HM 93", "10")
    assert (line.kind, line.day) == (LineKind.ORIGINAL, date(2026, 11, 23))
    assert line.version == line.booking.session_note.standing


def test_a_session_that_is_not_ready_becomes_none_and_says_what_to_do(
    whole: Coverage, met: Met, rowan: User
):
    with pytest.raises(NotReady, match="by text"):
        actions.bill(whole, met(mode=Mode.TEXT), by=rowan, now=LATER)

    assert ClaimLine.objects.count() == 0


def test_a_session_is_billed_once(line: ClaimLine, whole: Coverage, rowan: User):
    with pytest.raises(NotReady, match="billed before"):
        actions.bill(whole, line.booking, by=rowan, now=LATER)
    again = {name: getattr(line, name) for name in actions.billing.AS_IT_WAS}

    with pytest.raises(DatabaseError, match="once_for_a_session"), transaction.atomic():
        ClaimLine.objects.create(
            **again, booking=line.booking, coverage=whole, made_at=LATER, made_by=rowan
        )


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_lets_nobody_change_or_delete_a_line(line: ClaimLine, change: str):
    rows = ClaimLine.objects.filter(pk=line.pk)

    with pytest.raises(DatabaseError, match="stays as it was"), transaction.atomic():
        rows.update(cents=1) if change == "update" else rows.delete()


def test_what_is_free_or_paid_otherwise_is_not_billed(
    whole: Coverage, met: Met, rowan: User, monkeypatch: pytest.MonkeyPatch
):
    booking = met()
    monkeypatch.setattr(wallet, "borne_free", lambda _: {})
    monkeypatch.setattr(payments, "borne_by_card", lambda all_: {each.pk: "free" for each in all_})

    found = look_at(whole, booking, now=LATER).stops

    assert [each.key for each in found] == ["free"]


def test_units_of_a_day_are_counted_over_its_sessions(whole: Coverage, met: Met, rowan: User):
    first, second = met(), met()
    actions.bill(whole, first, by=rowan, now=LATER)

    facts = look_at(whole, second, now=LATER).facts

    assert (facts.used_day, facts.used_year) == (2, 2)


# --- Corrections --------------------------------------------------------------------------------


def test_a_correction_takes_the_place_of_a_line_and_says_why(line: ClaimLine, rowan: User):
    newer = amended(line.booking.session_note, now=LATER)

    made = actions.replace(line, why="The note was amended.", by=rowan, now=LATER)

    assert (made.kind, made.replaces, made.version) == (
        LineKind.REPLACEMENT,
        line,
        newer.standing,
    )
    assert list(ClaimLine.objects.standing()) == [made]
    with pytest.raises(NotStanding):
        actions.void(line, why="Twice.", by=rowan, now=LATER)


def test_what_was_taken_back_is_not_billed_again(line: ClaimLine, whole: Coverage, rowan: User):
    made = actions.void(line, why="It was the other Maya.", by=rowan, now=LATER)

    assert (made.units, made.cents, list(ClaimLine.objects.standing())) == (2, 2394, [])
    with pytest.raises(NotReady):
        actions.bill(whole, line.booking, by=rowan, now=LATER)
    with pytest.raises(NothingToBill):  # nothing went out, so there is nothing to take back
        actions.freeze(PLAN, by=rowan, now=LATER)


def test_the_plan_reads_what_a_correction_is_of_once_the_first_went_out(
    line: ClaimLine, rowan: User
):
    first = actions.freeze(PLAN, by=rowan, now=LATER)
    changed = actions.replace(line, why="Other times.", by=rowan, now=LATER)
    second = actions.freeze(PLAN, by=rowan, now=LATER)
    actions.void(changed, why="Not held.", by=rowan, now=LATER)
    third = actions.freeze(PLAN, by=rowan, now=LATER)

    assert [marked(each) for each in (first, second, third)] == [
        [("1", "", "")],
        [("7", line.mark, "Other times.")],
        [("8", changed.mark, "Not held.")],
    ]
    assert (third.units, third.cents) == (0, 0)


def test_what_was_corrected_before_it_went_out_goes_out_as_a_first_line(
    line: ClaimLine, rowan: User
):
    actions.replace(line, why="Other times.", by=rowan, now=LATER)

    assert marked(actions.freeze(PLAN, by=rowan, now=LATER)) == [("1", "", "")]


# --- A batch ------------------------------------------------------------------------------------


def test_a_batch_bills_what_is_ready_and_leaves_what_is_not(whole: Coverage, met: Met, rowan: User):
    ready, _ = met(), met(mode=Mode.TEXT)

    batch = actions.freeze(PLAN, by=rowan, now=LATER)

    assert [line.booking for line in ClaimLine.objects.all()] == [ready]
    assert (batch.number, batch.lines_count, batch.units, batch.cents) == (1, 1, 2, 2394)
    with pytest.raises(NothingToBill):
        actions.freeze(PLAN, by=rowan, now=LATER)


def test_the_same_batch_is_the_same_bytes_and_each_download_stands_in_who_looked(
    line: ClaimLine, maya: User, rowan: User
):
    batch = actions.freeze(PLAN, by=rowan, now=LATER)
    files = [actions.take(batch, "csv", by=rowan, now=LATER) for _ in range(2)]

    assert files[0] == files[1]
    assert (
        lines_about(maya)
        == [
            "An administrator took what your plan gets of your sessions as a file,"
            " because you let a plan pay."
        ]
        * 2
    )
    assert Entry.objects.filter(verb="sessions.batch_taken").count() == 2


@pytest.mark.parametrize("wish", ["pause", "end", "yes"])
def test_whoever_stops_it_is_in_nothing_new(wish: str, line: ClaimLine, maya: User, rowan: User):
    frozen = actions.freeze(PLAN, by=rowan, now=LATER)
    if wish == "yes":
        actions.change(_without_yes(), by=maya, now=LATER)
    else:
        {"pause": actions.pause, "end": actions.end}[wish](by=maya, now=LATER)

    with pytest.raises(BatchRefused, match="not ready any more"):
        actions.take(frozen, "json", by=rowan, now=LATER)
    actions.drop(frozen, by=rowan, now=LATER)
    with pytest.raises(NothingToBill):
        actions.freeze(PLAN, by=rowan, now=LATER)
    assert lines_about(maya) == []


def _without_yes() -> actions.Chosen:
    return actions.Chosen(**{**CHOSEN.__dict__, "to_bill": False})


def test_what_was_handed_out_before_can_be_taken_again_and_taken_back(
    line: ClaimLine, maya: User, rowan: User
):
    batch = actions.freeze(PLAN, by=rowan, now=LATER)
    once = actions.take(batch, "json", by=rowan, now=LATER)
    actions.end(by=maya, now=LATER)

    assert actions.take(batch, "json", by=rowan, now=LATER) == once
    actions.void(line, why="The member ended it.", by=rowan, now=LATER)
    assert [each[0] for each in marked(actions.freeze(PLAN, by=rowan, now=LATER))] == ["8"]


def test_a_batch_that_was_dropped_leaves_its_lines_for_another(line: ClaimLine, rowan: User):
    first = actions.freeze(PLAN, by=rowan, now=LATER)
    actions.drop(first, by=rowan, now=LATER)
    second = actions.freeze(PLAN, by=rowan, now=LATER)

    assert (second.number, second.contents["csv"]) == (2, first.contents["csv"])
    with pytest.raises(BatchRefused, match="dropped"):
        actions.take(first, "csv", by=rowan, now=LATER)
    actions.take(second, "csv", by=rowan, now=LATER)
    with pytest.raises(BatchRefused, match="stays"):
        actions.drop(second, by=rowan, now=LATER)


def test_the_database_keeps_a_batch_as_it_was_and_a_line_in_one(line: ClaimLine, rowan: User):
    batch = actions.freeze(PLAN, by=rowan, now=LATER)
    actions.take(batch, "csv", by=rowan, now=LATER)
    rows = ClaimBatch.objects.filter(pk=batch.pk)

    for change in ({"units": 9}, {"sealed": b"x"}, {"taken_at": LATER + timedelta(days=1)}):
        with pytest.raises(DatabaseError, match="stays as it was"), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError, match="stays as it was"), transaction.atomic():
        rows._raw_delete(rows.db)
    with pytest.raises(DatabaseError, match="in_one_batch"), transaction.atomic():
        BatchLine.objects.create(batch=batch, line=line)


def test_keys_are_changed_and_what_was_frozen_opens_still(line: ClaimLine, rowan: User, settings):
    batch = actions.freeze(PLAN, by=rowan, now=LATER)
    before = batch.contents
    settings.TEXT_KEYS = ["another key", *settings.TEXT_KEYS]

    assert actions.seal_anew() == 1 + 6 + 1  # who she is, what she signed and five notes, a batch
    settings.TEXT_KEYS = settings.TEXT_KEYS[:1]
    assert ClaimBatch.objects.get().contents == before
    assert Coverage.objects.get().details["legal_name"] == CHOSEN.legal_name
