"""A member's yes and its end, what is sealed, what our team may note, and when a session was."""

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction

from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure
from sessions.bookings.states import Mode, Where
from sessions.calls.models import Meeting, Presence
from sessions.calls.states import Parting, Way
from sessions.insurance import actions, words
from sessions.insurance.actions import Ended, HasOne, NotAStep, NotLet, NotYours, WrongTimes
from sessions.insurance.collecting import look_at
from sessions.insurance.forms import instant, is_npi
from sessions.insurance.models import Coverage, CoverageEntry, EligibilityAnswer
from sessions.insurance.states import Eligibility, Kind
from sessions.insurance.times import times_of
from tests.cast import NOON
from tests.sessions.insurance.conftest import CHOSEN, LATER, MINUTE, NOTED, Met, said, said_active

HOUR = timedelta(hours=1)
NEW_YORK = ZoneInfo("America/New_York")


def stopped(coverage: Coverage, booking) -> list[str]:
    coverage.refresh_from_db()
    return [each.key for each in look_at(coverage, booking, now=LATER).stops]


# --- The yes ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_maya_says_is_sealed_and_what_she_signs_is_kept(coverage: Coverage):
    assert coverage.details == json.loads(CHOSEN.details)
    for secret in (CHOSEN.legal_name, CHOSEN.member_number, "1994"):
        assert secret.encode() not in bytes(coverage.sealed)
    signed = coverage.entries.get(kind=Kind.YES).value
    assert signed.startswith(f"Yes to billing (words of {words.VERSION})\n\n1. About whom: Mariana")
    assert words.TO_BILL in signed
    assert words.SUBSTANCES not in signed
    assert "Nothing is told that is about alcohol" in signed


@pytest.mark.django_db
def test_there_is_one_at_a_time_and_another_plan_ends_the_first(coverage: Coverage, maya: User):
    with pytest.raises(HasOne):
        actions.choose(CHOSEN, by=maya, now=NOON)

    second = actions.change(replace(CHOSEN, payer="example-b"), by=maya, now=LATER)

    assert list(Coverage.objects.standing()) == [second]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("taken_back", "key"),
    [
        ({"signed": False}, "signature"),
        ({"to_bill": False}, "to_bill"),
        ({"to_treat": False}, "to_treat"),
        ({"clinician": False}, "diagnosis"),
        ({"member_number": ""}, "member_number"),
    ],
)
def test_each_yes_can_be_taken_back_alone_and_counts_at_once(
    taken_back, key, whole: Coverage, met: Met, maya: User
):
    booking = met()
    assert stopped(whole, booking) == []

    actions.change(replace(CHOSEN, **taken_back), by=maya, now=LATER)

    assert stopped(whole, booking) == [key]
    assert CoverageEntry.objects.filter(kind=Kind.YES).count() == 2


@pytest.mark.django_db
def test_pausing_is_one_step_and_going_on_another(whole: Coverage, met: Met, maya: User):
    booking = met()
    actions.pause(by=maya, now=LATER)
    actions.pause(by=maya, now=LATER)
    assert stopped(whole, booking) == ["live"]

    actions.resume(by=maya)

    assert stopped(whole, booking) == []


@pytest.mark.django_db
def test_ended_before_anything_was_billed_nothing_of_it_is_left(whole: Coverage, maya: User):
    actions.end(by=maya, now=LATER)
    actions.end(by=maya, now=LATER)

    found = Coverage.objects.get()
    assert (found.details, bytes(found.sealed), found.ended_at) == ({}, b"", LATER)
    assert (CoverageEntry.objects.count(), EligibilityAnswer.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_what_was_billed_stays_sealed_after_the_end(
    whole: Coverage, met: Met, maya: User, rowan: User
):
    actions.bill(whole, met(), by=rowan, now=LATER)

    actions.end(by=maya, now=LATER)

    assert Coverage.objects.get().details["legal_name"] == CHOSEN.legal_name


@pytest.mark.django_db
def test_a_yes_does_not_reach_back(met: Met, maya: User, rowan: User):
    booking = met(minutes=0)
    late = actions.choose(CHOSEN, by=maya, now=LATER)
    said(booking)
    for each in NOTED:
        actions.note(late, each, by=rowan, now=LATER)
    said_active(late, by=rowan)

    assert stopped(late, booking) == ["before"]


# --- What our team notes ------------------------------------------------------------------------


@pytest.mark.django_db
def test_no_code_is_noted_unless_maya_lets_her_clinician_be_asked(maya: User, rowan: User):
    coverage = actions.choose(replace(CHOSEN, clinician=False), by=maya, now=NOON)

    with pytest.raises(NotLet):
        actions.note(coverage, NOTED[0], by=rowan, now=NOON)


@pytest.mark.django_db
def test_the_newest_note_counts_and_none_can_be_changed(whole: Coverage, rowan: User):
    actions.note(whole, replace(NOTED[0], value="F32.1"), by=rowan, now=LATER)

    assert whole.entries.newest()[Kind.DIAGNOSIS].value == "F32.1"
    with pytest.raises(DatabaseError, match="stays as it was"), transaction.atomic():
        whole.entries.update(on=date(2020, 1, 1))
    with pytest.raises(DatabaseError, match="stays as it was"), transaction.atomic():
        whole.answers.update(state=Eligibility.UNKNOWN)


@pytest.mark.django_db
def test_an_answer_follows_a_question(coverage: Coverage, rowan: User):
    days = {"first": date(2026, 11, 1), "last": date(2026, 11, 30)}
    with pytest.raises(NotAStep, match="was asked"):
        actions.note_answer(coverage, Eligibility.ACTIVE, **days, by=rowan, now=NOON)
    said_active(coverage, by=rowan)
    with pytest.raises(NotAStep, match="meanwhile"):
        actions.note_answer(coverage, Eligibility.UNKNOWN, by=rowan, now=NOON)

    states = coverage.answers.order_by("pk").values_list("state", flat=True)

    assert list(states) == [Eligibility.ASKED, Eligibility.ACTIVE]


@pytest.mark.django_db
def test_once_it_has_ended_nothing_is_noted(coverage: Coverage, maya: User, rowan: User):
    actions.end(by=maya, now=LATER)

    with pytest.raises(Ended):
        actions.note(coverage, NOTED[1], by=rowan, now=LATER)


@pytest.mark.django_db
def test_each_look_at_who_she_is_is_a_line_for_her(coverage: Coverage, maya: User, rowan: User):
    actions.open_coverage(coverage, by=rowan, now=LATER)

    assert [each.sentence for each in Disclosure.objects.about(maya.pk)] == [
        "An administrator opened what your plan asks for, because you let a plan pay."
    ]


def seen_by_the_room(booking, *, way: Way = Way.VOICE, **minutes: tuple[int, int]) -> None:
    """Visits of the two, from and until so many minutes after the start; the member in one way."""
    begins = booking.starts_at
    meeting = Meeting.objects.create(booking=booking, opened_at=begins)
    people = {"member": booking.member, "specialist": booking.specialist.person}
    for name, (come, go) in minutes.items():
        Presence.objects.create(
            meeting=meeting,
            person=people[name],
            seat=name,
            way=way if name == "member" else Way.VOICE,
            joined_at=begins + come * MINUTE,
            seen_at=begins + go * MINUTE,
            left_at=begins + go * MINUTE,
            parting=Parting.LEFT,
        )


# --- When it was --------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_the_room_saw_counts_and_not_what_was_booked_or_said(coverage: Coverage, met: Met):
    booking = met(minutes=30)
    begins = booking.starts_at
    seen_by_the_room(booking, member=(2, 20), specialist=(0, 40))

    found = times_of(booking, now=LATER)

    assert found is not None
    assert (found.began_at, found.stopped_at) == (begins + 2 * MINUTE, begins + 20 * MINUTE)
    assert (found.minutes, found.way, found.seen) == (18, "audio", True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("way", "keys"), [(Way.TEXT, ["text"]), (Way.LISTEN, ["way"]), (Way.VOICE, [])]
)
def test_whoever_only_typed_or_listened_was_not_there_by_voice(
    way, keys, whole: Coverage, met: Met
):
    booking = met(mode=Mode.VIDEO)
    seen_by_the_room(booking, member=(0, 30), specialist=(0, 30), way=way)

    assert stopped(whole, booking) == keys


@pytest.mark.django_db
def test_sam_says_it_once_and_where_she_was_if_she_did_not(
    whole: Coverage, met: Met, sam: User, noor: User
):
    booking = met(minutes=0, where=None)
    assert stopped(whole, booking) == ["times", "where"]
    begins = booking.starts_at
    given: dict[str, Any] = {
        "began_at": begins,
        "stopped_at": begins + 30 * MINUTE,
        "where": Where.ELSEWHERE,
    }
    with pytest.raises(NotYours):
        actions.say_times(booking, **given, by=noor, now=LATER)

    for _ in range(2):
        actions.say_times(booking, **given, by=sam, now=LATER)

    assert stopped(whole, booking) == []
    with pytest.raises(WrongTimes, match="before"):
        actions.say_times(
            booking, **{**given, "stopped_at": begins + 45 * MINUTE}, by=sam, now=LATER
        )


@pytest.mark.django_db
@pytest.mark.parametrize(("came", "went"), [(-6, 30), (0, 46), (30, 0), (5, 5)])
def test_times_that_cannot_be_are_refused(came, went, coverage: Coverage, met: Met, sam: User):
    booking = met(minutes=0)
    begins = booking.starts_at

    with pytest.raises(WrongTimes):
        actions.say_times(
            booking,
            began_at=begins + came * MINUTE,
            stopped_at=begins + went * MINUTE,
            where=None,
            by=sam,
            now=LATER,
        )


@pytest.mark.parametrize(
    ("clock", "near", "at"),
    [
        # Half past one is there twice in this night: the one that is meant is the nearer one.
        (time(1, 30), datetime(2026, 11, 1, 1, 40, tzinfo=NEW_YORK, fold=1), "06:30"),
        (time(1, 30), datetime(2026, 11, 1, 1, 10, tzinfo=NEW_YORK, fold=0), "05:30"),
        (time(0, 10), datetime(2026, 11, 24, 23, 50, tzinfo=NEW_YORK), "05:10"),
    ],
)
def test_a_clock_means_the_instant_that_is_near_the_session(clock, near, at):
    found = instant(clock, NEW_YORK, near=near)

    assert f"{found.astimezone(ZoneInfo('UTC')):%H:%M}" == at
    assert abs(found.timestamp() - near.timestamp()) < HOUR.total_seconds()


@pytest.mark.parametrize(
    ("number", "holds"),
    [("1234567893", True), ("1234567890", False), ("123456789", False), ("12345678x3", False)],
)
def test_an_npi_has_a_check_digit(number, holds):
    assert is_npi(number) is holds
