"""When what is owed after a case is late: the next people are told, once, whoever looks."""

import logging
from datetime import datetime

from django.db import transaction

from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from safety.closing import notices, paces
from safety.closing.models import CheckIn, Incident, Owed
from safety.closing.states import Answer
from safety.duty.actions import BATCH, NOBODY, take_each
from safety.flags.models import Flag

log = logging.getLogger(__name__)

FIRST = 1  # step


def owe_check_in(check_in: CheckIn, *, now: datetime) -> None:
    """Whoever it is with was told: they have the time of the level."""
    if check_in.owed.exists():  # the person wanted to talk before its time came
        return
    wait = paces.pace_of(check_in.flag.level, wants_to_talk=False).between
    Owed.objects.create(flag_id=check_in.flag_id, check_in=check_in, step=FIRST, due_at=now + wait)


def hasten(check_in: CheckIn, *, now: datetime) -> None:
    """The person would like to talk: what is due is due sooner, never later."""
    due_at = now + paces.WANTS_TO_TALK.between
    if not check_in.owed.exists():  # they answered before its time came
        Owed.objects.create(flag_id=check_in.flag_id, check_in=check_in, step=FIRST, due_at=due_at)
    check_in.owed.pending().filter(due_at__gt=due_at).update(due_at=due_at)


def owe_review(incident: Incident) -> None:
    """A supervisor reads it in time; before the end they are reminded."""
    Owed.objects.create(
        flag_id=incident.flag_id,
        incident=incident,
        step=FIRST,
        due_at=incident.review_until + paces.INCIDENT_FIRST,
    )


def climb(*, now: datetime) -> int:
    """Take the next step of everything that is owed and late; returns how many steps.

    Several of these at once share the work, as those of ``safety.duty`` do.
    """
    due = Owed.objects.due(now=now).order_by("-flag__level", "due_at", "pk")
    return take_each(due.values_list("flag_id", flat=True)[:BATCH], _climb, now=now)


@transaction.atomic
def _climb(flag_id: int, *, now: datetime) -> int:
    # The case first, then what is owed: the order in which people's own acts lock them.
    flag = Flag.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=flag_id).first()
    if flag is None:
        return 0
    due = flag.owed.due(now=now).select_related("check_in__assigned", "incident__review")
    return sum(_step(owed, flag, now=now) for owed in due.order_by("pk"))


def _step(owed: Owed, flag: Flag, *, now: datetime) -> bool:
    """Tell the people of one step, and write the next one."""
    owed.flag = flag
    if owed.is_settled():
        owed.done_at, owed.met = now, True
        owed.save(update_fields=["done_at", "met"])
        return False
    told = notices.tell_that_it_is_late(owed, now=now)
    if not told:
        log.error("case %d: something is owed, and nobody is there to be told", flag.pk)
        owed.due_at = now + NOBODY
        owed.save(update_fields=["due_at"])
        return False
    owed.done_at = now
    owed.save(update_fields=["done_at"])
    thing = owed.check_in or owed.incident
    assert thing is not None  # noqa: S101 - a constraint of the table
    record(Verb.CASE_OWED_CLIMBED, by=None, on=thing, flag=flag.pk, step=owed.step, told=told)
    Owed.objects.create(
        flag=flag,
        check_in=owed.check_in,
        incident=owed.incident,
        step=owed.step + 1,
        due_at=_next(owed, now=now),
    )
    return True


def _next(owed: Owed, *, now: datetime) -> datetime:
    if owed.incident is not None:
        # The first step is a reminder; the second is at the end of the time.
        return (
            max(owed.incident.review_until, now)
            if owed.step == FIRST
            else now + paces.INCIDENT_AGAIN
        )
    assert owed.check_in is not None  # noqa: S101 - a constraint of the table
    talk = owed.check_in.answer == Answer.TALK
    return now + paces.wait_after(owed.step, owed.flag.level, wants_to_talk=talk)
