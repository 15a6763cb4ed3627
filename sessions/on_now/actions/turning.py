"""Those who are on are asked, one at a time; the one who says yes meets the member at once.

Who looks claims the place in the line and locks no person; who accepts locks the two people, then
the place. So nobody waits for each other.
"""

from datetime import datetime
from typing import ClassVar

from django.db import IntegrityError, transaction
from django.db.models import Count, Q

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from sessions.bookings import actions as bookings
from sessions.bookings.actions import NotBookable, SlotTaken
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode
from sessions.on_now import notices
from sessions.on_now.actions.going import go_off, on_of, who_fits
from sessions.on_now.models import TO_ANSWER, WAITS, Ask, Turn
from sessions.on_now.states import AskState, TurnState

SILENT = 2  # turns in a row without an answer: they are not there


class TurnGone(DomainError):
    """The question is not open any more."""

    code: ClassVar[str] = "turn_gone"


def look(*, now: datetime) -> int:
    """Take the next step for everybody in the line; returns how many specialists were asked."""
    waiting = list(Ask.objects.waiting().values_list("pk", flat=True))
    return sum(_step(ask_id, now) for ask_id in waiting)


def turn_of(person: User, *, now: datetime) -> Turn | None:
    """The question that is open to this specialist."""
    mine = Turn.objects.filter(profile__person=person, state=TurnState.OPEN, until__gt=now)
    return mine.select_related("ask").first()


def accept(turn: Turn, *, by: User, now: datetime) -> Booking:
    """Say yes: the session begins at once.

    Raises:
        TurnGone: somebody else's question, or the minute is over, or the member left.
    """
    try:
        with bookings.whole_or_taken():
            return _accept(turn.pk, by, now)
    except (NotBookable, SlotTaken) as error:
        _close(turn, by, TurnState.GONE, now)
        raise TurnGone("You cannot meet now after all. Somebody else is asked.") from error


def pass_on(turn: Turn, *, by: User, now: datetime) -> None:
    """Not now: the next one is asked at once. Twice changes nothing."""
    _close(turn, by, TurnState.PASSED_ON, now)


def end_between(by: User, whom: User, now: datetime) -> None:
    """``by`` blocked ``whom``: a question between the two is not open any more."""
    pair = (by.pk, whom.pk)
    between = Turn.objects.filter(ask__member__in=pair, profile__person__in=pair)
    for turn in between.filter(state=TurnState.OPEN).select_related("ask"):
        Ask.objects.select_for_update(no_key=True).get(pk=turn.ask_id)
        close_open_turn(turn.ask, TurnState.GONE, now=now)


def close_open_turn(ask: Ask, became: TurnState, *, now: datetime) -> Turn | None:
    """End the question that is open for this one, if there is one; the place is locked."""
    turn = ask.turns.filter(state=TurnState.OPEN).select_related("profile__person").first()
    if turn is not None:
        turn.state = became
        turn.save(update_fields=["state"])
        record(Verb.TALK_TURN_ENDED, by=None, on=turn, how=became.value)
        notices.call_off(turn, now=now)
    return turn


def _step(ask_id: int, now: datetime) -> bool:
    with transaction.atomic():
        mine = _claimed(ask_id)
        if mine is None or _is_being_answered(mine, now):
            return False
        if now >= mine.asked_at + WAITS or not mine.member.is_active:
            mine.state, mine.ended_at = AskState.NOBODY, now
            mine.save(update_fields=["state", "ended_at"])
            record(Verb.NOBODY_COULD_COME, by=None, on=mine)
            notices.tell_nobody(mine, now=now)
            return False
        return _ask_next(mine, now)


def _claimed(ask_id: int) -> Ask | None:
    free = Ask.objects.waiting().select_for_update(of=("self",), skip_locked=True, no_key=True)
    return free.filter(pk=ask_id).select_related("member").first()


def _is_being_answered(mine: Ask, now: datetime) -> bool:
    """Whether somebody has their minute; where it is over, that is written down."""
    turn = mine.turns.filter(state=TurnState.OPEN).select_related("profile__person").first()
    if turn is None:
        return False
    person = turn.profile.person
    if turn.until > now and on_of(person, now=now) is not None:
        return True
    close_open_turn(mine, TurnState.UNANSWERED if turn.until <= now else TurnState.GONE, now=now)
    there = on_of(person, now=now)
    if there is not None and _is_silent(turn.profile, there.since):
        go_off(person, by=None, now=now)
    return False


def _is_silent(profile: SpecialistProfile, since: datetime) -> bool:
    last = Turn.objects.filter(profile=profile, made_at__gte=since).order_by("-made_at", "-pk")
    states = list(last.values_list("state", flat=True)[:SILENT])
    return states == [TurnState.UNANSWERED] * SILENT


def _ask_next(mine: Ask, now: datetime) -> bool:
    asked = dict(mine.turns.values_list("profile").annotate(Count("pk")).order_by())
    passed = Q(ask=mine, state__in=(TurnState.PASSED_ON, TurnState.GONE))
    out = set(
        Turn.objects.filter(passed | Q(state=TurnState.OPEN)).values_list("profile", flat=True)
    )
    fitting = who_fits(mine.member, Mode(mine.mode), now=now)
    for profile in sorted(fitting, key=lambda each: asked.get(each.pk, 0)):
        if profile.pk in out:
            continue
        try:
            with transaction.atomic():
                turn = Turn.objects.create(
                    ask=mine, profile=profile, made_at=now, until=now + TO_ANSWER
                )
        except IntegrityError:  # another look has just asked this one for somebody else
            continue
        notices.tell_asked(turn, now=now)
        return True
    return False


def _accept(turn_id: int, by: User, now: datetime) -> Booking:
    turn = Turn.objects.select_related("ask", "profile__person").get(pk=turn_id)
    if turn.profile.person_id != by.pk:
        raise TurnGone("We could not find that.")
    people = {each.pk: each for each in User.objects.all_locked(turn.ask.member_id, by.pk)}
    mine = Ask.objects.select_for_update(no_key=True).get(pk=turn.ask_id)
    turn.refresh_from_db(fields=["state", "until"])
    if mine.state != AskState.WAITING or turn.state != TurnState.OPEN or turn.until <= now:
        raise TurnGone("Your minute is over, or they left. Somebody else may be with them now.")
    member = people[mine.member_id]
    booking = bookings.begin_now(turn.profile, member=member, mode=Mode(mine.mode), now=now)
    close_open_turn(mine, TurnState.TAKEN, now=now)
    mine.state, mine.ended_at, mine.booking = AskState.TAKEN, now, booking
    mine.save(update_fields=["state", "ended_at", "booking"])
    notices.tell_there(mine, booking, now=now)
    return booking


def _close(turn: Turn, by: User, became: TurnState, now: datetime) -> None:
    with transaction.atomic():
        mine = Ask.objects.select_for_update(no_key=True).get(pk=turn.ask_id)
        there = Turn.objects.filter(pk=turn.pk, state=TurnState.OPEN, profile__person=by)
        if there.exists():
            close_open_turn(mine, became, now=now)
    look(now=now)
