"""Whatever happens to hours, rules, clocks and zones: a time is offered if and only if it can be booked."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import combinations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from sessions.availability import actions as hours
from sessions.availability.rules import DAY, HOUR, LENGTHS, MINUTE, Rules
from sessions.availability.week import Away, Closed, ExtraHours
from sessions.bookings import actions, openings
from sessions.bookings.actions import SaidNo, SlotTaken, TooLate, Wish
from sessions.bookings.models import FREE_UNTIL, Booking, MoveProposal
from sessions.bookings.states import Mode
from sessions.waiting import actions as waiting
from sessions.waiting.models import Offer, Wait
from sessions.waiting.rule import Wanted
from sessions.waiting.states import OfferState, Part
from tests.builders_sessions import bookable_specialist

BEGIN = datetime(2026, 10, 23, 6, 0, tzinfo=UTC)  # a Friday; Europe changes its clocks on Sunday
QUARTER = 15 * MINUTE
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe")
quarters = st.integers(0, 4 * 24 * 4)
ANY = Wanted(frozenset(range(7)), frozenset(Part.values), HOUR)
lengths = st.sampled_from(LENGTHS).map(lambda minutes: minutes * MINUTE)
pauses = st.sampled_from((0, 10, 45)).map(lambda minutes: minutes * MINUTE)
evenings = st.sampled_from(((time(1), time(4)), (time(8), time(20)), (time(22), time(2))))


class Sessions(RuleBasedStateMachine):
    """One specialist, two members, and what they may do; every run is rolled back."""

    sam: SpecialistProfile
    members: tuple[User, User]

    def __init__(self) -> None:
        super().__init__()
        self.now, self.looks = BEGIN, 0
        self.run = transaction.atomic()
        self.run.__enter__()
        for who in (0, 1):
            self.wait_for_a_time(who, 30 * MINUTE)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.run.__exit__(None, None, None)

    @rule(who=st.sampled_from((0, 1)), quarter=quarters, length=lengths)
    def try_any_time(self, who: int, quarter: int, length: timedelta) -> None:
        start = self.now.replace(minute=0) + quarter * QUARTER
        self._try(who, start, length)

    @rule(who=st.sampled_from((0, 1)), number=st.integers(0, 40), length=lengths)
    def try_one_that_is_listed(self, who: int, number: int, length: timedelta) -> None:
        if listed := self._listed(who, length):
            self._try(who, listed[number % len(listed)], length)

    @rule(who=st.sampled_from((0, 1)), number=st.integers(0, 40), length=lengths)
    def keep_one_that_is_listed(self, who: int, number: int, length: timedelta) -> None:
        if listed := self._listed(who, length):
            start = listed[number % len(listed)]
            actions.keep(Wish(self.sam, self.members[who], start, start + length), now=self.now)
            assert start in self._listed(who, length)
            assert start not in self._listed(1 - who, length)

    @rule(who=st.sampled_from((0, 1)), length=lengths)
    def ask_anew(self, who: int, length: timedelta) -> None:
        self.wait_for_a_time(who, length)

    def wait_for_a_time(self, who: int, length: timedelta) -> None:
        member = self.members[who]
        waiting.begin(self._sam(), by=member, wanted=replace(ANY, length=length), now=self.now)
        Wait.objects.update(shown=[])  # as if all that is free had come free since

    @rule()
    def offer_what_is_free(self) -> None:
        waiting.look(now=self.now)
        for offer in Offer.objects.filter(state=OfferState.OPEN).select_related("wait__member"):
            who = self.members.index(offer.wait.member)
            length = offer.ends_at - offer.starts_at
            assert self.now < offer.until
            assert offer.starts_at in self._listed(who, length)
            assert offer.starts_at not in self._listed(1 - who, length)

    @rule(who=st.sampled_from((0, 1)))
    def pass_it_on(self, who: int) -> None:
        for wait in Wait.objects.open().filter(member=self.members[who]):
            waiting.pass_on(wait, by=self.members[who], now=self.now)

    @rule(number=st.integers(0, 5))
    def cancel(self, number: int) -> None:
        coming = list(Booking.objects.coming(now=self.now).filter(starts_at__gt=self.now))
        if coming:
            booking = coming[number % len(coming)]
            actions.cancel(booking, by=booking.member, now=self.now)

    @rule(number=st.integers(0, 5), heavy=st.booleans())
    def say_how_heavy(self, number: int, *, heavy: bool) -> None:
        coming = list(Booking.objects.with_people().coming(now=self.now))
        if coming:
            booking = coming[number % len(coming)]
            by = booking.specialist.person
            actions.mark_heavy(booking, heavy=heavy, by=by, now=self.now)

    @rule(number=st.integers(0, 5), quarter=quarters, listed=st.booleans())
    def ask_to_move(self, number: int, quarter: int, *, listed: bool) -> None:
        """The old time holds, and the new one is kept for the member alone."""
        coming = list(Booking.objects.with_people().coming(now=self.now))
        if not coming:
            return
        booking = coming[number % len(coming)]
        length, who = booking.ends_at - booking.starts_at, self.members.index(booking.member)
        offered = actions.times_for(booking, seen_by=booking.member, now=self.now)
        start = self.now.replace(minute=0) + quarter * QUARTER
        if listed and (free := offered.all_free(now=self.now, length=length)):
            start = free[quarter % len(free)]
        try:
            asked = actions.ask_to_move(booking, by=self.sam.person, starts_at=start, now=self.now)
        except (SlotTaken, TooLate, SaidNo):
            return
        assert offered.is_free(start, now=self.now, length=length)
        assert Booking.objects.get(pk=booking.pk).starts_at == booking.starts_at
        assert asked.starts_at not in self._listed(1 - who, length)

    @rule(yes=st.booleans())
    def answer(self, *, yes: bool) -> None:
        for asked in MoveProposal.objects.standing(now=self.now).select_related("booking__member"):
            booking, by = asked.booking, asked.booking.member
            try:
                (actions.say_yes if yes else actions.say_no)(booking, by=by, now=self.now)
            except SlotTaken:  # hours and rules change; the session stays where it is
                yes = False
            booking.refresh_from_db()
            assert (booking.starts_at == asked.starts_at) is yes
        assert not MoveProposal.objects.standing(now=self.now).exists()

    @rule(number=st.integers(0, 5), quarter=quarters, listed=st.booleans())
    def change_the_time(self, number: int, quarter: int, *, listed: bool) -> None:
        coming = list(Booking.objects.with_people().coming(now=self.now))
        if not coming:
            return
        booking = coming[number % len(coming)]
        before, length = booking.starts_at, booking.ends_at - booking.starts_at
        table = actions.times_for(booking, seen_by=booking.member, now=self.now)
        offered = table.all_free(now=self.now, length=length)
        start = self.now.replace(minute=0) + quarter * QUARTER
        if listed and offered:
            start = offered[quarter % len(offered)]
        try:
            moved = actions.change_time(booking, by=booking.member, starts_at=start, now=self.now)
        except SlotTaken:
            assert start not in offered
            assert Booking.objects.get(pk=booking.pk).starts_at == before
        except TooLate:
            assert self.now >= before - FREE_UNTIL
        else:
            assert start in offered or start == before
            assert (moved.starts_at, moved.ends_at) == (start, start + length)

    @rule(
        notice=st.sampled_from((1, 24)),
        pause=pauses,
        step=st.sampled_from((15, 60)),
        cap=st.none() | st.integers(1, 2),
        chosen=st.sets(st.sampled_from(LENGTHS), min_size=1),
    )
    def change_rules(
        self, notice: int, pause: timedelta, step: int, cap: int | None, chosen: set[int]
    ) -> None:
        rules = Rules(
            notice=notice * HOUR,
            after=pause,
            step=step * MINUTE,
            per_day=cap,
            lengths=tuple(minutes * MINUTE for minutes in sorted(chosen)),
        )
        hours.keep_rules(self.sam, rules, now=self.now)

    @rule(days=st.integers(0, 3), both=evenings, extra=st.booleans())
    def change_a_date(self, days: int, both: tuple[time, time], *, extra: bool) -> None:
        on = self.now.date() + days * DAY
        hours.change_date(
            self.sam, ExtraHours(on, *both) if extra else Closed(on, both), now=self.now
        )

    @rule(days=st.integers(2, 4))
    def take_leave(self, days: int) -> None:
        on = self.now.date() + days * DAY
        hours.take_leave(self.sam, Away(on, on), now=self.now)

    @rule(passed=st.sampled_from((MINUTE, QUARTER, 5 * HOUR, DAY)))
    def let_time_pass(self, passed: timedelta) -> None:
        self.now += passed

    @rule()
    def sweep(self) -> None:
        """What was kept and has run out is taken away; who looked before sees the same afterwards."""
        before = [self._listed(who, 30 * MINUTE) for who in (0, 1)]
        actions.end_unanswered(now=self.now)
        actions.let_go(now=self.now)
        assert not MoveProposal.objects.run_out(now=self.now).exists()
        assert not Booking.rows.run_out(now=self.now).exists()
        assert [self._listed(who, 30 * MINUTE) for who in (0, 1)] == before

    @rule(zone=st.sampled_from(ZONES))
    def move(self, zone: str) -> None:
        User.objects.filter(pk=self.sam.person_id).update(time_zone=zone)

    @invariant()
    def nobody_is_in_two_places(self) -> None:
        kept = Booking.rows.occupying(now=self.now)
        for one, other in combinations(kept.values_list("member", "starts_at", "ends_at"), 2):
            assert one[2] <= other[1] or other[2] <= one[1]

    @invariant()
    def one_that_is_listed_can_be_booked_and_its_neighbour_if_it_is_listed(self) -> None:
        self.looks += 1
        who, length = self.looks % 2, LENGTHS[self.looks % 3] * MINUTE
        if listed := self._listed(who, length):
            start = listed[self.looks * 7 % len(listed)]
            for each in (start, start - QUARTER, start + 8 * HOUR):
                with transaction.atomic():
                    self._try(who, each, length)
                    transaction.set_rollback(True)

    def _sam(self) -> SpecialistProfile:
        return SpecialistProfile.objects.select_related("person").get(pk=self.sam.pk)

    def _listed(self, who: int, length: timedelta) -> list[datetime]:
        table = openings.coming_timetable(self._sam(), now=self.now, member=self.members[who])
        return table.all_free(now=self.now, length=length)

    def _try(self, who: int, start: datetime, length: timedelta) -> None:
        member = self.members[who]
        listed = start in self._listed(who, length)
        mine = Booking.objects.settled().filter(
            member=member, starts_at=start, ends_at=start + length
        )
        had = mine.exists()
        try:
            # What the action is given was read at the beginning, and is old by now.
            actions.book(
                self.sam, by=member, starts_at=start, length=length, mode=Mode.TEXT, now=self.now
            )
        except SlotTaken:
            assert not listed
            assert not had or start < self.now + HOUR
        else:
            assert listed is not had


@pytest.mark.django_db
def test_what_is_offered_can_be_booked_and_nothing_else(maya: User, noor: User, sam: User) -> None:
    User.objects.filter(pk=sam.pk).update(time_zone="Europe/Berlin")
    sam.refresh_from_db()
    Sessions.sam = bookable_specialist(sam, now=BEGIN)
    Sessions.members = (maya, noor)

    run_state_machine_as_test(
        Sessions,
        settings=settings(
            max_examples=8,
            stateful_step_count=10,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
