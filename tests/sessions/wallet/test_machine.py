"""Whatever people do, in whatever zone: no half hour is lost, made up, or counted twice."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from matching.models import SpecialistProfile
from matching.peers.actions import set_price
from peerhub.accounts.models import User
from peerhub.settings import env
from sessions.availability.rules import DAY, HOUR, MINUTE
from sessions.bookings import actions as bookings
from sessions.bookings.actions import SlotTaken, TooLate
from sessions.bookings.covering import NotCovered
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode, Word
from sessions.ledger.models import Account, LedgerEntry
from sessions.ledger.states import Unit
from sessions.organisations import actions as places
from sessions.organisations.actions import About
from sessions.organisations.models import JoinCode
from sessions.organisations.states import Kind
from sessions.wallet import actions, reading
from sessions.wallet.models import FreeUse
from tests.sessions.wallet.conftest import open_specialist
from tests.sessions.wallet.model import Model, halves_of, label_of

# Two days before the month ends in Kiritimati, and three before it ends in Pago Pago.
BEGIN = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
ZONES = ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/London", "America/New_York")
EXAMPLES = env.number("EXAMPLES", default=6)
who_of = st.sampled_from((0, 1))
numbers = st.integers(0, 7)
starts = st.integers(4, 4 * 48)  # half hours from now
lengths = st.sampled_from((15, 30, 30, 30, 60)).map(lambda minutes: minutes * MINUTE)
said = st.sampled_from(Word)
mostly_not = st.sampled_from((False, False, True))


class Wallets(RuleBasedStateMachine):
    """Two members and a specialist, and what they may do; every run is rolled back."""

    sam: SpecialistProfile
    keys: tuple[int, int]
    codes: tuple[JoinCode, ...]

    def __init__(self) -> None:
        super().__init__()
        self.now, self.model, self.zones = BEGIN, Model(), [ZONES[3], ZONES[2]]
        self.asks, self.looks = True, 0
        self.run = transaction.atomic()
        self.run.__enter__()
        for who, start in ((0, 10), (1, 11), (0, 130)):  # the last one after the month
            self.book(who, start, 30 * MINUTE)

    def teardown(self) -> None:
        assert not LedgerEntry.objects.unbalanced().exists()
        assert not Account.objects.differing().exists()
        transaction.set_rollback(True)
        self.run.__exit__(None, None, None)

    @rule(who=who_of, start=starts, length=lengths)
    def book(self, who: int, start: int, length: timedelta) -> None:
        at, member = self._at(start), self._member(who)
        month = label_of(at, self.zones[who])
        left, pooled = self.model.left(member.pk, month), self._pooled(who)
        try:
            made = bookings.book(
                self.sam, by=member, starts_at=at, length=length, mode=Mode.TEXT, now=self.now
            ).booking
        except SlotTaken:
            return
        except NotCovered:
            assert left < halves_of(length)
            assert not self.model.book(0, member.pk, month, halves_of(length))
            return
        if self.asks and made.pk not in self.model.uses:
            assert self.model.book(made.pk, member.pk, month, halves_of(length)), (left, pooled)

    @rule(number=numbers, by_member=st.booleans())
    def cancel(self, number: int, *, by_member: bool) -> None:
        coming = Booking.objects.filter(state="booked", starts_at__gt=self.now)
        for booking in self._one_of(coming, number):
            by = booking.member if by_member else booking.specialist.person
            bookings.cancel(booking, by=by, now=self.now)
            self.model.lie(booking.pk, "back", "" if by_member else self._later(booking))

    @rule(number=numbers, start=starts)
    def change_the_time(self, number: int, start: int) -> None:
        coming = Booking.objects.filter(state="booked", starts_at__gt=self.now)
        for booking in self._one_of(coming, number):
            at = self._at(start)
            with suppress(SlotTaken, TooLate):
                bookings.change_time(booking, by=booking.member, starts_at=at, now=self.now)
                zone = self.zones[self.keys.index(booking.member_id)]
                self.model.move(booking.pk, label_of(at, zone))

    @rule(number=numbers, word=said, by_member=st.booleans())
    def say(self, number: int, word: Word, *, by_member: bool) -> None:
        """At the moment at which it can be said first, if that is still to come."""
        over = Booking.objects.exclude(state="cancelled")
        for booking in self._one_of(over, number):
            self._say(booking, word, booking.member if by_member else booking.specialist.person)

    @rule(who=who_of, met=st.lists(mostly_not, min_size=2, max_size=3), by_member=st.booleans())
    def the_member_is_away(self, who: int, met: list[bool], *, by_member: bool) -> None:
        """From one session after the other; of several absences only one is the first."""
        mine = Booking.objects.filter(member=self.keys[who], state="booked").order_by("starts_at")
        away = Word.SELF_AWAY if by_member else Word.OTHER_AWAY
        for booking, they_met in zip(mine.with_people(), met, strict=False):
            by = booking.member if by_member else booking.specialist.person
            self._say(booking, Word.MET if they_met else away, by)

    @rule(number=numbers, by_member=st.booleans())
    def take_back(self, number: int, *, by_member: bool) -> None:
        over = Booking.objects.exclude(state="cancelled")
        for booking in self._one_of(over, number):
            by = booking.member if by_member else booking.specialist.person
            with suppress(TooLate):
                bookings.take_back(booking, by=by, now=self.now)
                if by.pk in self.model.words.get(booking.pk, {}):
                    self._settle(booking, by, None)

    @rule(number=numbers)
    def it_was_about_danger(self, number: int) -> None:
        for booking in self._one_of(Booking.objects.all(), number):
            actions.spare(booking, now=self.now)
            by_member = booking.cancelled_by_id == booking.member_id
            self.model.spare(booking.pk, "" if by_member else self._later(booking))

    @rule(who=who_of, which=st.sampled_from((0, 1, 2)))
    def take_a_place_or_give_it_back(self, who: int, which: int) -> None:
        member = self._member(who)
        places.leave(by=member, now=self.now)
        self.model.seats.pop(member.pk, None)
        if which < 2:
            code = self.codes[which]
            places.join(code, measures=False, by=member, now=self.now)
            pays = code.cohort.organisation
            self.model.seats[member.pk] = (pays.pk, pays.sessions_a_month)

    @rule(who=who_of)
    def press_for_the_pool(self, who: int) -> None:
        key = self.keys[who]
        if key in self.model.pressed:
            actions.leave_pool(self._member(who))
            self.model.pressed.remove(key)
            return
        try:
            actions.take_from_pool(self._member(who), now=self.now)
        except actions.PoolEmpty:
            assert self.model.pool() == 0
        else:
            assert self.model.pool() > 0
            self.model.pressed.add(key)

    @rule(who=who_of, start=starts)
    def book_an_hour_with_the_pool(self, who: int, start: int) -> None:
        self.somebody_gives(2)
        if self.keys[who] not in self.model.pressed:
            self.press_for_the_pool(who)
        self.book(who, start, 60 * MINUTE)

    @rule(halves=st.integers(1, 3))
    def somebody_gives(self, halves: int) -> None:
        key = uuid4()
        for _ in range(2):  # pressed twice
            actions.sponsor(halves, key=key, by=self.sam.person, now=self.now)
        self.model.sponsored += halves

    @rule(who=who_of, zone=st.sampled_from(ZONES))
    def go_elsewhere(self, who: int, zone: str) -> None:
        User.objects.filter(pk=self.keys[who]).update(time_zone=zone)
        self.zones[who] = zone

    @rule(asks=st.booleans())
    def ask_or_ask_nothing(self, *, asks: bool) -> None:
        set_price(self.sam, 3000 if asks else None)
        self.asks = asks

    @rule(passed=st.sampled_from((HOUR, DAY)))
    def let_time_pass(self, passed: timedelta) -> None:
        self.now += passed

    @invariant()
    def every_half_hour_lies_where_it_should(self) -> None:
        rows = (
            Account.objects.filter(unit=Unit.HALVES)
            .exclude(balance=0)
            .values_list("kind", "owner", "label", "balance")
        )
        assert {tuple(place): halves for *place, halves in rows} == self.model.accounts()

    @invariant()
    def what_is_left_is_what_is_left(self) -> None:
        self.looks += 1
        who = self.looks % 2
        month = label_of(self.now + 2 * DAY, self.zones[who])
        left = self.model.left(self.keys[who], month)
        assert left >= 0
        assert reading.left(self._member(who), month, self.now) == left

    @invariant()
    def rows_say_what_sessions_take(self) -> None:
        uses = FreeUse.objects.prefetch_related("parts")
        there = {
            each.booking_id: (each.state, each.month, {(p.label, p.halves) for p in each.held})
            for each in uses
        }
        assert there == {
            key: (use.state, use.month, set(use.parts)) for key, use in self.model.uses.items()
        }

    def _say(self, booking: Booking, word: Word, by: User) -> None:
        self.now = max(self.now, booking.starts_at + 10 * MINUTE)
        with suppress(TooLate):
            bookings.say(booking, word, by=by, now=self.now)
            self._settle(booking, by, word)

    def _settle(self, booking: Booking, by: User, word: Word | None) -> None:
        """The word of a member goes first; a first absence of what free time bears is none."""
        words = self.model.words.setdefault(booking.pk, {})
        words.pop(by.pk, None)
        if word is not None:
            words[by.pk] = word.value
        first = not any(
            self._was_away(key, booking.member_id)
            for key in self.model.words
            if key != booking.pk and key in self.model.uses and not self.model.uses[key].spared
        )
        missed = False
        if not words:
            state = "kept"
        elif self._deciding(booking.pk, booking.member_id) == "met":
            state = "used"
        elif not self._was_away(booking.pk, booking.member_id):
            state = "back"
        else:
            use = self.model.uses.get(booking.pk)
            state = "back" if first or (use and use.first) else "used"
            missed = True
        self._lie(booking, state, missed=missed)

    def _lie(self, booking: Booking, state: str, *, missed: bool) -> None:
        """What was given back as the first one that was missed stays so until it is kept or used again."""
        use = self.model.uses.get(booking.pk)
        before = use.state if use else ""
        self.model.lie(booking.pk, state, self._later(booking))
        if use and use.state != before:
            use.first = missed and state == "back"

    def _later(self, booking: Booking) -> str:
        """The month in three days, on its member's clock."""
        return label_of(self.now + 3 * DAY, self.zones[self.keys.index(booking.member_id)])

    def _deciding(self, key: int, member: int) -> str:
        words = self.model.words[key]
        return words.get(member) or next(iter(words.values()), "")

    def _was_away(self, key: int, member: int) -> bool:
        if Booking.objects.filter(pk=key, member=member).exists():
            theirs = member in self.model.words[key]
            return self._deciding(key, member) == ("self_away" if theirs else "other_away")
        return False

    def _at(self, halves: int) -> datetime:
        return self.now.replace(minute=0, second=0) + halves * 30 * MINUTE

    def _member(self, who: int) -> User:
        return User.objects.get(pk=self.keys[who])

    def _pooled(self, who: int) -> bool:
        return self.keys[who] in self.model.pressed

    def _one_of(self, rows, number: int) -> list[Booking]:
        found = list(rows.with_people().order_by("pk"))
        return [found[number % len(found)]] if found else []


@pytest.mark.django_db
def test_no_half_hour_is_lost_or_made_up(maya: User, noor: User, sam: User, ade: User) -> None:
    User.objects.filter(pk=sam.pk).update(time_zone="UTC")
    sam.refresh_from_db()
    Wallets.sam, Wallets.keys = open_specialist(sam, now=BEGIN), (maya.pk, noor.pk)
    set_price(Wallets.sam, 3000)
    codes = []
    for name, adds in (("Harbor College", 1), ("Mill Works", 3)):
        about = About(
            name=name,
            kind=Kind.CAMPUS,
            time_zone="UTC",
            opens=time(9),
            closes=time(17),
            places=500,
            sessions_a_month=adds,
        )
        pays = places.make(about, by=ade, now=BEGIN)
        group = places.add_cohort(pays, "All", opens_on=date(2026, 1, 1), closes_on=None, by=ade)
        places.make_code(group, lasts=200 * DAY, by=ade, now=BEGIN)
        codes.append(JoinCode.objects.select_related("cohort__organisation").get(cohort=group))
    Wallets.codes = tuple(codes)

    run_state_machine_as_test(
        Wallets,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=12,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
