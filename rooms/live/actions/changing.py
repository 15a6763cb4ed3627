"""Changing what was said: by its author for a while, by who looks after the room, by reactions."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.events import publish
from peerhub.topics.labels import note_labels
from rooms.live.actions.desk import SUBJECT
from rooms.live.actions.places import next_places, tell_change
from rooms.live.actions.posting import Posted
from rooms.live.actions.refusals import NotYours, Nudge, TooLate
from rooms.live.events import MessagePosted
from rooms.live.models import NOTES, Former, Gone, Kindness, Message, Reaction
from rooms.masks.models import Mask
from safety.detection.nudges import identifying, in_words
from safety.flags.actions import watch
from safety.subjects import SubjectRef


@transaction.atomic
def edit(
    *, mask: Mask, seq: int, body: str, notes: Sequence[str], now: datetime, anyway: bool = False
) -> Posted:
    """Change one's own words within 15 minutes; what they were is kept for moderators.

    Words that a person should read first take the message out of sight until somebody did.

    Raises:
        NotYours: there is no such message of this mask.
        TooLate: more than 15 minutes have passed, or it is not shown any more.
        Nudge: it may now tell who or where somebody is, and was not sent "anyway".
    """
    message = _own(mask, seq=seq)
    if not message.may_be_edited(now=now):
        raise TooLate("Messages can be changed for 15 minutes. You can still delete this one.")
    known = note_labels()
    kept = [slug for slug in dict.fromkeys(notes) if slug in known][:NOTES]
    if (message.body, message.notes) == (body, kept):
        return Posted(message=message, show_help=False)
    seen = watch(
        body,
        author=mask.person,
        subject=SubjectRef(kind=SUBJECT, id=message.public_id),
        place=f"Room: {message.room.name}",
        now=now,
    )
    if not (anyway or seen.show_help) and (found := identifying(body)):
        raise Nudge(in_words(found))
    Former.objects.create(message=message, body=message.body, notes=message.notes, until=now)
    message.body, message.notes, message.edited = body, kept, True
    if seen.hold:
        _take_away(message, Gone.HIDDEN, by=mask.person, now=now)
    message.save()
    tell_change(message)
    return Posted(message=message, show_help=seen.show_help)


@transaction.atomic
def delete(*, mask: Mask, seq: int, now: datetime) -> None:
    """Delete one's own message, at any time; twice changes nothing. Moderators keep the trace.

    Raises:
        NotYours: there is no such message of this mask.
    """
    message = _own(mask, seq=seq)
    if not message.gone:
        _take_away(message, Gone.DELETED, by=mask.person, now=now)
        message.save()
        tell_change(message)


@transaction.atomic
def undo(*, mask: Mask, client_id: UUID, now: datetime) -> Message:
    """Take back what was just said; gives the message, so that its words can be written anew.

    Raises:
        NotYours: there is no such message of this mask.
        TooLate: more than ten seconds have passed (and a few for the way).
    """
    own = Message.objects.select_for_update(of=("self",)).select_related("room")
    message = own.filter(mask=mask, client_id=client_id).first()
    if message is None:
        raise NotYours("We could not find that message.")
    if not message.may_be_undone(now=now):
        raise TooLate("It is too late to take this back. You can still delete it.")
    _take_away(message, Gone.WITHDRAWN, by=mask.person, now=now)
    message.save()
    tell_change(message)
    return message


@transaction.atomic
def hide(message: Message, *, by: User, now: datetime) -> None:
    """Let nobody see a message any more, as host or moderator; twice changes nothing."""
    message = _locked(message)
    if not message.gone:
        _take_away(message, Gone.HIDDEN, by=by, now=now)
        message.save()
        record(Verb.ROOM_MESSAGE_HIDDEN, by=by, on=message)
        tell_change(message)


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
    """
    message = _locked_place(mask, seq=seq)
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
    message = (
        Message.objects.select_for_update(of=("self",))
        .select_related("room")
        .filter(room=mask.room_id, seq=seq)
        .first()
    )
    if message is None:
        raise NotYours("We could not find that message.")
    return message


def _locked(message: Message) -> Message:
    locked = Message.objects.select_for_update(of=("self",)).select_related("room", "mask")
    return locked.get(pk=message.pk)
