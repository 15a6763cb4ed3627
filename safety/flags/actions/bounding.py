"""Hiding the text of a case and letting its author be silent there, and undoing both."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.events import publish
from safety import subjects
from safety.deeds.states import DeedKind
from safety.flags.actions import deeds
from safety.flags.actions.holding import NotThisWay, locked, mine, stay
from safety.flags.events import FlagChanged
from safety.flags.models import Flag
from safety.flags.pauses import Rest
from safety.flags.states import Act

HIDDEN = (Act.HIDDEN, Act.SHOWN)  # the last of these in a timeline says how it stands


@transaction.atomic
def hide_text(flag: Flag, *, by: User, now: datetime, rule: str = "", told: str = "") -> None:
    """Let nobody see the text any more; who wrote it can be shown it again, and is told why.

    Raises:
        NotYours: this person has not taken the case.
        NotThisWay: its owner cannot hide it.
    """
    flag = mine(flag, by)
    owner = subjects.adapter_for(flag.subject_kind)
    if not owner.can_hide:
        raise NotThisWay("This cannot be hidden from here.")
    deeds.tell(flag, DeedKind.HIDDEN, by=by, now=now, rule=rule, told=told)
    owner.hide(flag.subject_id, by.pk, now)
    _done(flag, Act.HIDDEN, by=by, now=now)


@transaction.atomic
def show_text(flag: Flag, *, by: User, now: datetime) -> None:
    """Undo ``hide_text``; anybody who works the queue may, also when the case is closed.

    What nobody had seen waits again for whoever reads it first; where nobody does any more, since
    the case is closed, others see it now.

    Raises:
        NotThisWay: nothing is hidden here.
    """
    flag = locked(flag)
    if not is_hidden(flag):
        raise NotThisWay("Nothing is hidden here any more.")
    deeds.untell_words(flag, now=now)
    owner = subjects.adapter_for(flag.subject_kind)
    owner.show(flag.subject_id, by.pk, now)
    same = Flag.objects.waiting().filter(subject_kind=flag.subject_kind, held=True)
    if not same.filter(subject_id=flag.subject_id).exists():
        owner.release(flag.subject_id, now)
        flag.held = False
        flag.save(update_fields=["held"])
    _done(flag, Act.SHOWN, by=by, now=now)


@transaction.atomic
def mute_author(flag: Flag, rest: Rest, *, by: User, now: datetime) -> None:
    """Let the author write nothing where the text stands, for a while. They may go on reading.

    Raises:
        NotYours: this person has not taken the case.
        NotThisWay: its owner knows no such thing.
    """
    flag = mine(flag, by)
    owner = subjects.adapter_for(flag.subject_kind)
    if not owner.can_mute:
        raise NotThisWay("Nobody can be made silent there.")
    until = now + rest.lasts.time
    key = owner.mute(flag.subject_id, rest.reason, until, by.pk, now)
    deeds.tell(
        flag,
        DeedKind.MUTED,
        by=by,
        now=now,
        rule=rest.rule,
        told=rest.reason,
        until=until,
        measure=key,
    )
    _done(flag, Act.MUTED, by=by, now=now, detail=rest.lasts.key, words=rest.reason)


@transaction.atomic
def unmute_author(flag: Flag, *, by: User, now: datetime) -> None:
    """Undo ``mute_author``; anybody who works the queue may, also when the case is closed.

    Raises:
        NotThisWay: they may write there.
    """
    flag = locked(flag)
    if muted_until(flag, now=now) is None:
        raise NotThisWay("They can write there again already.")
    deeds.untell(flag, DeedKind.MUTED, now=now)
    subjects.adapter_for(flag.subject_kind).unmute(flag.subject_id, by.pk, now)
    _done(flag, Act.UNMUTED, by=by, now=now)


def is_hidden(flag: Flag) -> bool:
    """Whether the text was hidden from this case, and not shown again since."""
    last = flag.notes.filter(act__in=HIDDEN).order_by("-pk").values_list("act", flat=True).first()
    return last == Act.HIDDEN


def muted_until(flag: Flag, *, now: datetime) -> datetime | None:
    """Until when the author cannot write there; None where they can, or no case made them silent."""
    if not flag.notes.filter(act=Act.MUTED).exists():
        return None
    return subjects.adapter_for(flag.subject_kind).muted_until(flag.subject_id, now)


def _done(
    flag: Flag, act: Act, *, by: User, now: datetime, detail: str = "", words: str = ""
) -> None:
    flag.write(act, by=by, now=now, detail=detail, words=words)
    stay(flag, by, now=now)
    record(Verb.FLAG_STEP_TAKEN, by=by, on=flag, step=act.value, detail=detail)
    publish(FlagChanged(flag_id=flag.pk))
