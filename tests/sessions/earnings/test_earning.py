"""Whoever held a session is paid, never below the floor, whoever bore it; and what is undone is undone."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.errors import DomainError
from sessions.availability import actions as availability
from sessions.availability.offers import hours_of
from sessions.bookings import actions as bookings
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState, Word, member_was_away
from sessions.earnings import actions, reading
from sessions.earnings.models import Earning, Payout, Statement
from sessions.ledger.actions import Move, Place, Reason, balance, post
from sessions.ledger.models import Account, LedgerEntry
from sessions.ledger.states import Kind
from sessions.prices.actions import declare, set_price
from sessions.prices.models import Quoted
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON
from tests.conftest import Person

pytestmark = pytest.mark.django_db
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
FLOOR = 1900


def paid_for(booking: Booking, cents: int) -> None:
    """What payments do: it lies there until the session was held."""
    moves = [Move(cents, Place(Kind.PAYER, booking.member_id), deposit_of(booking))]
    post(Reason(f"captured:booking:{booking.public_id}:1", "captured"), moves, now=NOON)


def deposit_of(booking: Booking) -> Place:
    return Place(Kind.DEPOSIT, booking.specialist.person_id, booking.public_id)


def money(booking: Booking) -> tuple[int, int, int]:
    """What lies for the session, what its specialist earned, what PeerHub has of theirs."""
    owner = booking.specialist.person_id
    return (
        balance(deposit_of(booking)),
        balance(Place(Kind.PAY, owner)),
        balance(Place(Kind.SHARE, owner)),
    )


def say(booking: Booking, word: Word, by: User) -> None:
    bookings.say(booking, word, by=by, now=booking.ends_at)


@pytest.fixture
def booking(maya: User, peer: SpecialistProfile) -> Booking:
    return booked_session(maya, peer, NOON)


@pytest.mark.parametrize(
    ("member", "specialist", "away"),
    [
        (None, Word.OTHER_AWAY, True),
        (None, Word.SELF_AWAY, False),
        (Word.SELF_AWAY, None, True),
        (Word.SELF_AWAY, Word.SELF_AWAY, True),
        (Word.OTHER_AWAY, None, False),
        (Word.OTHER_AWAY, Word.OTHER_AWAY, False),  # the member's word goes first
        (Word.MET, Word.OTHER_AWAY, False),
        (None, None, False),
    ],
)
def test_who_was_away_is_what_the_member_says_where_both_spoke(
    member: Word | None, specialist: Word | None, *, away: bool
) -> None:
    assert member_was_away(member=member, specialist=specialist) is away


@pytest.mark.parametrize(
    ("deposit", "after"),
    [
        (0, (0, 1900, -1900)),  # free, a seat, the pool: PeerHub bears the floor
        (750, (0, 1900, -1150)),
        (3000, (0, 2550, 450)),
        (6500, (0, 5900, 600)),
    ],
)
def test_a_session_that_was_held_is_paid(
    booking: Booking, sam: User, deposit: int, after: tuple[int, int, int]
) -> None:
    if deposit:
        paid_for(booking, deposit)
    say(booking, Word.MET, sam)
    assert money(booking) == after
    say(booking, Word.MET, booking.member)
    assert money(booking) == after


@pytest.mark.parametrize(("minutes", "cents"), [(15, 950), (60, 3800)])
def test_the_floor_goes_with_the_minutes(
    maya: User, peer: SpecialistProfile, sam: User, minutes: int, cents: int
) -> None:
    rules = replace(hours_of(peer).rules, lengths=(minutes * MINUTE,))
    availability.keep_rules(peer, rules, now=NOON)
    booking = booked_session(maya, peer, NOON, length=minutes * MINUTE)
    say(booking, Word.MET, sam)
    assert money(booking) == (0, cents, -cents)


def test_a_word_that_is_taken_back_takes_the_pay_back_and_what_was_paid_lies_there_again(
    booking: Booking, sam: User
) -> None:
    paid_for(booking, 3000)
    for _ in range(2):
        say(booking, Word.MET, sam)
        assert money(booking) == (0, 2550, 450)
        bookings.take_back(booking, by=sam, now=booking.ends_at)
        assert money(booking) == (3000, 0, 0)
    assert [each.is_back for each in Earning.objects.order_by("pk")] == [False, True] * 2


def test_where_the_specialist_was_away_nobody_is_paid(booking: Booking, sam: User) -> None:
    paid_for(booking, 3000)
    say(booking, Word.MET, sam)
    say(booking, Word.OTHER_AWAY, booking.member)
    assert booking.state == BookingState.MISSED
    assert money(booking) == (3000, 0, 0)  # for payments to give back


@pytest.mark.parametrize("back", [True, False])
def test_where_the_member_was_away_the_specialist_is_paid_unless_it_was_given_back(
    booking: Booking, sam: User, monkeypatch: pytest.MonkeyPatch, *, back: bool
) -> None:
    monkeypatch.setattr("sessions.wallet.reading.gave_back", lambda _booking: back)
    paid_for(booking, 3000)
    say(booking, Word.OTHER_AWAY, sam)
    assert money(booking) == ((3000, 0, 0) if back else (0, 2550, 450))


def test_money_that_comes_after_the_session_was_held_is_counted_in(
    booking: Booking, sam: User
) -> None:
    say(booking, Word.MET, sam)
    actions.settle(booking, now=booking.ends_at)
    assert (money(booking), Earning.objects.count()) == ((0, 1900, -1900), 1)
    paid_for(booking, 3000)
    for _ in range(2):
        actions.settle(booking, now=booking.ends_at)
        assert (money(booking), Earning.objects.count()) == ((0, 2550, 450), 3)


def test_pay_stays_where_money_that_came_late_goes_back_at_once(
    booking: Booking, sam: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(booking, Word.OTHER_AWAY, sam)
    monkeypatch.setattr("sessions.payments.reading.went_back", lambda _booking: False)
    monkeypatch.setattr("sessions.wallet.reading.gave_back", lambda _booking: False)
    actions.earn(booking, now=booking.ends_at)
    monkeypatch.setattr("sessions.payments.reading.went_back", lambda _booking: True)
    paid_for(booking, 3000)
    actions.settle(booking, now=booking.ends_at)
    assert money(booking) == (3000, 1900, -1900)


def test_a_refund_after_it_was_held_takes_no_pay_back(booking: Booking, sam: User) -> None:
    paid_for(booking, 3000)
    say(booking, Word.MET, sam)
    moves = [Move(3000, Place(Kind.SHARE, sam.pk), Place(Kind.PAYER, booking.member_id))]
    post(Reason("refund:1", "refund"), moves, now=NOON)
    assert money(booking) == (0, 2550, -2550)


def test_a_cancelled_or_moved_session_earns_nothing(booking: Booking, maya: User) -> None:
    times = bookings.times_for(booking, seen_by=maya, now=NOON).all_free(now=NOON)
    bookings.change_time(booking, by=maya, starts_at=times[-1], now=NOON)
    bookings.cancel(Booking.objects.with_people().get(), by=maya, now=NOON)
    assert (Earning.objects.count(), LedgerEntry.objects.count()) == (0, 0)


def test_who_wants_no_pay_gets_none_unless_a_price_stood_when_it_was_booked(
    maya: User, noor: User, peer: SpecialistProfile, sam: User
) -> None:
    set_price(peer, None, is_paid=False, by=sam, now=NOON)
    given = booked_session(maya, peer, NOON)
    say(given, Word.MET, sam)
    assert money(given) == (0, 0, 0)
    set_price(peer, 3000, by=sam, now=NOON)
    declare(noor, 0, now=NOON)
    asked = booked_session(noor, peer, NOON)
    set_price(peer, None, is_paid=False, by=sam, now=NOON)
    say(asked, Word.MET, sam)
    assert money(asked) == (0, 1900, -1900)


def test_a_talk_at_once_is_paid_as_well(booking: Booking, sam: User) -> None:
    Quoted.objects.filter(booking=booking).delete()  # nobody is asked who bears those
    say(booking, Word.MET, sam)
    assert money(booking) == (0, 1900, -1900)


def test_entries_are_about_nobody_so_that_no_page_of_entries_tells_what_a_session_brought(
    booking: Booking, sam: User
) -> None:
    say(booking, Word.MET, sam)
    entry = LedgerEntry.objects.get()
    assert entry.about is None
    assert entry.reference == f"earned:booking:{booking.public_id}:1"


@pytest.mark.parametrize(
    "change",
    [
        lambda: Earning.objects.update(base_cents=1),
        lambda: Earning.objects.update(statement=None),
        lambda: Earning.objects.all().delete(),
        lambda: Statement.objects.update(cents=1),
        lambda: Statement.objects.all().delete(),
    ],
    ids=["another sum", "out of its statement", "a line gone", "another total", "a statement gone"],
)
def test_the_database_lets_nothing_of_a_statement_change(
    booking: Booking, sam: User, peer: SpecialistProfile, change: Callable[[], object]
) -> None:
    say(booking, Word.MET, sam)
    actions.close_due(now=NOON + 40 * DAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        change()
    assert Statement.objects.get().cents == Earning.objects.of(peer).cents() == 1900


def test_a_month_is_closed_once_and_late_lines_come_into_the_next_one(
    booking: Booking, sam: User, peer: SpecialistProfile
) -> None:
    paid_for(booking, 3000)
    say(booking, Word.MET, sam)
    first = datetime(2026, 12, 1, 6, tzinfo=NOON.tzinfo)  # midnight in Chicago
    assert actions.close_due(now=first + DAY - MINUTE) == 0
    assert actions.close_due(now=first + DAY) == 1
    assert actions.close_due(now=first + DAY) == 0
    bookings.take_back(booking, by=sam, now=booking.ends_at + 20 * MINUTE)  # in November, told late
    assert actions.close_due(now=first + 2 * DAY) == 0
    assert actions.close_due(now=first + 40 * DAY) == 1
    told = [(f"{each.month:%Y-%m}", each.cents) for each in Statement.objects.order_by("month")]
    assert told == [("2026-11", 2550), ("2026-12", -2550)]
    found = reading.month(peer, Statement.objects.order_by("month")[0].month)
    assert found is not None
    assert ([line.cents for line in found.lines], found.above_cents) == ([1900], 650)


def test_what_was_paid_out_stays_theirs_and_is_not_paid_twice(
    booking: Booking, sam: User, peer: SpecialistProfile, person: Person
) -> None:
    rowan, quinn = (person(name, Role.ADMINISTRATOR) for name in ("Rowan", "Quinn"))
    paid_for(booking, 3000)
    say(booking, Word.MET, sam)
    now = NOON + 40 * DAY
    actions.close_due(now=now)
    payout = actions.make(peer, by=rowan, now=now)
    actions.release(payout, reference="TX 1", by=quinn, now=now)
    say(booking, Word.OTHER_AWAY, booking.member)  # never said anything before
    assert money(booking) == (3000, 0, 450 - 3000)  # PeerHub bears it, the member can have it back
    bookings.take_back(booking, by=booking.member, now=booking.ends_at)
    assert money(booking) == (0, 0, 450)  # earned once: what was paid for it covers that again
    assert balance(Place(Kind.PAID_OUT, sam.pk)) == 2550


def test_over_many_turns_pay_is_whole_and_everything_adds_up(
    maya: User, noor: User, sam: User, person: Person
) -> None:
    """Bounded: five sessions, 60 turns, the same each time."""
    chance = random.Random(22)
    peer = bookable_specialist(sam, now=NOON)
    rowan, quinn = (person(name, Role.ADMINISTRATOR) for name in ("Rowan", "Quinn"))
    there = [booked_session(chance.choice((maya, noor)), peer, NOON) for _ in range(5)]
    for booking in there[:3]:
        paid_for(booking, chance.choice((200, 1500, 3000, 6500)))
    now = max(booking.ends_at for booking in there)
    for turn in range(60):
        _turn(chance, chance.choice(there), (rowan, quinn), turn, now)
        now += chance.choice((MINUTE, 60 * MINUTE, 3 * DAY))
        if turn % 10 == 9:
            _adds_up(there, peer)
    actions.close_due(now=now + 70 * DAY)
    _adds_up(there, peer)
    assert Earning.objects.open().count() == 0
    assert sum(each.cents for each in Statement.objects.all()) == Earning.objects.of(peer).cents()
    assert Earning.objects.filter(is_back=True).exists()
    assert Payout.objects.paid().exists()


def _turn(
    chance: random.Random, booking: Booking, team: tuple[User, User], turn: int, now: datetime
) -> None:
    peer = booking.specialist
    by = chance.choice((booking.member, peer.person))
    try:
        with transaction.atomic():
            match chance.randrange(8):
                case 0 | 1 | 2:
                    bookings.say(booking, chance.choice(list(Word)), by=by, now=now)
                case 3 | 4:
                    bookings.take_back(booking, by=by, now=now)
                case 5:
                    lies = balance(deposit_of(booking))
                    source = deposit_of(booking) if lies else Place(Kind.SHARE, peer.person_id)
                    move = Move(lies or 100, source, Place(Kind.PAYER, booking.member_id))
                    post(Reason(f"refund:{turn}", "refund"), [move], now=now)
                case 6:
                    actions.close_due(now=now)
                case _:
                    payout = actions.make(peer, by=team[0], now=now)
                    actions.release(payout, reference=f"TX {turn}", by=team[1], now=now)
    except DomainError:
        pass
    booking.refresh_from_db()


def _adds_up(there: list[Booking], peer: SpecialistProfile) -> None:
    owner = peer.person_id
    earned = balance(Place(Kind.PAY, owner)) + balance(Place(Kind.PAID_OUT, owner))
    assert earned == Earning.objects.of(peer).cents()
    held = sum(each.state == BookingState.HELD for each in there)
    assert earned >= FLOOR * held
    for booking in there:
        brought = sum(each.cents for each in Earning.objects.filter(booking=booking))
        assert brought >= (FLOOR if booking.state == BookingState.HELD else 0)
    for month in Statement.objects.prefetch_related("lines"):
        assert month.cents == sum(line.cents for line in month.lines.all())
    ours = Account.objects.filter(kind__in=(Kind.PAY, Kind.PAID_OUT, Kind.DEPOSIT))
    assert min(ours.values_list("balance", flat=True), default=0) >= 0
    assert LedgerEntry.objects.unbalanced().count() == Account.objects.differing().count() == 0
