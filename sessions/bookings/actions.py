"""What people do with sessions: book, cancel, say whether they met."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import Error, IntegrityError, OperationalError, transaction

from matching.models import SpecialistProfile
from matching.peers import actions as peers
from peerhub.accounts.blocking import are_apart
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from safety.flags import actions as flags
from safety.subjects import SubjectRef
from sessions.availability.slots import HORIZON, LENGTH, NOTICE, Timetable
from sessions.bookings import notices, openings, policies
from sessions.bookings.companions import have_met
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState, Mode

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
    note: str = "",
    now: datetime,
) -> Booked:
    """Promise the half hour to the member.

    Of many who try at once one succeeds: the two people's rows are locked in a fixed order, and
    two exclusion constraints stand behind the locks. The same wish again gives the same booking,
    with the newer note: words that came late are words too.

    Args:
        profile: the specialist, with their person.
        by: the member.
        starts_at: an aware instant at which a session may start.
        mode: how they meet.
        note: words for the specialist, screened in the transaction that stores them.
        now: an aware instant.

    Raises:
        NotBookable: no member, their own page, or a page that is not shown now.
        SlotTaken: the time is not free, or not any more.
    """
    # Most losers of a rush find out here, before they make anybody wait.
    if already := _in_the_way(profile, by, starts_at, now):
        return _again(already, note, now)
    # Hours may change from here on: sessions booked in them would have stayed anyway.
    if not openings.offered_by(profile).is_free(starts_at, now=now):
        raise _taken()
    try:
        with transaction.atomic():
            return _book(profile, by, starts_at, mode, note, now)
    except (IntegrityError, OperationalError) as error:
        if _sqlstate(error) not in TAKEN:
            raise
        # Never pass the database's words on: they name the other booking.
        raise _taken() from None


@transaction.atomic
def cancel(booking: Booking, *, by: User, now: datetime) -> Booking:
    """Give the half hour back and tell both people; no reason is asked. Twice changes nothing.

    Raises:
        NotYours: neither of the two.
        TooLate: it has begun.
    """
    if not policies.may_cancel(by, booking):
        raise NotYours("We could not find that session.")
    User.objects.all_locked(booking.member_id, booking.specialist.person_id)
    booking.refresh_from_db(fields=["state", "cancelled_at", "cancelled_by", "sequence"])
    if booking.state == BookingState.CANCELLED:
        return booking
    if not booking.may_be_cancelled(now=now):
        raise TooLate("This session has begun, so it cannot be cancelled any more.")
    booking.move_to(BookingState.CANCELLED, cancelled_at=now, cancelled_by=by, changed_at=now)
    record(Verb.SESSION_CANCELLED, by=by, on=booking)
    notices.tell_cancelled(booking, now=now)
    refresh_next_open_slot(booking.specialist, now=now)
    refresh_people_now(booking.specialist, now=now)
    return booking


def cancel_between(by: User, whom: User, now: datetime) -> None:
    """``by`` blocked ``whom``: their sessions to come are cancelled; both hear that, not why."""
    pair = (by.pk, whom.pk)
    theirs = Booking.objects.filter(member__in=pair, specialist__person__in=pair).with_people()
    for booking in theirs.coming(now=now):
        if booking.may_be_cancelled(now=now):
            cancel(booking, by=by, now=now)


@transaction.atomic
def record_meeting(booking: Booking, *, met: bool, by: User, now: datetime) -> Booking:
    """Keep whether the two met; the specialist may correct it. The same again changes nothing.

    Raises:
        NotYours: not the specialist.
        TooEarly: it has not begun.
        TransitionNotAllowed: it was cancelled, or changed meanwhile.
    """
    if not policies.may_record(by, booking):
        raise NotYours("We could not find that session.")
    if now < booking.starts_at:
        raise TooEarly("This session has not begun yet.")
    state = BookingState.HELD if met else BookingState.MISSED
    if booking.state != state:
        booking.move_to(state, changed_at=now)
        record(Verb.SESSION_HELD if met else Verb.SESSION_MISSED, by=by, on=booking)
    return booking


def let_note_out(booking_id: int) -> None:
    """Let the specialist read a note that was held; again it changes nothing."""
    Booking.objects.filter(pk=booking_id, note_held=True).update(note_held=False)


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


def _book(
    profile: SpecialistProfile, by: User, starts_at: datetime, mode: Mode, note: str, now: datetime
) -> Booked:
    User.objects.all_locked(by.pk, profile.person_id)
    if already := _in_the_way(profile, by, starts_at, now):
        return _again(already, note, now)
    shown = SpecialistProfile.objects.published().filter(pk=profile.pk).first()
    apart = are_apart(by.pk, profile.person_id)
    if shown is None or apart or not policies.may_book(by, profile) or mode not in profile.ways:
        raise NotBookable("This person cannot be booked here at the moment.")
    if not shown.takes_new(now=now) and not have_met(by.pk, profile.person_id):
        raise NotBookable(
            f"{profile.name} takes nobody new at the moment. It says nothing about you. "
            "Others can meet you."
        )
    booking = Booking.objects.create(
        member=by,
        specialist=profile,
        starts_at=starts_at,
        ends_at=starts_at + LENGTH,
        mode=mode,
        note=note,
        zone_shown=by.time_zone,
        booked_at=now,
        changed_at=now,
    )
    show_help = _watch_note(booking, now)
    record(Verb.SESSION_BOOKED, by=by, on=booking)
    notices.tell_booked(booking, now=now)
    first = shown.next_open_slot_at
    if first is None or starts_at <= max(first, now + peers.SOON):
        refresh_next_open_slot(profile, now=now)
    refresh_people_now(shown, now=now)
    return Booked(booking, show_help)


def _in_the_way(
    profile: SpecialistProfile, by: User, starts_at: datetime, now: datetime
) -> Booking | None:
    """The member's own booking of this very time; SlotTaken for any other there."""
    if not now + NOTICE <= starts_at < now + HORIZON:
        raise _taken()
    found = Booking.objects.in_the_way(profile, by, starts_at, starts_at + LENGTH)
    if found is None:
        return None
    if (found.member_id, found.specialist_id, found.starts_at) == (by.pk, profile.pk, starts_at):
        return found
    raise _taken()


def _free_times(timetable: Timetable, *, now: datetime) -> tuple[datetime | None, list[datetime]]:
    soon = timetable.free(now=now, since=now, until=now + peers.SOON)
    return (soon[0] if soon else timetable.first_free(now=now)), soon


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


def _taken() -> SlotTaken:
    return SlotTaken("That time is not free any more.")


def _sqlstate(error: Error) -> str | None:
    return getattr(error.__cause__, "sqlstate", None)
