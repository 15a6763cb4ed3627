"""Changing what was said: by its author for a while, by who looks after the room, by reactions."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.events import publish
from rooms.live.actions.desk import SUBJECT, Desk
from rooms.live.actions.places import next_places, tell_change
from rooms.live.actions.posting import Posted, Saying
from rooms.live.actions.refusals import NotYours, RoomIsClosed, SlowDown, TooLate
from rooms.live.events import MessagePosted
from rooms.live.models import PACE_WINDOW, Former, Gone, Kindness, Message, Reaction
from rooms.masks.models import Mask
from safety.flags.actions import read, watch_many

CHANGES = 10  # of one mask in PACE_WINDOW


@transaction.atomic
def edit(
    *, mask: Mask, seq: int, body: str, notes: Sequence[str], now: datetime, anyway: bool = False
) -> Posted:
    """Change one's own words within 15 minutes; what they were is kept for moderators.

    The new words are held to all that holds for a new message. Words that a person should read
    first take the message out of sight until somebody did.

    Raises:
        NotYours: there is no such message of this mask.
        TooLate: more than 15 minutes have passed, or it is not shown any more.
        RoomIsClosed: nobody writes here any more.
        SlowDown: very many changes at once.
        AskedToPause, NotHere: a host asked this person not to write, or not to be here.
        Nudge: it may now tell who or where somebody is, and was not sent "anyway".
    """
    message = _own(mask, seq=seq)
    if not message.may_be_edited(now=now):
        raise TooLate("Messages can be changed for 15 minutes. You can still delete this one.")
    saying = Saying(mask, body, message.client_id, notes=tuple(notes), anyway=anyway)
    desk = Desk.laid(message.room_id, [saying], now=now)
    kept = desk.notes(saying)
    if (message.body, message.notes) == (body, kept):
        return Posted(message=message, show_help=False)
    reading = read(body, kind=SUBJECT)
    refusal = desk.refusal(saying, reading, paced=False)
    if refusal is None and not reading.show_help:
        refusal = _too_often(mask, now=now)
    if refusal is not None:
        raise refusal
    Former.objects.create(message=message, body=message.body, notes=message.notes, until=now)
    message.body, message.notes, message.edited = body, kept, True
    (seen,) = watch_many([desk.watched(saying, message, reading)], now=now)
    if seen.hold:
        _take_away(message, Gone.HIDDEN, by=mask.person, now=now)
    message.save()
    tell_change(message)
    return Posted(message=message, show_help=seen.show_help)


def _too_often(mask: Mask, *, now: datetime) -> SlowDown | None:
    lately = Former.objects.filter(message__mask=mask, until__gt=now - PACE_WINDOW)
    if lately.count() < CHANGES:
        return None
    return SlowDown("You changed a lot in a short time. Wait half a minute, then try again.")


@transaction.atomic
def delete(*, mask: Mask, seq: int, now: datetime) -> None:
    """Delete one's own message, at any time; twice changes nothing. Moderators keep the trace.

    One that was hidden can be deleted too: then nobody shows it again.

    Raises:
        NotYours: there is no such message of this mask.
    """
    message = _own(mask, seq=seq)
    if message.gone in {"", Gone.HIDDEN}:
        _take_away(message, Gone.DELETED, by=mask.person, now=now)
        message.save()
        tell_change(message)


@transaction.atomic
def undo(*, mask: Mask, client_id: UUID, now: datetime) -> Message:
    """Take back what was just said; gives the message, so that its words can be written anew.

    What waits for a person to read it can be taken back as long as it waits.

    Raises:
        NotYours: there is no such message of this mask.
        TooLate: more than ten seconds have passed (and a few for the way).
    """
    message = _for_change().filter(mask=mask, client_id=client_id).first()
    if message is None:
        raise NotYours("We could not find that message.")
    if not message.may_be_undone(now=now):
        raise TooLate("It is too late to take this back. You can still delete it.")
    _take_away(message, Gone.WITHDRAWN, by=mask.person, now=now)
    message.save()
    tell_change(message)
    return message


@transaction.atomic
def hide(message: Message, *, by: User, now: datetime, for_good: bool = False) -> bool:
    """Let nobody see a message any more, as host or moderator; twice changes nothing.

    ``for_good``: a moderator decides. What a host hid before is then theirs to show again.

    Returns whether our team hides it now; not what its author took away.
    """
    message = _locked(message)
    if not message.gone or (for_good and message.gone == Gone.HIDDEN):
        _take_away(message, Gone.HIDDEN, by=by, now=now)
        message.save()
        record(Verb.ROOM_MESSAGE_HIDDEN, by=by, on=message)
        tell_change(message)
        return True
    return message.gone == Gone.HIDDEN and message.gone_by_id != message.mask.person_id


@transaction.atomic
def show_again(message: Message, *, by: User, now: datetime) -> None:
    """Undo ``hide``; what its author took away stays away."""
    del now
    message = _locked(message)
    if message.gone == Gone.HIDDEN:
        message.gone, message.gone_at, message.gone_by = "", None, None
        message.save()
        record(Verb.ROOM_MESSAGE_SHOWN, by=by, on=message)
        tell_change(message)


@transaction.atomic
def let_out(message: Message) -> None:
    """Show a message that a person has read now; twice changes nothing.

    One that was held gets the newest place. One that was taken out of sight when it was edited
    comes back to its place.
    """
    message = _locked(message)
    if message.seq is None and not message.gone:
        (message.seq,) = next_places(message.room_id)
        message.save(update_fields=["seq"])
        publish(MessagePosted(room=message.room.public_id, seq=message.seq))
    elif message.gone == Gone.HIDDEN and message.gone_by_id == message.mask.person_id:
        message.gone, message.gone_at, message.gone_by = "", None, None
        message.save()
        tell_change(message)


@transaction.atomic
def react(*, mask: Mask, seq: int, kind: Kindness, on: bool) -> None:
    """Answer a message with one of six kind words, or take it back.

    The room is told only that somebody felt so: not who, not how many.

    Raises:
        NotYours: there is no such message here.
        RoomIsClosed: nobody answers here any more.
    """
    message = _locked_place(mask, seq=seq)
    if not message.room.is_open:
        raise RoomIsClosed("This room is closed. You can still read what was said here.")
    if message.gone:
        return
    before = message.reactions.filter(kind=kind).exists()
    if on:
        Reaction.objects.get_or_create(message=message, mask=mask, kind=kind)
    else:
        message.reactions.filter(mask=mask, kind=kind).delete()
    if before != message.reactions.filter(kind=kind).exists():
        tell_change(message)


def _take_away(message: Message, why: Gone, *, by: User, now: datetime) -> None:
    message.gone, message.gone_at, message.gone_by = why, now, by


def _own(mask: Mask, *, seq: int) -> Message:
    message = _locked_place(mask, seq=seq)
    if message.mask_id != mask.pk:
        raise NotYours("This message is not yours.")
    return message


def _locked_place(mask: Mask, *, seq: int) -> Message:
    message = _for_change().filter(room=mask.room_id, seq=seq).first()
    if message is None:
        raise NotYours("We could not find that message.")
    return message


def _locked(message: Message) -> Message:
    return _for_change().get(pk=message.pk)


def _for_change() -> QuerySet[Message]:
    """One message is changed by one at a time, while others may go on answering it.

    A plain FOR UPDATE would wait for answers that wait for the room, and they for it.
    """
    locked = Message.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related("room", "mask")
