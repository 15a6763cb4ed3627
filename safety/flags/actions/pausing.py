"""Pausing the account of whoever wrote a flagged text, and ending the pause.

A case knows only the pauses that came from it: one that came from another case would tell that
both texts are by the same person.
"""

from datetime import datetime

from django.db import transaction

from peerhub.accounts import pausing
from peerhub.accounts.models import Pause, User
from peerhub.events import publish
from safety.deeds.states import DeedKind
from safety.flags.actions import deeds
from safety.flags.actions.holding import NotThisWay, locked, mine, stay
from safety.flags.actions.watching import Holding, watch
from safety.flags.events import FlagChanged
from safety.flags.models import REFERENCE, Flag
from safety.flags.pauses import Rest as Rest
from safety.flags.policies import may_pause
from safety.flags.states import PAUSE, Act
from safety.subjects import SubjectRef

PLACE = "A paused account"


@transaction.atomic
def pause_author(flag: Flag, rest: Rest, *, by: User, now: datetime) -> Pause:
    """Pause the account of the author of a case, whoever it is.

    Raises:
        NotYours: ``by`` has not taken the case, or lost it meanwhile.
        NotThisWay: the text was meant for us alone.
        NotThisPerson: they work here.
        AlreadyPaused: this case has paused them already.
    """
    flag = must_pause(flag, by=by)
    pause = pausing.pause_account(
        flag.author,
        until=now + rest.lasts.time,
        reason=rest.reason,
        reference=flag.reference,
        by=by,
        now=now,
    )
    deeds.tell(
        flag,
        DeedKind.PAUSED,
        by=by,
        now=now,
        rule=rest.rule,
        told=rest.reason,
        until=pause.until,
    )
    flag.write(Act.PAUSED, by=by, now=now, detail=rest.lasts.key, words=rest.reason)
    stay(flag, by, now=now)
    watch(
        rest.reason,
        author=by,
        subject=SubjectRef(kind=PAUSE, id=str(pause.pk)),
        place=PLACE,
        now=now,
        holding=Holding(may=False),
    )
    publish(FlagChanged(flag_id=flag.pk))
    return pause


@transaction.atomic
def must_pause(flag: Flag, *, by: User) -> Flag:
    """The case, locked, if ``by`` may go on to pause its author; nothing is said of the author.

    Raises:
        NotYours: ``by`` has not taken the case, or lost it meanwhile.
        NotThisWay: the text was meant for us alone.
    """
    flag = mine(flag, by)
    if not may_pause(flag):
        raise NotThisWay("This was written to us alone. It is no reason for a pause.")
    return flag


@transaction.atomic
def end_pause(flag: Flag, *, by: User, now: datetime) -> None:
    """End the pause that a case shows; anybody who works the queue may, also when it is closed.

    Raises:
        NotThisWay: there is none, or it has ended.
    """
    flag = locked(flag)
    pause = pause_of(flag)
    if pause is None or not pausing.lift_pause(pause, by=by, now=now):
        raise NotThisWay("Nothing is paused here any more.")
    stay(flag, by, now=now)
    numbers = {flag.pk, case_behind(pause) or flag.pk}
    for case in Flag.objects.filter(pk__in=numbers).order_by("pk"):
        deeds.untell(case, DeedKind.PAUSED, now=now)
        case.write(Act.UNPAUSED, by=by, now=now)
        publish(FlagChanged(flag_id=case.pk))


def pause_of(flag: Flag) -> Pause | None:
    """The pause that came from this case last, or the one that it is about."""
    if flag.subject_kind != PAUSE:
        return pausing.last_of(flag.reference)
    return Pause.objects.filter(pk=flag.subject_id).select_related("set_by", "lifted_by").first()


def case_behind(pause: Pause) -> int | None:
    """The number of the case that a pause came from."""
    number = pause.reference.removeprefix(REFERENCE)
    return int(number) if number.isdecimal() else None
