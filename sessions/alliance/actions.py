"""The member says how a session went; a supervisor looks where it should go otherwise.

Nothing here touches the session's own row: what a specialist sees of a session stays the same to
the last number, whether or not there is a check-in.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from peerhub.errors import DomainError
from sessions.alliance import notices, policies, reading
from sessions.alliance.models import AllianceCheckIn, AllianceLook
from sessions.alliance.reading import Pattern
from sessions.alliance.signals import HIGHEST, VERSION, Answers
from sessions.bookings.models import Booking


class NotYours(DomainError):
    """Neither the member, nor somebody who looks after the specialist."""

    code: ClassVar[str] = "not_yours"
    status: ClassVar[int] = 404


class NotNow(DomainError):
    """The session is not over, was missed, or is long past."""

    code: ClassVar[str] = "not_now"


class OutOfRange(DomainError):
    """Not between 0 and 10."""

    code: ClassVar[str] = "out_of_range"


@dataclass(frozen=True)
class Opened:
    """A pattern with the member's check-ins, for the supervisor who looks."""

    pattern: Pattern
    check_ins: list[AllianceCheckIn]


@transaction.atomic
def say(booking: Booking, answers: Answers, *, by: User, now: datetime) -> AllianceCheckIn | None:
    """Keep how a session went; later answers replace it. With everything skipped, nothing is kept.

    Raises:
        NotYours: not the member.
        NotNow: see ``policies.can_be_said``.
        OutOfRange: a number is not between 0 and 10.
    """
    _lock(booking, by)
    if not policies.can_be_said(booking, now=now):
        raise NotNow("This is asked for a week after a session.")
    if any(not 0 <= number <= HIGHEST for number in answers.given):
        raise OutOfRange("Please choose numbers from 0 to 10.")
    if not answers.given:
        _forget(booking, by, now)
        return None
    kept = AllianceCheckIn.objects.filter(booking=booking).first()
    if kept is not None and kept.answers == answers:
        return kept
    said = {**asdict(answers), "version": VERSION, "said_at": now}
    check_in, _ = AllianceCheckIn.objects.update_or_create(booking=booking, defaults=said)
    AllianceLook.objects.filter(check_in=check_in).delete()
    record(Verb.ALLIANCE_KEPT, by=by, on=check_in)
    if reading.looks_after(check_in):
        notices.tell_supervisor(check_in, now=now)
    return check_in


@transaction.atomic
def take_back(booking: Booking, *, by: User, now: datetime) -> None:
    """Nothing is left of it, at any time. Twice changes nothing.

    Raises:
        NotYours: not the member.
    """
    _lock(booking, by)
    _forget(booking, by, now)


@transaction.atomic
def open_pattern(check_in: AllianceCheckIn, *, by: User, now: datetime) -> Opened:
    """A supervisor looks; the member finds a line of it in "Who looked".

    Raises:
        NotYours: they do not look after the specialist, or nothing asks them to look.
    """
    pattern = _pattern(check_in, by)
    record(Verb.ALLIANCE_READ, by=by, on=check_in)
    about = check_in.booking.member_id
    disclose(to=by, about=about, what=What.ALLIANCE, why=Why.ANSWERED, now=now)
    history = AllianceCheckIn.objects.until(check_in.booking)
    return Opened(pattern, list(history.with_people()))


@transaction.atomic
def finish(check_in: AllianceCheckIn, *, by: User, now: datetime) -> AllianceLook:
    """A supervisor has done what is next. Twice changes nothing.

    Raises:
        NotYours: see ``open_pattern``.
    """
    _pattern(check_in, by)
    look, new = AllianceLook.objects.get_or_create(
        check_in=check_in, defaults={"done_at": now, "done_by": by}
    )
    if new:
        record(Verb.ALLIANCE_DONE, by=by, on=check_in)
    return look


def _lock(booking: Booking, by: User) -> None:
    if not policies.is_member(by, booking):
        raise NotYours("We could not find that session.")
    User.objects.locked(booking.member_id)
    booking.refresh_from_db(fields=["state", "starts_at", "ends_at"])


def _forget(booking: Booking, by: User, now: datetime) -> None:
    kept = AllianceCheckIn.objects.filter(booking=booking).first()
    if kept is not None:
        record(Verb.ALLIANCE_TAKEN_BACK, by=by, on=kept)
        notices.call_off(kept, now=now)
        kept.delete()


def _pattern(check_in: AllianceCheckIn, by: User) -> Pattern:
    seen = policies.seen_by(by).with_people().filter(pk=check_in.pk).first()
    why = reading.looks_after(seen) if seen is not None else frozenset()
    if seen is None or not why:
        raise NotYours("We could not find that.")
    return Pattern(seen, why)
