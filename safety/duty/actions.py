"""When a promised time has passed: the next people are told, once, whoever looks."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

from django.db import transaction

from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.events import publish
from safety.duty import notices, steps
from safety.flags.actions import met, promise_lapsed_again
from safety.flags.events import FlagChanged
from safety.flags.models import Deadline, Flag
from safety.flags.states import Act, DeadlineKind, FlagState

log = logging.getLogger(__name__)

BATCH = 200  # cases of one round
NOBODY = timedelta(minutes=1)  # then we look again whether there is somebody to tell


def look(*, now: datetime) -> int:
    """Take the next step of every case whose time has passed; returns how many steps.

    Several of these at once share the work: a case is locked by one of them, and the others go on
    to the next. A case that cannot be dealt with does not keep back those behind it.
    """
    for flag in Flag.objects.lapsed(now=now).order_by("-level", "pk")[:BATCH]:
        promise_lapsed_again(flag, now=now)
    due = Deadline.objects.due(now=now).order_by("-flag__level", "due_at", "pk")
    return take_each(due.values_list("flag_id", flat=True)[:BATCH], _climb, now=now)


class Climb(Protocol):
    """Takes the steps of one case that are due; returns how many."""

    def __call__(self, flag_id: int, *, now: datetime) -> int:
        """``now``: an aware instant."""


def take_each(flag_ids: Iterable[int], climb: Climb, *, now: datetime) -> int:
    """``climb`` each case once; one that fails is logged and keeps back no other."""
    taken = 0
    for flag_id in dict.fromkeys(flag_ids):
        try:
            taken += climb(flag_id, now=now)
        except Exception as error:
            if not _is_here():
                raise
            log.error("case %s: no step taken: %s", flag_id, type(error).__name__)  # noqa: TRY400
    return taken


@transaction.atomic
def _climb(flag_id: int, *, now: datetime) -> int:
    # The case first, then its deadlines: the order in which people's own acts lock them.
    flag = Flag.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=flag_id).first()
    if flag is None:  # somebody works on it this very moment, or another poller has it
        return 0
    due = list(flag.deadlines.due(now=now).order_by("pk"))
    return sum(_step(flag, deadline, now=now) for deadline in due)


def _step(flag: Flag, deadline: Deadline, *, now: datetime) -> bool:
    """Tell the people of one step, and write the next one."""
    kind = DeadlineKind(deadline.kind)
    deadline.flag = flag
    if flag.state == FlagState.RESOLVED or (kind == DeadlineKind.ACK and not flag.is_free(now=now)):
        met(flag, kind, now=now)
        return False
    groups = notices.groups(flag, kind, now=now)
    told = notices.tell(deadline, steps.group_of(deadline.step, groups), now=now) if groups else 0
    notices.call_the_pager(deadline, now=now)
    if not told:
        log.error("case %d, level %d: nobody is there to be told", flag.pk, flag.level)
        deadline.due_at = now + NOBODY
        deadline.save(update_fields=["due_at"])
        return False
    deadline.done_at = now
    deadline.save(update_fields=["done_at"])
    flag.write(Act.ESCALATED, by=None, now=now, detail=f"{kind}:{deadline.step}:{told}")
    record(
        Verb.FLAG_ESCALATED,
        by=None,
        on=flag,
        kind=kind.value,
        run=deadline.run,
        step=deadline.step,
        told=told,
    )
    _write_next(deadline, len(groups), now=now)
    publish(FlagChanged(flag_id=flag.pk))
    return True


def _write_next(deadline: Deadline, groups: int, *, now: datetime) -> None:
    kind = DeadlineKind(deadline.kind)
    wait = steps.wait_after(kind, deadline.flag.level, deadline.step, groups)
    if wait is not None:
        Deadline.objects.create(
            flag=deadline.flag,
            kind=deadline.kind,
            run=deadline.run,
            step=deadline.step + 1,
            due_at=now + wait,
        )


def _is_here() -> bool:
    """Whether the database still answers: without it there is no next case to try."""
    return bool(transaction.get_connection().is_usable())
