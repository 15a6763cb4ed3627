"""What is promised of a case, as rows: by when somebody takes it, by when the person is reached.

Each of these runs in the transaction of the deed, after the flag's row was written or locked.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from safety.flags import ladder
from safety.flags.models import Deadline, Flag
from safety.flags.states import DeadlineKind, FlagState

FIRST = 1  # step
AT_ONCE = timedelta(0)


def promise(flag: Flag, *, now: datetime) -> None:
    """The deadlines of a new flag; somebody takes it when it says itself."""
    times = {kind: now + within for kind, within in _times(flag.level).items()}
    times[DeadlineKind.ACK] = flag.due_at
    Deadline.objects.bulk_create(
        Deadline(flag=flag, kind=kind, run=_first_run(flag, kind), step=FIRST, due_at=due_at)
        for kind, due_at in times.items()
    )


def hasten(flag: Flag, *, now: datetime) -> None:
    """The level rose: what is due is due sooner, never later."""
    for kind, within in _times(flag.level).items():
        due_at = now + within
        pending = flag.deadlines.pending().filter(kind=kind)
        pending.filter(due_at__gt=due_at).update(due_at=due_at)
        run = _first_run(flag, kind)
        known = flag.deadlines.filter(Q(done_at=None) | Q(run__gte=run), kind=kind)
        if not known.exists():
            flag.deadlines.create(kind=kind, run=run, step=FIRST, due_at=due_at)


def promise_again(flag: Flag) -> None:
    """Nobody is on it any more: somebody takes it, at the time that was promised before."""
    flag.deadlines.get_or_create(
        kind=DeadlineKind.ACK, run=flag.claims, step=FIRST, defaults={"due_at": flag.due_at}
    )


def promise_anew(flag: Flag, *, now: datetime) -> None:
    """A closed case is open again: somebody takes it, and the person is reached."""
    times = _times(flag.level)
    flag.deadlines.create(
        kind=DeadlineKind.ACK, run=flag.claims, step=FIRST, due_at=now + times[DeadlineKind.ACK]
    )
    if DeadlineKind.CONTACT in times:
        flag.deadlines.create(
            kind=DeadlineKind.CONTACT,
            run=flag.claims,
            step=FIRST,
            due_at=now + times[DeadlineKind.CONTACT],
        )


def met(flag: Flag, kind: DeadlineKind, *, now: datetime) -> None:
    """It was done: nobody else is told. Said twice, it changes nothing.

    ``flag``: its row is locked, or written in this transaction.

    Raises:
        transaction.TransactionManagementError: outside the transaction of what was done.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("met() belongs to the deed's transaction")
    flag.deadlines.pending().filter(kind=kind).update(done_at=now, met=True)


def all_met(flag: Flag, *, now: datetime) -> None:
    """The case is closed."""
    for kind in DeadlineKind:
        met(flag, kind, now=now)


@transaction.atomic
def promise_lapsed_again(flag: Flag, *, now: datetime) -> bool:
    """``promise_again`` once a claim has lapsed; False where somebody works on the case right now.

    Said twice about the same claim, it changes nothing.
    """
    rows = Flag.objects.filter(pk=flag.pk, state=FlagState.CLAIMED, claim_until__lt=now)
    lapsed = rows.select_for_update(of=("self",), skip_locked=True).first()
    if lapsed is not None:
        promise_again(lapsed)
    return lapsed is not None


def _times(level: int) -> dict[DeadlineKind, timedelta]:
    rung = ladder.rung(level)
    times = {DeadlineKind.ACK: rung.ack_within}
    if rung.contact_within is not None:
        times[DeadlineKind.CONTACT] = rung.contact_within
    if ladder.calls(level):
        times[DeadlineKind.CALL] = AT_ONCE
    return times


def _first_run(flag: Flag, kind: DeadlineKind) -> int:
    """A call is made again when the level rises: each level has a run of its own."""
    return flag.level if kind == DeadlineKind.CALL else 0
