"""Asking who somebody is, answering, opening it. Each step locks what it decides on.

The order of locks is the case, then the request.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import Why
from peerhub.errors import DomainError
from safety.flags.actions import add_note
from safety.flags.models import Flag
from safety.reveals import notices, policies
from safety.reveals.models import REMIND_AFTER, REVIEW_WITHIN, Reveal
from safety.reveals.states import Kind, Reason, Standing
from safety.reveals.targets import Fact, Found, target_for

log = logging.getLogger(__name__)

NOT_ON_IT = "Take this case first. If you had it, it went back to the list meanwhile."
BATCH = 100  # reminders of one round
NOBODY = timedelta(minutes=10)  # then we look again whether there is somebody to remind


class NotOnIt(DomainError):
    """Only whoever is on a case may ask who wrote it."""

    code: ClassVar[str] = "not_on_it"


class NoEmergency(DomainError):
    """Only a case of the highest levels opens a name without a second person."""

    code: ClassVar[str] = "no_emergency"


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
    """Why somebody needs to know who a person is."""

    reason: Reason
    words: str


def found_behind(flag: Flag, kind: Kind) -> Found | None:
    """Who stands behind a case; None where there is nothing of this kind to open."""
    return target_for(kind).find(flag.subject, flag.author_id)


def latest(flag: Flag, kind: Kind, *, by: User) -> Reveal | None:
    """What ``by`` asked last of this kind about this case."""
    asked = Reveal.objects.filter(flag=flag, kind=kind, asked_by=by)
    return asked.order_by("-asked_at", "-pk").first()


@transaction.atomic
def ask(flag: Flag, kind: Kind, plea: Plea, *, by: User, now: datetime) -> Reveal:
    """Ask who is behind a case. Danger to life opens it at once.

    Raises:
        NotOnIt: ``by`` is not on the case, or it has nothing to open.
        NoEmergency: danger to life, in a case of a level that says no such thing.
        AlreadyAsked: one of theirs is waiting, agreed to, or open.
    """
    flag = _mine(flag, by)
    found = found_behind(flag, kind)
    if found is None or found.person_id == by.pk:
        raise NotOnIt("There is no name to open here.")
    emergency = plea.reason == Reason.DANGER
    if emergency and not policies.may_be_danger(flag):
        raise NoEmergency(
            f"This case has level {flag.level}. A life in danger is level 4 or 5: raise the level"
            " first, then ask again. For anything else, a second person has to agree."
        )
    _ask_once(latest(flag, kind, by=by), emergency=emergency, now=now)
    reveal = Reveal.objects.create(
        kind=kind,
        ref=found.ref,
        name=found.name,
        person_id=found.person_id,
        flag=flag,
        asked_at=now,
        asked_by=by,
        reason=plea.reason,
        words=plea.words,
        is_emergency=emergency,
        opened_at=now if emergency else None,
        review_due_at=now + REVIEW_WITHIN if emergency else None,
        remind_at=now + REMIND_AFTER if emergency else None,
    )
    _record(Verb.REVEAL_ASKED, reveal, by, reason=plea.reason.value)
    add_note(flag, by=by, words=target_for(kind).noted_asked, now=now)
    if emergency:
        _write_down_opening(reveal, by, now=now)
        told = notices.tell_of_emergency(reveal, now=now)
    else:
        told = notices.ask_for_a_second_person(reveal, now=now)
    if not told:
        log.error("reveal %s, and nobody to tell", reveal.pk)
    return reveal


@transaction.atomic
def answer(reveal: Reveal, *, by: User, agreed: bool, now: datetime) -> Reveal:
    """The second person's yes or no; of two who answer at once, one is heard.

    After an emergency it is a supervisor's word on it. A no closes the name, and administrators
    are told.

    Raises:
        NotTheSecond: ``by`` asked for it, it is about ``by``, or ``by`` has not the role.
        TooLate: it was answered, its time is over, or its case went back to the list.
    """
    # The case too: it is not handed back between our look at it and the answer.
    Flag.objects.select_for_update(of=("self",)).get(pk=reveal.flag_id)
    reveal = _locked(reveal)
    if not policies.may_answer(by, reveal):
        raise NotTheSecond("Somebody else has to answer this.")
    if reveal.answered_at is not None:
        raise TooLate("Somebody answered this a moment ago. Nothing was changed.")
    if not reveal.is_emergency:
        _still_waits(reveal, now=now)
    reveal.answered_at, reveal.answered_by, reveal.agreed = now, by, agreed
    reveal.remind_at = None
    reveal.save(update_fields=["answered_at", "answered_by", "agreed", "remind_at"])
    verb = Verb.REVEAL_AGREED if agreed else Verb.REVEAL_REFUSED
    _record(verb, reveal, by, emergency=reveal.is_emergency)
    notices.tell_who_asked(reveal, now=now)
    if reveal.is_emergency and not agreed and not notices.tell_administrators(reveal, now=now):
        log.error("reveal %s was not right, and nobody to tell", reveal.pk)
    return reveal


@transaction.atomic
def open_name(reveal: Reveal, *, by: User, now: datetime) -> Reveal:
    """Open the name after a second person agreed; opening it again changes nothing.

    Raises:
        NotOnIt: ``by`` is not on the case any more, or did not ask.
        TooLate: nobody agreed, or the time is over.
    """
    reveal = _own(reveal, by)
    standing = reveal.standing(now=now)
    if standing == Standing.SHOWN:
        return reveal
    if standing != Standing.AGREED:
        raise TooLate("This cannot be opened any more. You can ask again.")
    reveal.opened_at = now
    reveal.save(update_fields=["opened_at"])
    _write_down_opening(reveal, by, now=now)
    return reveal


@transaction.atomic
def look(reveal: Reveal, *, by: User, now: datetime) -> Sequence[Fact]:
    """What is held of the person, while it is open; each look is written down.

    Raises:
        NotOnIt: ``by`` is not on the case any more, or did not ask.
        TooLate: the name is not open, or not any more.
    """
    reveal = _own(reveal, by)
    if reveal.standing(now=now) != Standing.SHOWN:
        raise TooLate("The name is closed again. You can ask again.")
    _record(Verb.REVEAL_SEEN, reveal, by)
    return target_for(reveal.kind).facts(reveal.ref, reveal.person_id)


def remind(*, now: datetime) -> int:
    """Remind supervisors of what one person opened alone; returns of how many.

    Several of these at once share the work; each reminder goes out once.
    """
    due = Reveal.objects.to_remind_of(now=now).values_list("pk", flat=True)
    return sum(_remind(pk, now=now) for pk in list(due[:BATCH]))


@transaction.atomic
def _remind(pk: int, *, now: datetime) -> bool:
    waiting = Reveal.objects.to_remind_of(now=now).filter(pk=pk)
    reveal = waiting.select_for_update(of=("self",), skip_locked=True).first()
    if reveal is None:  # answered this very moment, or another poller has it
        return False
    told = notices.remind(reveal, now=now)
    if not told:
        log.error("reveal %s waits for a supervisor, and nobody to tell", reveal.pk)
        Reveal.objects.filter(pk=pk).update(remind_at=now + NOBODY)
        return False
    reveal.remind_next(now=now)
    _record(Verb.REVEAL_REMINDED, reveal, None, told=told)
    return True


def _mine(flag: Flag, by: User) -> Flag:
    flag = Flag.objects.select_for_update(of=("self",)).get(pk=flag.pk)
    if not policies.may_ask(by, flag):
        raise NotOnIt(NOT_ON_IT)
    return flag


def _own(reveal: Reveal, by: User) -> Reveal:
    """The locked request, for who asked, while they are on its case."""
    _mine(reveal.flag, by)
    reveal = _locked(reveal)
    if reveal.asked_by_id != by.pk:
        raise NotOnIt(NOT_ON_IT)
    return reveal


def _locked(reveal: Reveal) -> Reveal:
    rows = Reveal.objects.select_for_update(of=("self",))
    return rows.select_related("flag", "asked_by").get(pk=reveal.pk)


def _ask_once(before: Reveal | None, *, emergency: bool, now: datetime) -> None:
    """Danger need not wait for an answer that is on its way; anything else does."""
    standing = before.standing(now=now) if before is not None else None
    if standing == Standing.SHOWN:
        raise AlreadyAsked("The name is open already.")
    if standing in {Standing.WAITING, Standing.AGREED} and not emergency:
        raise AlreadyAsked("You have asked already.")


def _still_waits(reveal: Reveal, *, now: datetime) -> None:
    if reveal.standing(now=now) == Standing.LAPSED:
        raise TooLate("Nobody answered this within a day, so it has ended.")
    if not reveal.flag.is_held_by(reveal.asked_by_id):
        raise TooLate("The case went back to the list, so this has ended.")


def _write_down_opening(reveal: Reveal, by: User, *, now: datetime) -> None:
    """The opening, in the audit and in the list of the person."""
    _record(Verb.REVEAL_OPENED, reveal, by, emergency=reveal.is_emergency)
    why = Why.DANGER if reveal.is_emergency else Why.TWO_AGREED
    target = target_for(reveal.kind)
    disclose(to=by, about=reveal.person_id, what=target.what, why=why, now=now)
    add_note(reveal.flag, by=by, words=target.noted_opened, now=now)


def _record(verb: Verb, reveal: Reveal, by: User | None, **codes: str | int) -> None:
    record(verb, by=by, on=reveal, flag=reveal.flag_id, target=reveal.kind, **codes)
