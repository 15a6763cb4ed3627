"""Book a session, cancel it; and tell search what is free."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import Error, transaction

from matching.models import SpecialistProfile
from matching.peers import actions as peers
from peerhub.accounts.blocking import are_apart
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.events import publish
from safety.flags import actions as flags
from safety.subjects import SubjectRef
from sessions.availability.rules import FURTHEST, SOONEST, USUAL
from sessions.availability.slots import Timetable
from sessions.bookings import covering, notices, openings, policies
from sessions.bookings.actions.settling import settle
from sessions.bookings.companions import have_met
from sessions.bookings.events import SessionBooked, SessionCancelled
from sessions.bookings.models import Booking
from sessions.bookings.states import Answer, BookingState, Mode, Where, offers

SUBJECT = "sessions.booking"
PLACE = "A note to a peer, with a booking"
# PostgreSQL's words for: an exclusion constraint says no; two transactions wait for each other.
TAKEN = frozenset({"23P01", "40P01"})


class SlotTaken(DomainError):
    """The time is not free any more, for the specialist or for the member."""

    code: ClassVar[str] = "slot_taken"


class NotBookable(DomainError):
    """This person cannot book this specialist."""

    code: ClassVar[str] = "not_bookable"
    status: ClassVar[int] = 404


class TooLate(DomainError):
    """The session has begun."""

    code: ClassVar[str] = "too_late"


class TooEarly(DomainError):
    """The session has not begun."""

    code: ClassVar[str] = "too_early"


class NotYours(DomainError):
    """Somebody else's session."""

    code: ClassVar[str] = "not_yours"
    status: ClassVar[int] = 404


@dataclass(frozen=True)
class Wish:
    """Who would like to meet whom, from when until when."""

    profile: SpecialistProfile
    member: User
    starts_at: datetime
    ends_at: datetime

    @property
    def length(self) -> timedelta:
        """How long they would meet."""
        return self.ends_at - self.starts_at

    def is_met_by(self, booking: Booking) -> bool:
        """Whether it is this very session."""
        return (booking.specialist_id, booking.member_id, booking.starts_at, booking.ends_at) == (
            self.profile.pk,
            self.member.pk,
            self.starts_at,
            self.ends_at,
        )


@dataclass(frozen=True)
class How:
    """What a member says of a session: how they meet, words for the specialist, where they will be."""

    mode: Mode
    note: str = ""
    where: Where | None = None


@dataclass(frozen=True)
class Booked:
    """A session that is booked now, and whether its note calls for help on the next page."""

    booking: Booking
    show_help: bool = False


def book(
    profile: SpecialistProfile,
    *,
    by: User,
    starts_at: datetime,
    mode: Mode,
    length: timedelta = USUAL,
    note: str = "",
    now: datetime,
) -> Booked:
    """``fulfil`` for whoever has the parts of a wish."""
    wish = Wish(profile, by, starts_at, starts_at + length)
    return fulfil(wish, How(mode, note), now=now)


def fulfil(wish: Wish, how: How, *, aloud: bool = True, now: datetime) -> Booked:
    """Promise the time to the member.

    Of many who try at once one succeeds: the two people's rows are locked in a fixed order, every
    rule of the specialist is asked under these locks, and two exclusion constraints stand behind
    them. The same wish again gives the same booking, with the newer note: words that came late are
    words too.

    Args:
        wish: who meets whom, from an aware instant at which a session may start, and how long.
        how: in which way; its note is screened in the transaction that stores it.
        aloud: whether the two are told; who books several at once tells of all of them.
        now: an aware instant.

    Raises:
        NotBookable: no member, their own page, or a page that is not shown now.
        SlotTaken: the time is not free, or not any more.
        NotCovered: nobody bears it; nothing is booked.
    """
    # Most losers of a rush find out here, before they make anybody wait.
    if already := _in_the_way(wish, now):
        return _again(already, how.note, now)
    with whole_or_taken():
        return _book(wish, how, now, aloud=aloud)


@transaction.atomic
def cancel(booking: Booking, *, by: User, now: datetime, aloud: bool = True) -> Booking:
    """Give the time back and tell both people; no reason is asked. Twice changes nothing.

    Not ``aloud``, nobody is told: who cancels several at once tells of all of them.

    Raises:
        NotYours: neither of the two.
        TooLate: it has begun.
    """
    if not policies.may_cancel(by, booking):
        raise NotYours("We could not find that session.")
    User.objects.all_locked(booking.member_id, booking.specialist.person_id)
    changing = ["state", "cancelled_at", "cancelled_by", "sequence", "starts_at", "ends_at"]
    booking.refresh_from_db(fields=changing)
    if booking.state == BookingState.CANCELLED:
        return booking
    if not booking.may_be_cancelled(now=now):
        raise TooLate("This session has begun, so it cannot be cancelled any more.")
    booking.move_to(BookingState.CANCELLED, cancelled_at=now, cancelled_by=by, changed_at=now)
    settle(booking, Answer.OVERTAKEN, by=by, now=now)
    covering.follow(booking, now=now)
    record(Verb.SESSION_CANCELLED, by=by, on=booking)
    notices.tell_cancelled(booking, now=now, aloud=aloud)
    refresh_next_open_slot(booking.specialist, now=now)
    refresh_people_now(booking.specialist, now=now)
    publish(SessionCancelled(booking_id=booking.pk, at=now))
    return booking


def cancel_between(by: User, whom: User, now: datetime) -> None:
    """``by`` blocked ``whom``: their sessions to come are cancelled; both hear that, not why."""
    pair = (by.pk, whom.pk)
    theirs = Booking.objects.filter(member__in=pair, specialist__person__in=pair).with_people()
    for booking in theirs.coming(now=now):
        if booking.may_be_cancelled(now=now):
            cancel(booking, by=by, now=now)


def let_note_out(booking_id: int) -> None:
    """Let the specialist read a note that was held; again it changes nothing."""
    Booking.objects.filter(pk=booking_id, note_held=True).update(note_held=False)


def taken() -> SlotTaken:
    """The same words, whoever or whatever is in the way."""
    return SlotTaken("That time is not free any more.")


@contextmanager
def whole_or_taken() -> Iterator[None]:
    """One transaction; where the database says that somebody else has the time, SlotTaken."""
    try:
        with transaction.atomic():
            yield
    except Error as error:
        if getattr(error.__cause__, "sqlstate", None) not in TAKEN:
            raise
        # Never pass the database's words on: they name the other booking.
        raise taken() from None


def make_room(wish: Wish, now: datetime) -> None:
    """Let go what was kept or offered there and has run out, or was this member's; under the locks."""
    rows = Booking.rows.making_room(
        wish.profile, wish.member, wish.starts_at, wish.ends_at, now=now
    )
    rows.delete()


def refresh_next_open_slot(profile: SpecialistProfile, *, now: datetime) -> None:
    """Tell search when this specialist is free next."""
    timetable = openings.coming_timetable(profile, now=now)
    first, soon = _free_times(timetable, now=now)
    peers.set_free_times(profile, first, soon=soon)


def refresh_people_now(profile: SpecialistProfile, *, now: datetime) -> None:
    """Tell search how many people this specialist sees, where that has changed."""
    seen = Booking.objects.filter(specialist=profile).people_seen(now=now).get(profile.pk, 0)
    if seen != profile.people_now:
        peers.set_people_now(profile, seen)


def refresh_next_open_slots(*, now: datetime) -> int:
    """The same for everybody, where it has changed; returns for how many.

    Time alone changes it, and so does another time zone in somebody's settings.
    """
    changed, seen = 0, Booking.objects.people_seen(now=now)
    for profile, timetable in openings.coming_timetables(now=now):
        first, soon = _free_times(timetable, now=now)
        if (first, soon) != (profile.next_open_slot_at, profile.free_soon):
            peers.set_free_times(profile, first, soon=soon)
            changed += 1
        if profile.people_now != seen.get(profile.pk, 0):
            peers.set_people_now(profile, seen.get(profile.pk, 0))
    return changed


def _book(wish: Wish, how: How, now: datetime, *, aloud: bool) -> Booked:
    # Whoever changes hours, leave, rules or their time zone waits for these locks as well.
    User.objects.all_locked(wish.member.pk, wish.profile.person_id)
    profile = shown(wish, now)
    if not offers(profile.ways, how.mode):
        raise NotBookable("This person cannot be booked in this way.")
    offered = openings.coming_timetable(profile, now=now, member=wish.member)
    if not is_free(wish, offered, now):
        return _again(_this_very_one(wish, now), how.note, now)
    make_room(wish, now)
    Booking.rows.kept_for(wish.member).delete()
    booking = Booking.objects.create(
        member=wish.member,
        specialist=profile,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        mode=how.mode,
        note=how.note,
        where=how.where or "",
        zone_shown=wish.member.time_zone,
        booked_at=now,
        changed_at=now,
    )
    covering.cover(booking, now=now)
    show_help = _watch_note(booking, now)
    record(Verb.SESSION_BOOKED, by=wish.member, on=booking)
    notices.tell_booked(booking, now=now, aloud=aloud)
    left = offered.with_taken(wish.starts_at, wish.ends_at)
    is_soon = wish.starts_at < now + peers.SOON
    if is_soon or not left.is_still_first(profile.next_open_slot_at, now=now):
        refresh_next_open_slot(profile, now=now)
    refresh_people_now(profile, now=now)
    publish(SessionBooked(booking_id=booking.pk, at=now))
    return Booked(booking, show_help)


def shown(wish: Wish, now: datetime) -> SpecialistProfile:
    """The specialist as they are at this moment.

    Raises:
        NotBookable: this member cannot meet them.
    """
    published = SpecialistProfile.objects.published().select_related("person")
    profile = published.filter(pk=wish.profile.pk).first()
    apart = are_apart(wish.member.pk, wish.profile.person_id)
    if profile is None or apart or not policies.may_book(wish.member, profile):
        raise NotBookable("This person cannot be booked here at the moment.")
    if not profile.takes_new(now=now) and not have_met(wish.member.pk, profile.person_id):
        raise NotBookable(
            f"{profile.name} takes nobody new at the moment. It says nothing about you. "
            "Others can meet you."
        )
    return profile


def _in_the_way(wish: Wish, now: datetime) -> Booking | None:
    """The member's own booking of this very time; SlotTaken for any other there."""
    if not now + SOONEST <= wish.starts_at < now + FURTHEST:
        raise taken()
    found = Booking.rows.in_the_way(
        wish.profile, wish.member, wish.starts_at, wish.ends_at, now=now
    )
    if found is None:
        return None
    if wish.is_met_by(found):
        return found
    raise taken()


def _free_times(timetable: Timetable, *, now: datetime) -> tuple[datetime | None, list[datetime]]:
    soon = timetable.free(now=now, since=now, until=now + peers.SOON)
    return (soon[0] if soon else timetable.first_free(now=now)), soon


def is_free(wish: Wish, timetable: Timetable, now: datetime) -> bool:
    """The one question of the timetable, for a wish."""
    return timetable.is_free(wish.starts_at, now=now, length=wish.length)


def _this_very_one(wish: Wish, now: datetime) -> Booking:
    """Of two presses at once the second finds what the first has booked; SlotTaken else."""
    if already := _in_the_way(wish, now):
        return already
    raise taken()


@transaction.atomic
def _again(booking: Booking, note: str, now: datetime) -> Booked:
    if note and note != booking.note:
        booking.note, booking.note_held = note, False
        booking.save(update_fields=["note", "note_held"])
    return Booked(booking, _watch_note(booking, now))


def _watch_note(booking: Booking, now: datetime) -> bool:
    if not booking.note:
        return False
    subject = SubjectRef(SUBJECT, str(booking.pk))
    seen = flags.watch(booking.note, author=booking.member, subject=subject, place=PLACE, now=now)
    if seen.hold:
        booking.note_held = True
        booking.save(update_fields=["note_held"])
    return seen.show_help
