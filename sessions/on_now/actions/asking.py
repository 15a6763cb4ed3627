"""A member asks to talk now, or leaves the line."""

from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from safety.flags import actions as flags
from safety.subjects import SubjectRef
from sessions.bookings.actions import LEAST, REST
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode
from sessions.on_now.actions.turning import close_open_turn, look
from sessions.on_now.models import A_DAY, Ask
from sessions.on_now.states import AskState, TurnState

SUBJECT = "sessions.ask"
PLACE = "A line to whoever is on"


class NoMoreToday(DomainError):
    """The talks of this day are used up."""

    code: ClassVar[str] = "no_more_today"


class MeetsSoon(DomainError):
    """They meet somebody now, or so soon that there is no time for a talk."""

    code: ClassVar[str] = "meets_soon"


def ask(by: User, *, mode: Mode, line: str, now: datetime) -> tuple[Ask, bool]:
    """Stand in the line of those who want to talk now; who stands there stays where they are.

    Args:
        by: the member.
        mode: by text or by voice.
        line: what they like to say first; screened in the transaction that stores it.
        now: an aware instant.

    Returns:
        the place in the line, and whether the line calls for help on the next page.

    Raises:
        NoMoreToday: they had ``A_DAY`` talks on this day of their calendar.
        MeetsSoon: they have a session now, or in a moment.
    """
    with transaction.atomic():
        User.objects.locked(by.pk)
        there = Ask.objects.waiting().filter(member=by).first()
        if there is None:
            _may_ask(by, now)
        made = there or Ask.objects.create(member=by, mode=mode, line=line, asked_at=now)
        show_help = False
        if there is None:
            record(Verb.ASKED_TO_TALK, by=by, on=made, mode=mode.value)
            show_help = _watch(made, now)
    look(now=now)
    return made, show_help


def leave(by: User, *, now: datetime) -> bool:
    """Leave the line; returns whether they stood in it. It uses up none of the talks."""
    with transaction.atomic():
        mine = Ask.objects.waiting().select_for_update(no_key=True).filter(member=by).first()
        if mine is None:
            return False
        close_open_turn(mine, TurnState.GONE, now=now)
        mine.state, mine.ended_at = AskState.LEFT, now
        mine.save(update_fields=["state", "ended_at"])
        record(Verb.LEFT_TALK_LINE, by=by, on=mine)
    look(now=now)
    return True


def ahead_of(mine: Ask) -> int:
    """How many asked earlier and wait still."""
    earlier = Ask.objects.waiting().filter(asked_at__lte=mine.asked_at, member__is_active=True)
    return sum((each.asked_at, each.pk) < (mine.asked_at, mine.pk) for each in earlier)


def let_line_out(ask_id: int) -> None:
    """Let the specialist read a line that was held; again it changes nothing."""
    Ask.objects.filter(pk=ask_id, line_held=True).update(line_held=False)


def _may_ask(by: User, now: datetime) -> None:
    if Ask.objects.talks(by, now=now) >= A_DAY:
        raise NoMoreToday("You had three talks today. Tomorrow there are three again.")
    soon = Booking.objects.for_person(by).settled().overlapping(now, now + REST + LEAST)
    if soon.exists():
        raise MeetsSoon("You have a session now, or in a few minutes. It is with your sessions.")


def _watch(made: Ask, now: datetime) -> bool:
    if not made.line:
        return False
    subject = SubjectRef(SUBJECT, str(made.pk))
    seen = flags.watch(made.line, author=made.member, subject=subject, place=PLACE, now=now)
    if seen.hold:
        made.line_held = True
        made.save(update_fields=["line_held"])
    return seen.show_help
