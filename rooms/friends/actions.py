"""Asking to be friends, answering, ending. Nobody is told of a no, or of an end."""

from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.blocking import are_apart
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.ui.moments import in_words
from rooms.friends import notices
from rooms.friends.models import Friendship, TakesAsks
from rooms.friends.policies import may_have_friends
from rooms.friends.standing import AskStanding, Why, standing_of


class NotNow(DomainError):
    """This person cannot ask that one now."""

    code: ClassVar[str] = "cannot_ask"


class NobodyThere(DomainError):
    """Nobody that this person could ask, or answer."""

    code: ClassVar[str] = "nobody_there"
    status: ClassVar[int] = 404


@transaction.atomic
def take_asks(person: User, *, on: bool, now: datetime) -> None:
    """Let people ask, or not; the same again changes nothing. Asks that wait can still be answered.

    Raises:
        NotNow: who works here has no friends here.
    """
    if on and not may_have_friends(person):
        raise NotNow(say(AskStanding(Why.NOT_YOU), person))
    User.objects.locked(person.pk)
    there = TakesAsks.objects.filter(person=person).first()
    if on and there is None:
        record(
            Verb.FRIEND_ASKS_ON, by=person, on=TakesAsks.objects.create(person=person, since=now)
        )
    elif not on and there is not None:
        record(Verb.FRIEND_ASKS_OFF, by=person, on=there)
        there.delete()


@transaction.atomic
def ask(asked: User, *, by: User, now: datetime) -> Friendship:
    """Ask somebody to be friends; where they asked first, it is a yes. Twice changes nothing.

    Args:
        asked: whoever wrote something that ``by`` may see; the caller knows that.
        by: a member.
        now: an aware instant.

    Raises:
        NobodyThere: the two do not meet, or it is the same person.
        NotNow: not this one, or not now; the words say why.
    """
    if asked.pk == by.pk:
        raise NobodyThere("There is nobody to ask.")
    # A block and another ask of the two wait here, so that nothing comes to be in between.
    people = {one.pk: one for one in User.objects.all_locked(asked.pk, by.pk)}
    asked = people[asked.pk]
    if not asked.is_active or are_apart(by.pk, asked.pk):
        raise NobodyThere("There is nobody to ask.")
    standing = standing_of(by, asked, now=now)
    if standing.theirs is not None:
        return accept(standing.theirs, by=by, now=now)
    if standing.why == Why.ASKED and standing.mine is not None:
        return standing.mine
    if standing.why is not None:
        raise NotNow(say(standing, by))
    # Of an ask that nobody answered in its time nothing waits any more.
    for old in Friendship.objects.between(by.pk, asked.pk).filter(ended_at=None):
        _end(old, by=old.asker, now=now)
    made = Friendship.objects.create(asker=by, asked=asked, asked_at=now)
    record(Verb.FRIEND_ASKED, by=by, on=made)
    notices.tell_asked(made, now=now)
    return made


@transaction.atomic
def accept(friendship: Friendship, *, by: User, now: datetime) -> Friendship:
    """Say yes; twice changes nothing.

    Raises:
        NobodyThere: nobody asks ``by``, any more or at all.
    """
    asks = _locked(friendship)
    if asks.asked_id == by.pk and asks.accepted_at is not None and asks.ended_at is None:
        return asks
    if asks.asked_id != by.pk or not _waits(asks, now=now) or not asks.asker.is_active:
        raise NobodyThere("This is not there any more.")
    asks.accepted_at = now
    asks.save(update_fields=["accepted_at"])
    notices.call_off(asks, now=now)
    record(Verb.FRIEND_ACCEPTED, by=by, on=asks)
    notices.tell_accepted(asks, now=now)
    return asks


@transaction.atomic
def say_no(friendship: Friendship, *, by: User, now: datetime) -> None:
    """Say no. Whoever asked is told nothing, now or later. Twice changes nothing."""
    asks = _locked(friendship)
    if asks.asked_id == by.pk and _waits(asks, now=now):
        _end(asks, by=by, now=now)
        record(Verb.FRIEND_REFUSED, by=by, on=asks)


@transaction.atomic
def take_back(friendship: Friendship, *, by: User, now: datetime) -> None:
    """Ask no more. It does the same, for whoever asked, where the other one has said no already."""
    asks = _locked(friendship)
    if asks.asker_id != by.pk or asks.accepted_at is not None or asks.ended_by_id == by.pk:
        return
    if asks.ended_at is None:
        _end(asks, by=by, now=now)
    else:
        asks.ended_by = by
        asks.save(update_fields=["ended_by"])
    record(Verb.FRIEND_ASK_TAKEN_BACK, by=by, on=asks)


@transaction.atomic
def end(friendship: Friendship, *, by: User, now: datetime) -> None:
    """Be friends no more; nobody is told. Twice changes nothing."""
    both = _locked(friendship)
    if by.pk in (both.asker_id, both.asked_id) and both.accepted_at and both.ended_at is None:
        _end(both, by=by, now=now)
        record(Verb.FRIENDSHIP_ENDED, by=by, on=both)


def end_between(by: User, whom: User, now: datetime) -> None:
    """A block ends what the two are to each other and what one of them asked, at once."""
    between = Friendship.objects.between(by.pk, whom.pk).filter(ended_at=None).order_by("pk")
    for friendship in between.select_for_update(of=("self",), no_key=True):
        _end(friendship, by=by, now=now)
        record(Verb.FRIENDSHIP_ENDED, by=by, on=friendship)


def say(standing: AskStanding, reader: User) -> str:
    """Why one cannot ask now, in words for who asks."""
    when = in_words(standing.again_at, "date", reader.zone) if standing.again_at else ""
    return {
        Why.NOT_YOU: "You work here. Friends are between members.",
        Why.FRIENDS: "You are friends.",
        Why.CLOSED: "Nobody can ask them right now. That can have many reasons.",
        Why.ASKED: "You asked. If they say yes, we tell you. If they do not, you hear nothing.",
        Why.LATER: f"You can ask them again from {when} on.",
        Why.ENOUGH: "You asked several people today. You can ask more tomorrow.",
        None: "",
    }[standing.why]


def _locked(friendship: Friendship) -> Friendship:
    found = Friendship.objects.with_people().select_for_update(of=("self",), no_key=True)
    return found.get(pk=friendship.pk)


def _waits(asks: Friendship, *, now: datetime) -> bool:
    return Friendship.objects.waiting(now=now).filter(pk=asks.pk).exists()


def _end(friendship: Friendship, *, by: User, now: datetime) -> None:
    # A clock that went back must not keep anybody from ending it.
    friendship.ended_at, friendship.ended_by = max(now, friendship.accepted_at or now), by
    friendship.save(update_fields=["ended_at", "ended_by"])
    notices.call_off(friendship, now=now)
