"""Whoever wrote the text of a case is told what our team did with it, and why."""

from datetime import datetime

from peerhub.accounts.models import User
from safety import subjects
from safety.deeds import actions as deeds
from safety.deeds.actions import Done
from safety.deeds.states import OF_WORDS, DeedKind
from safety.flags.actions.reading import SAID_TO_ONE
from safety.flags.models import Flag
from safety.subjects import Snapshot, SubjectRef

# Words that waited because of danger: who wrote them did nothing wrong.
FIRST = "first"
OF_A_PERSON = frozenset({DeedKind.MUTED, DeedKind.PAUSED})
OF_WAITING = frozenset({DeedKind.KEPT, DeedKind.CHANGED})


def tell(
    flag: Flag,
    kind: DeedKind,
    *,
    by: User,
    now: datetime,
    rule: str = "",
    told: str = "",
    until: datetime | None = None,
    measure: str = "",
) -> None:
    """Keep what was done with the text of a case; its author finds it on their own page."""
    seen = subjects.adapter_for(flag.subject_kind).snapshot(flag.subject_id)
    place = seen.place if seen is not None else ""
    if kind == DeedKind.CHANGED:
        seen = None  # the words that stand there now are others: these are as the case knows them
    done = Done(
        kind=kind,
        subject=subject_of(flag),
        quote=_quote(flag, kind, seen),
        place=place,
        rule=rule or (FIRST if kind in OF_WAITING else ""),
        told=told,
        until=until,
        measure=measure,
        case=flag.pk,
    )
    deeds.tell(flag.author, done, by=by, now=now)


def _quote(flag: Flag, kind: DeedKind, seen: Snapshot | None) -> str:
    """The words; of a silence or a pause none that one person alone could have told us of."""
    if kind in OF_A_PERSON and flag.subject_kind in SAID_TO_ONE:
        return ""
    return seen.words if seen is not None else flag.excerpt


def untell_words(flag: Flag, *, now: datetime) -> None:
    """Others can see the words again."""
    deeds.take_back(subject_of(flag), OF_WORDS, now=now)


def untell(flag: Flag, kind: DeedKind, *, now: datetime) -> None:
    """A silence or a pause was ended before its time."""
    deeds.take_back(subject_of(flag), {kind}, now=now)


def subject_of(flag: Flag) -> SubjectRef:
    """What the case is about."""
    return SubjectRef(kind=flag.subject_kind, id=flag.subject_id)
