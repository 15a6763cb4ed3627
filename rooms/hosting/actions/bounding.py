"""Bounds as a host sets them: for a while, with a reason, and never for good."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.accounts.policies import is_moderator
from rooms.bounds import actions as bounds
from rooms.bounds.models import Bound
from rooms.hosting.actions.refusals import AlreadyGone, NotThisPerson, may_be_bound, must_keep
from rooms.hosting.measures import Measure
from rooms.live.actions import SUBJECT
from rooms.live.actions import hide as hide_message
from rooms.live.actions import show_again as show_message
from rooms.live.models import Message
from rooms.masks.models import Mask
from rooms.seats import actions as seats
from safety.deeds import actions as deeds
from safety.deeds.actions import Done
from safety.deeds.states import OF_SILENCE, OF_WORDS, DeedKind
from safety.flags.actions import Holding, watch
from safety.subjects import SubjectRef

BOUND_SUBJECT = "rooms.bound"


@transaction.atomic
def bind(
    mask: Mask,
    measure: Measure,
    *,
    reason: str,
    rule: str = "",
    about: Message | None = None,
    by: User,
    now: datetime,
) -> Bound:
    """Ask a person to pause, or to leave the room, for a while.

    Args:
        mask: whom, as the room knows them.
        measure: what, and for how long.
        reason: told to the person.
        rule: the house rule that they read, by its key.
        about: what they said, that it came from.
        by: a host on shift in that room, or a moderator.
        now: an aware instant.

    Raises:
        OffShift: this person does not look after the room now.
        NotThisPerson: it is a host, and ``by`` is no moderator.
    """
    must_keep(by, mask.room, now=now)
    may_be_bound(mask, by)
    bound = bounds.bind(
        mask, kind=measure.kind, reason=reason, until=now + measure.lasts, by=by, now=now
    )
    if measure.removes and mask.room.keeps_seats:
        seats.leave_line(mask.room, mask.person, now=now)
        seats.free(mask.room, mask.person, now=now)
    _told(bound, rule, about, by=by, now=now)
    watch(
        reason,
        author=by,
        subject=SubjectRef(kind=BOUND_SUBJECT, id=str(bound.pk)),
        place=f"Room: {mask.room.name}",
        now=now,
        holding=Holding(may=False),
    )
    return bound


@transaction.atomic
def lift(bound: Bound, *, by: User, now: datetime) -> None:
    """End a bound before its time; twice changes nothing.

    Raises:
        OffShift: this person does not look after the room now.
    """
    must_keep(by, bound.mask.room, now=now)
    deeds.take_back(SubjectRef(BOUND_SUBJECT, str(bound.pk)), OF_SILENCE, now=now)
    bounds.lift(bound, by=by, now=now)


@transaction.atomic
def hide(message: Message, *, rule: str = "", by: User, now: datetime) -> None:
    """Let nobody in the room see a message any more; who wrote it is told so, by its ``rule``.

    Raises:
        OffShift: this person does not look after the room now.
        AlreadyGone: its author took it away; then nobody is told anything.
    """
    must_keep(by, message.room, now=now)
    done = Done(
        kind=DeedKind.HIDDEN,
        subject=SubjectRef(SUBJECT, message.public_id),
        quote=message.body,
        place=f"Room: {message.room.name}",
        rule=rule,
    )
    # The deed first: whoever decides an appeal locks it before the words. What is refused below
    # takes it back.
    deeds.tell(message.mask.person, done, by=by, now=now)
    if not hide_message(message, by=by, now=now, for_good=is_moderator(by)):
        raise AlreadyGone("Nobody in the room sees this message any more: its author took it away.")


@transaction.atomic
def show_again(message: Message, *, by: User, now: datetime) -> None:
    """Undo ``hide``. A host shows again what a host hid; a moderator, what anybody hid.

    Raises:
        OffShift: this person does not look after the room now.
        NotThisPerson: a moderator hid it, or reads it first.
    """
    must_keep(by, message.room, now=now)
    if message.gone_by_id is not None and not _may_show(message, by):
        raise NotThisPerson("A moderator decides about this message. You can call one.")
    deeds.take_back(SubjectRef(SUBJECT, message.public_id), OF_WORDS, now=now)
    show_message(message, by=by, now=now)


def _told(bound: Bound, rule: str, about: Message | None, *, by: User, now: datetime) -> None:
    """The person finds it on their own page, with what they said."""
    done = Done(
        kind=DeedKind.REMOVED if bound.removes else DeedKind.MUTED,
        subject=SubjectRef(kind=BOUND_SUBJECT, id=str(bound.pk)),
        quote=about.body if about is not None else "",
        place=f"Room: {bound.mask.room.name}",
        rule=rule,
        told=bound.reason,
        until=bound.until,
    )
    deeds.tell(bound.mask.person, done, by=by, now=now)


def _may_show(message: Message, by: User) -> bool:
    if message.gone_by_id == message.mask.person_id:
        return False  # its author changed it, and the new words wait in the moderators' queue
    return is_moderator(by) or message.room.hosts.filter(person=message.gone_by_id).exists()
