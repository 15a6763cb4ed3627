"""Asking who is behind a mask, answering, opening the name. Each step locks what it decides on.

The order of locks is the case, then the request.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from peerhub.errors import DomainError
from rooms.live.models import Message
from rooms.masks.models import Mask
from rooms.unmasking import notices, policies
from rooms.unmasking.models import Unmasking
from rooms.unmasking.states import Reason, Standing
from safety.flags.actions import add_note
from safety.flags.models import Flag

log = logging.getLogger(__name__)

# What the case's timeline says; acting there also keeps the case for another while.
NOTED_ASKED = "Asked who is behind the mask."
NOTED_OPENED = "Opened who is behind the mask."
NOT_ON_IT = "Take this case first. If you had it, it went back to the list meanwhile."


class NotOnIt(DomainError):
    """Only whoever is on a case may ask who wrote it."""

    code: ClassVar[str] = "not_on_it"


class AlreadyAsked(DomainError):
    """A request of this person for this case is on its way."""

    code: ClassVar[str] = "already_asked"


class NotTheSecond(DomainError):
    """This person may not answer this request."""

    code: ClassVar[str] = "not_the_second"


class TooLate(DomainError):
    """Somebody answered, the time is over, or the case went back to the list."""

    code: ClassVar[str] = "too_late"


@dataclass(frozen=True)
class Plea:
    """Why somebody needs to know who is behind a mask."""

    reason: Reason
    words: str


def mask_of(flag: Flag) -> Mask | None:
    """The mask under which the flagged message was said; None where there is nothing to open.

    Hosts are in their room under their own handle.
    """
    message = (
        Message.objects.select_related("mask", "room").filter(public_id=flag.subject_id).first()
    )
    if message is None or message.room.hosts.filter(person=message.mask.person_id).exists():
        return None
    return message.mask


def latest(flag: Flag, *, by: User) -> Unmasking | None:
    """What ``by`` asked last about this case."""
    asked = Unmasking.objects.filter(flag=flag, asked_by=by)
    return asked.select_related("mask").order_by("-asked_at", "-pk").first()


@transaction.atomic
def ask(flag: Flag, plea: Plea, *, by: User, now: datetime) -> Unmasking:
    """Ask who is behind the mask of a case. Danger to life opens the name at once.

    Raises:
        NotOnIt: ``by`` is not on the case, or it has no mask to open.
        AlreadyAsked: one of theirs is waiting, agreed to, or open.
    """
    flag = _mine(flag, by)
    mask = mask_of(flag)
    if mask is None:
        raise NotOnIt("There is no name to open here.")
    emergency = plea.reason == Reason.DANGER
    _ask_once(latest(flag, by=by), emergency=emergency, now=now)
    unmasking = Unmasking.objects.create(
        mask=mask,
        flag=flag,
        asked_at=now,
        asked_by=by,
        reason=plea.reason,
        words=plea.words,
        is_emergency=emergency,
        opened_at=now if emergency else None,
    )
    _record(Verb.UNMASKING_ASKED, unmasking, by, reason=plea.reason.value)
    add_note(flag, by=by, words=NOTED_ASKED, now=now)
    if emergency:
        _write_down_opening(unmasking, by, now=now)
        told = notices.tell_of_emergency(unmasking, now=now)
    else:
        told = notices.ask_for_a_second_person(unmasking, now=now)
    if not told:
        log.error("unmasking %s, and nobody to tell", unmasking.pk)
    return unmasking


@transaction.atomic
def answer(unmasking: Unmasking, *, by: User, agreed: bool, now: datetime) -> Unmasking:
    """The second person's yes or no; of two who answer at once, one is heard.

    After an emergency it is a supervisor's word on it; a no closes the name.

    Raises:
        NotTheSecond: ``by`` asked for it, it is about ``by``, or ``by`` has not the role.
        TooLate: it was answered, its time is over, or its case went back to the list.
    """
    unmasking = _locked(unmasking)
    if not policies.may_answer(by, unmasking):
        raise NotTheSecond("Somebody else has to answer this.")
    if unmasking.answered_at is not None:
        raise TooLate("Somebody answered this a moment ago. Nothing was changed.")
    if not unmasking.is_emergency:
        _still_waits(unmasking, now=now)
    unmasking.answered_at, unmasking.answered_by, unmasking.agreed = now, by, agreed
    unmasking.save(update_fields=["answered_at", "answered_by", "agreed"])
    verb = Verb.UNMASKING_AGREED if agreed else Verb.UNMASKING_REFUSED
    _record(verb, unmasking, by, emergency=unmasking.is_emergency)
    notices.tell_who_asked(unmasking, now=now)
    return unmasking


@transaction.atomic
def open_name(unmasking: Unmasking, *, by: User, now: datetime) -> Unmasking:
    """Open the name after a second person agreed; opening it again changes nothing.

    Raises:
        NotOnIt: ``by`` is not on the case any more, or did not ask.
        TooLate: nobody agreed, or the time is over.
    """
    unmasking = _own(unmasking, by)
    standing = unmasking.standing(now=now)
    if standing == Standing.SHOWN:
        return unmasking
    if standing != Standing.AGREED:
        raise TooLate("This cannot be opened any more. You can ask again.")
    unmasking.opened_at = now
    unmasking.save(update_fields=["opened_at"])
    _write_down_opening(unmasking, by, now=now)
    return unmasking


@transaction.atomic
def look(unmasking: Unmasking, *, by: User, now: datetime) -> str:
    """The handle behind the mask, while it is open; each look is written down.

    Raises:
        NotOnIt: ``by`` is not on the case any more, or did not ask.
        TooLate: the name is not open, or not any more.
    """
    unmasking = _own(unmasking, by)
    if unmasking.standing(now=now) != Standing.SHOWN:
        raise TooLate("The name is closed again. You can ask again.")
    _record(Verb.UNMASKING_SEEN, unmasking, by)
    return unmasking.mask.person.handle


def _mine(flag: Flag, by: User) -> Flag:
    flag = Flag.objects.select_for_update(of=("self",)).get(pk=flag.pk)
    if not policies.may_unmask(by, flag):
        raise NotOnIt(NOT_ON_IT)
    return flag


def _own(unmasking: Unmasking, by: User) -> Unmasking:
    """The locked request, for who asked, while they are on its case."""
    _mine(unmasking.flag, by)
    unmasking = _locked(unmasking)
    if unmasking.asked_by_id != by.pk:
        raise NotOnIt(NOT_ON_IT)
    return unmasking


def _locked(unmasking: Unmasking) -> Unmasking:
    rows = Unmasking.objects.select_for_update(of=("self",))
    return rows.select_related("flag", "mask__person", "asked_by").get(pk=unmasking.pk)


def _ask_once(before: Unmasking | None, *, emergency: bool, now: datetime) -> None:
    """Danger need not wait for an answer that is on its way; anything else does."""
    standing = before.standing(now=now) if before is not None else None
    if standing == Standing.SHOWN:
        raise AlreadyAsked("The name is open already.")
    if standing in {Standing.WAITING, Standing.AGREED} and not emergency:
        raise AlreadyAsked("You have asked already.")


def _still_waits(unmasking: Unmasking, *, now: datetime) -> None:
    if unmasking.standing(now=now) == Standing.LAPSED:
        raise TooLate("Nobody answered this within a day, so it has ended.")
    if not unmasking.flag.is_held_by(unmasking.asked_by_id):
        raise TooLate("The case went back to the list, so this has ended.")


def _write_down_opening(unmasking: Unmasking, by: User, *, now: datetime) -> None:
    """The opening, in the audit and in the list of the person behind the mask."""
    _record(Verb.UNMASKING_OPENED, unmasking, by, emergency=unmasking.is_emergency)
    why = Why.DANGER if unmasking.is_emergency else Why.TWO_AGREED
    disclose(to=by, about=unmasking.mask.person_id, what=What.NAME, why=why, now=now)
    add_note(unmasking.flag, by=by, words=NOTED_OPENED, now=now)


def _record(verb: Verb, unmasking: Unmasking, by: User, **codes: str | bool) -> None:
    record(verb, by=by, on=unmasking, flag=unmasking.flag_id, **codes)
