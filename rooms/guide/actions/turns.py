"""Whose turn it is: take one, hand it on, end it; and what a block does."""

from datetime import datetime
from typing import ClassVar

from django.db import transaction
from django.db.models import Q

from peerhub.accounts import blocking
from peerhub.accounts.blocking import are_apart
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from rooms.guide import notices
from rooms.guide.actions.waits import begin, locked
from rooms.guide.models import GuideAsk, GuideLine
from rooms.guide.policies import all_there, may_take


class NotNow(DomainError):
    """Somebody else has it, or it is not at the point for this."""

    code: ClassVar[str] = "guide_not_now"


@transaction.atomic
def take(ask: GuideAsk, *, by: User, now: datetime) -> GuideAsk:
    """Answer this one from now on. Of two at once one gets it; taking it twice changes nothing.

    Raises:
        NotNow: somebody else has it, nobody waits there any more, or ``by`` is not on shift.
    """
    # Whoever blocks locks the two as well, so that no block comes in between.
    User.objects.all_locked(by.pk, ask.member_id)
    ask = locked(ask.pk)
    if ask.guide_id == by.pk and ask.closed_at is None:
        return ask
    there = frozenset(person.pk for person in all_there(now=now))
    if are_apart(by.pk, ask.member_id) or not may_take(ask, by, there, now=now):
        raise NotNow("Somebody else has this one by now, or it was ended. Thank you for looking.")
    ask.guide, ask.taken_at, ask.turn = by, now, ask.turn + 1
    ask.save(update_fields=["guide", "taken_at", "turn"])
    notices.call_off_turn(ask, now=now)
    record(Verb.GUIDE_ASK_TAKEN, by=by, on=ask)
    return ask


@transaction.atomic
def hand_on(ask: GuideAsk, *, by: User, now: datetime) -> None:
    """Let the next on shift answer; it waits as long as it did.

    Raises:
        NotNow: ``by`` does not have it.
    """
    ask = locked(ask.pk)
    if ask.guide_id != by.pk or ask.closed_at is not None:
        raise NotNow("Somebody else has this one by now, or it was ended.")
    _let_go(ask, now=now)
    record(Verb.GUIDE_ASK_HANDED_ON, by=by, on=ask)


@transaction.atomic
def end(ask: GuideAsk, *, by: User, now: datetime) -> None:
    """End it: the member at any time, a guide once they have answered. Twice changes nothing.

    Raises:
        NotNow: somebody waits for an answer, or ``by`` does not have it.
    """
    ask = locked(ask.pk)
    if ask.closed_at is not None:
        return
    if by.pk not in {ask.member_id, ask.guide_id}:
        raise NotNow("Somebody else has this one by now.")
    if by.pk != ask.member_id and ask.waits_since is not None:
        raise NotNow("Somebody waits for an answer here. Answer first, or hand it on.")
    if by.pk != ask.member_id and _is_on_its_way(ask):
        raise NotNow("This cannot end yet: more may come. Look again later, or hand it on.")
    ask.closed_at, ask.waits_since = now, None
    ask.save(update_fields=["closed_at", "waits_since"])
    notices.call_off_waiting(ask, now=now)
    record(Verb.GUIDE_ASK_ENDED, by=by, on=ask)


@transaction.atomic
def block_guide(ask: GuideAsk, *, turn: int | None, by: User, now: datetime) -> None:
    """The member blocks the guide whom their page showed, by its ``turn``; never who came since.

    Raises:
        NotNow: that guide is not there any more.
    """
    guide = ask.guide
    # In the order of ``take``: the two first, then the conversation.
    User.objects.all_locked(by.pk, *([guide.pk] if guide is not None else []))
    ask = locked(ask.pk)
    # Their name is shown, and can stand in a list of blocks, once they have answered.
    answers = GuideLine.objects.said().filter(ask=ask, author=ask.guide_id)
    is_same = ask.guide_id is not None and ask.turn == turn and answers.exists()
    if guide is None or guide.pk != ask.guide_id or ask.member_id != by.pk or not is_same:
        raise NotNow(
            "Nobody was blocked: somebody else is here now, or comes next. You can still report what"
            " was written before."
        )
    blocking.block(guide, by=by, now=now)


def free_between(by: User, whom: User, now: datetime) -> None:
    """After a block the next guide answers; whoever had it sees it no more."""
    theirs = Q(member=by, guide=whom) | Q(member=whom, guide=by)
    for pk in GuideAsk.objects.filter(theirs).values_list("pk", flat=True):
        ask = locked(pk)
        if ask.closed_at is None and ask.guide_id is not None:
            _let_go(ask, now=now)


def _is_on_its_way(ask: GuideAsk) -> bool:
    """Whether a person reads words of the member first: they would reach nobody after the end."""
    held = GuideLine.objects.filter(ask=ask, author=ask.member_id, seq=None, gone="")
    return held.exists()


def _let_go(ask: GuideAsk, *, now: datetime) -> None:
    ask.guide, ask.taken_at, ask.turn = None, None, ask.turn + 1
    begin(ask, since=now, now=now)
    ask.save(update_fields=["guide", "taken_at", "turn", "waits_since"])
