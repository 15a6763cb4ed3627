"""Messages that are not what they were: deleted, hidden, let out; and who writes none for a while."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from rooms.letters import notices
from rooms.letters.actions.places import (
    NotYours,
    both,
    hold_friendship,
    locked,
    reader_of,
    take_place,
)
from rooms.letters.models import REASON, Exchange, FriendLetter, LettersQuiet
from rooms.letters.standing import can_reach
from rooms.letters.states import Gone


@transaction.atomic
def delete(exchange: Exchange, public_id: UUID, *, by: User, now: datetime) -> None:
    """Delete one's own, at any time; its place stays. Twice changes nothing.

    One that was hidden, or that a person has yet to read, can be deleted, too.

    Raises:
        NotYours: there is no such message of this person.
    """
    exchange = locked(exchange.pk)
    mine = FriendLetter.objects.filter(exchange=exchange, author=by)
    letter = mine.filter(public_id=public_id).first()
    if letter is None:
        raise NotYours("We could not find that message.")
    if letter.gone != Gone.DELETED:
        _take_away(exchange, letter, Gone.DELETED, now=now)
        record(Verb.FRIEND_LETTER_DELETED, by=by, on=letter, exchange=exchange.pk)


@transaction.atomic
def hide(letter: FriendLetter, *, by: User, now: datetime) -> None:
    """Let neither of the two see it any more, as a moderator; twice changes nothing."""
    exchange, letter = both(letter)
    if not letter.gone:
        _take_away(exchange, letter, Gone.HIDDEN, now=now)
        record(Verb.FRIEND_LETTER_HIDDEN, by=by, on=letter)


@transaction.atomic
def show_again(letter: FriendLetter, *, by: User) -> None:
    """Undo ``hide``; what its author deleted stays away, and what nobody had seen still waits."""
    _, letter = both(letter)
    if letter.gone == Gone.HIDDEN:
        letter.gone, letter.gone_at = "", None
        letter.save(update_fields=["gone", "gone_at"])
        record(Verb.FRIEND_LETTER_SHOWN, by=by, on=letter)


@transaction.atomic
def let_out(letter: FriendLetter, *, now: datetime) -> None:
    """Show the other one a message that a person has read now; it gets the newest place.

    Where the two are no friends any more it reaches nobody. Twice changes nothing.
    """
    friendship = hold_friendship(letter.exchange.first_id, letter.exchange.second_id)
    exchange, letter = both(letter)
    if letter.seq is not None or letter.gone:
        return
    reader = reader_of(exchange, letter)
    if friendship is None or not can_reach(letter.author, reader):
        _take_away(exchange, letter, Gone.HIDDEN, now=now)
        return
    letter.seq = take_place(exchange)
    letter.save(update_fields=["seq"])
    notices.tell_reader(letter, reader, url=friendship.get_absolute_url(), now=now)


@transaction.atomic
def ask_for_quiet(
    person: User, *, reason: str, until: datetime, by: User, now: datetime
) -> LettersQuiet:
    """Let somebody write no messages to friends until an instant; they read why."""
    made = LettersQuiet.objects.create(
        person=person, reason=reason[:REASON], until=until, said_at=now, said_by=by
    )
    minutes = round((until - now).total_seconds() / 60)
    record(Verb.FRIEND_LETTERS_QUIET, by=by, on=made, minutes=minutes)
    return made


@transaction.atomic
def end_quiet(person: User, *, by: User, now: datetime) -> None:
    """Let them write again; twice changes nothing."""
    end_quiets(LettersQuiet.objects.active(person.pk, now=now), by=by, now=now)


@transaction.atomic
def end_quiets(quiets: QuerySet[LettersQuiet], *, by: User, now: datetime) -> None:
    """End those of ``quiets`` that hold; what else keeps somebody from writing stays."""
    for quiet in quiets.filter(lifted_at=None, until__gt=now).select_for_update():
        quiet.lifted_at, quiet.lifted_by = now, by
        quiet.save(update_fields=["lifted_at", "lifted_by"])
        record(Verb.FRIEND_LETTERS_QUIET_ENDED, by=by, on=quiet)


def _take_away(exchange: Exchange, letter: FriendLetter, why: Gone, *, now: datetime) -> None:
    letter.gone, letter.gone_at = why, now
    letter.save(update_fields=["gone", "gone_at"])
    theirs = FriendLetter.objects.standing().filter(exchange=exchange, author=letter.author_id)
    reader_id = exchange.other_id(letter.author_id)
    seen = exchange.shelves.values_list("read_seq", flat=True).get(person=reader_id)
    if not theirs.filter(seq__gt=seen).exists():
        notices.call_off(exchange, reader_id, now=now)
