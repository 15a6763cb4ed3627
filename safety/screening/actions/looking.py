"""The screening worker's work: a few waiting texts at a time, each read by meaning.

A text is leased, read outside any transaction, and settled in one: what was found becomes a flag,
and the row goes. Whoever is killed in between leaves a lease that lapses. What cannot be read by
meaning keeps what the first look found; its decision says that it is degraded.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from safety.board.actions import switched_off
from safety.detection.scoring import Screened, screen
from safety.detection.second import Meant, NoSecondLook, Twice, look_twice, weight_of
from safety.flags.actions import Watched, level_of, lift, was_read
from safety.flags.models import LEASE, TRIES, Flag, SecondLook
from safety.screening.actions import building, health
from safety.screening.actions.offering import offer_help
from safety.screening.models import Decision
from safety.subjects import SubjectRef

log = logging.getLogger(__name__)

TOGETHER = 16  # texts at once: a third of a second of one core

Looks = Callable[[Sequence[str]], list[Twice]]


def both_looks(texts: Sequence[str]) -> list[Twice]:
    """Both looks by the rules that are switched on.

    Raises:
        NoSecondLook: as ``look_twice``.
    """
    return look_twice(texts, off=switched_off())


@dataclass(frozen=True)
class Seen:
    """One text and what came of looking at it; ``twice`` None: it could not be looked at."""

    row: SecondLook
    twice: Twice | None


def look_at_waiting(
    *, clock: Callable[[], datetime], looks: Looks = both_looks, most: int = TOGETHER
) -> int:
    """Look at those that wait, oldest first; returns how many were taken.

    Args:
        clock: gives the present; a look takes time.
        looks: how they are read.
        most: how many at once.
    """
    if not SecondLook.objects.free(now=clock()).exists():  # four times a second, nearly always
        return 0
    rows = _leased(now=clock(), most=most)
    worn = [Seen(row, None) for row in rows if row.tries > TRIES]  # it hung or killed its reader
    seen = worn + _looked([row for row in rows if row.tries <= TRIES], looks)
    for each in seen:
        _settle(each, now=clock())
    if seen:
        health.seen(degraded=any(each.twice is None for each in seen), now=clock())
    return len(rows)


@transaction.atomic
def _leased(*, now: datetime, most: int) -> list[SecondLook]:
    free = SecondLook.objects.free(now=now).select_for_update(skip_locked=True, of=("self",))
    rows = list(free.select_related("author").order_by("stored_at", "pk")[:most])
    for row in rows:
        row.leased_until, row.tries = now + LEASE, row.tries + 1
    SecondLook.objects.bulk_update(rows, ["leased_until", "tries"])
    return rows


def _looked(rows: Sequence[SecondLook], looks: Looks) -> list[Seen]:
    """All together; where that fails one by one, so that one bad text spoils no other."""
    if not rows:
        return []
    try:
        return [Seen(*each) for each in zip(rows, looks([row.text for row in rows]), strict=True)]
    except NoSecondLook as error:
        log.warning("no second look: %s", error)
    seen = []
    for row in rows:
        try:
            seen.append(Seen(row, looks([row.text])[0]))
        except NoSecondLook:
            seen.append(Seen(row, None))
    return seen


@transaction.atomic
def _settle(seen: Seen, *, now: datetime) -> None:
    """Act on what was seen and take the row out; nothing where another worker did that already."""
    row = seen.row
    if not SecondLook.objects.filter(pk=row.pk).delete()[0]:
        return
    subject = SubjectRef(row.subject_kind, row.subject_id)
    watched = Watched(row.text, row.author, subject, row.place, strand=row.strand)
    screened = seen.twice.screened if seen.twice else screen(row.text, off=switched_off())
    before = level_of(watched)
    flag = lift(watched, screened.assessment, now=now)
    # Words that a person read and let stand weigh nothing: what adds up is what nobody looks at.
    if flag is None and seen.twice and not was_read(watched):
        weight = weight_of(seen.twice)
        flag = building.remember(watched, weight, screened.assessment, now=now)
    if flag is not None:
        offer_help(flag, before=before, now=now)
        _write_down(flag, screened, seen.twice.meant if seen.twice else None, now=now)


def _write_down(flag: Flag, screened: Screened, meant: Meant | None, *, now: datetime) -> None:
    near = meant.nearest if meant else ()
    Decision.objects.create(
        flag=flag,
        at=now,
        level=screened.assessment.level,
        score=screened.score,
        odds=meant.odds if meant else None,
        likeness=meant.likeness if meant else None,
        nearest=[{"group": one.group.id, "similarity": one.similarity} for one in near],
        rules=list(dict.fromkeys(one.rule_id for one in screened.assessment.reasons)),
        rules_off=list(screened.assessment.off),
        version=screened.assessment.version,
        degraded=meant is None,
    )
