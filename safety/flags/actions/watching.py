"""Every text that a member or specialist writes passes here, in the transaction that stores it."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.events import publish
from safety.board.actions import switched_off
from safety.detection import scoring as detection
from safety.detection.assess import Assessment
from safety.flags import excerpts, ladder, notices
from safety.flags.actions.promising import promise
from safety.flags.events import FlagChanged, FlagRaised
from safety.flags.models import EXCERPT, Flag, SecondLook
from safety.flags.states import Act
from safety.subjects import SubjectRef

log = logging.getLogger(__name__)

MEANS = "means"  # the kind of a text that tells of means and methods
UNSCREENED = "unscreened"  # the kind of a flag whose text could not be read by the rules


@dataclass(frozen=True)
class Watch:
    """What came of watching one text."""

    level: int
    flag_id: int | None = None
    assessment: Assessment | None = None  # None: the rules could not read the text
    hold: bool = False  # others see the text only after a person has read it and let it out

    @property
    def show_help(self) -> bool:
        """Whether the author sees at once where help is."""
        return ladder.shows_help(self.level)


@dataclass(frozen=True)
class Holding:
    """When others see a text only after a person has read it and let it out.

    ``may``: whether its owner can keep it back at all. ``level``: from which level on. ``kind``:
    a reason of the owner's to bring it before a person whatever the rules say, such as
    "first_post"; it waits for that person where it can be kept back. ``least``: how urgent it is at
    the least, whatever the rules say. ``within``: its author was told how soon a person reads it;
    the queue is held to that where the ladder gives longer.
    """

    may: bool = True
    level: int = ladder.HOLD_FROM
    kind: str = ""
    least: int = ladder.LOWEST
    within: timedelta | None = None

    def holds(self, level: int, kinds: Sequence[str]) -> bool:
        """Whether a text of ``level`` with these kinds waits."""
        if not self.may:
            return False
        return bool(self.kind) or level >= self.level or (level > 0 and MEANS in kinds)


@dataclass(frozen=True)
class Reading:
    """What the rules found in a text; nothing is written down yet."""

    assessment: Assessment | None  # None: the rules could not read it, so a person does

    @property
    def level(self) -> int:
        """How urgent it is."""
        return 1 if self.assessment is None else self.assessment.level

    @property
    def kinds(self) -> Sequence[str]:
        """Of which kinds of danger it speaks."""
        return self.assessment.kinds if self.assessment else ()

    @property
    def show_help(self) -> bool:
        """Whether its author sees at once where help is."""
        return ladder.shows_help(self.level)


@dataclass(frozen=True)
class Watched:
    """A text, and all that must be known of it.

    Attributes:
        text: what the person wrote, whole.
        author: who wrote it.
        subject: what it is, so that staff can see what was said around it.
        place: where it was written, in words for staff.
        holding: when others wait for it.
        reading: what ``read`` found in it, when somebody asked before.
        strand: names the writer as others see them there; see ``Flag.strand``.
    """

    text: str
    author: User
    subject: SubjectRef
    place: str
    holding: Holding = Holding()
    reading: Reading | None = None
    strand: str = ""


def read(text: str, *, kind: str) -> Reading:
    """Read a text of one subject kind, and write nothing down.

    For who must know before storing whether a text may be refused. What is stored then goes
    through ``watch`` as every text does.
    """
    try:
        return Reading(detection.screen(text, off=switched_off()).assessment)
    except Exception as error:  # noqa: BLE001 - whatever fails there, a person reads the text
        log.error("%s not screened: %s", kind, type(error).__name__)  # noqa: TRY400
        return Reading(None)


def watch(
    text: str,
    *,
    author: User,
    subject: SubjectRef,
    place: str,
    now: datetime,
    holding: Holding = Holding(),
    reading: Reading | None = None,
) -> Watch:
    """Read a text for signs of danger and flag it, in the transaction that stores it.

    Watching the same text of the same subject again changes nothing. A text that the rules
    cannot read goes to a person; its author never gets an error.

    Args:
        text, author, subject, place, holding, reading: see ``Watched``.
        now: an aware instant.

    Raises:
        transaction.TransactionManagementError: outside a transaction, where the text could be
            stored without its flag.
    """
    return watch_many([Watched(text, author, subject, place, holding, reading)], now=now)[0]


def watch_many(texts: Sequence[Watched], *, now: datetime) -> list[Watch]:
    """``watch`` for each of several texts, in order; those without a sign cost one query together.

    That one lets the screening worker look at them a second time, by meaning.

    Raises:
        transaction.TransactionManagementError: outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("watching belongs where the text is stored")
    made = [_watch(text, now=now) for text in texts]
    SecondLook.objects.bulk_create(
        SecondLook(
            subject_kind=one.subject.kind,
            subject_id=one.subject.id,
            author=one.author,
            place=one.place[:200],
            strand=one.strand,
            text=one.text,
            stored_at=now,
        )
        for one in texts
        if one.text.strip()
    )
    return made


def are_held(texts: Iterable[tuple[SubjectRef, str]]) -> bool:
    """Whether one of these texts waits for a person to read it, as it stands now."""
    known = Q(pk=None)
    for subject, text in texts:
        known |= Q(subject_kind=subject.kind, subject_id=subject.id, text_mark=text_mark(text))
    return Flag.objects.filter(known, held=True).exists()


def _watch(watched: Watched, *, now: datetime) -> Watch:
    found = watched.reading or read(watched.text, kind=watched.subject.kind)
    held = watched.holding.holds(found.level, found.kinds)
    level = max(found.level, watched.holding.least)
    if level < ladder.HELP_FROM and not held and not watched.holding.kind:
        return Watch(level, None, found.assessment)
    flag = raise_flag(watched, found.assessment, level=level, held=held, now=now)
    return Watch(level, flag.pk, found.assessment, hold=held and flag.held)


def raise_flag(
    watched: Watched,
    found: Assessment | None,
    *,
    level: int,
    held: bool,
    by: User | None = None,
    now: datetime,
) -> Flag:
    """The flag of a text, with what was found in it; the one that is there if it is known.

    ``by`` None: the rules raise it.
    """
    text, subject = watched.text, watched.subject
    flag, new = Flag.objects.get_or_create(
        subject_kind=subject.kind,
        subject_id=subject.id,
        text_mark=text_mark(text),
        defaults={
            "author": watched.author,
            "place": watched.place[:200],
            "strand": watched.strand,
            "level": level,
            "kinds": _kinds(watched, found),
            **kept_of(text, found),
            "held": held,
            "raised_at": now,
            "due_at": now + _within(watched.holding, level),
        },
    )
    if new:
        flag.write(Act.RAISED, by=by, now=now, detail=str(level))
        record(Verb.FLAG_RAISED, by=by, on=flag, level=level)
        promise(flag, now=now)
        notices.tell_urgent(flag, now=now)
        publish(FlagRaised(flag_id=flag.pk))
    elif held and flag.keep_back(watched.holding.kind):
        publish(FlagChanged(flag_id=flag.pk))
    return flag


def _within(holding: Holding, level: int) -> timedelta:
    by_ladder = ladder.rung(level).ack_within
    return by_ladder if holding.within is None else min(by_ladder, holding.within)


def kept_of(text: str, found: Assessment | None) -> dict[str, Any]:
    """What a flag keeps of a text and of what was found in it, by the names of its fields."""
    first = next((reason.start for reason in found.reasons if reason.level), 0) if found else 0
    excerpt, begin = excerpts.cut(text, first, EXCERPT)
    return {
        "excerpt": excerpt,
        "reasons": _reasons(found, begin, len(excerpt)),
        "rules_version": found.version if found else "",
        "rules_off": list(found.off) if found else [],
    }


def text_mark(text: str) -> str:
    """The keyed digest by which the same text of one subject is known again."""
    return salted_hmac("safety.flags", text, algorithm="sha256").hexdigest()


def _kinds(watched: Watched, found: Assessment | None) -> list[str]:
    kinds = list(found.kinds) if found else [UNSCREENED]
    return [*kinds, watched.holding.kind] if watched.holding.kind else kinds


def _reasons(found: Assessment | None, begin: int, length: int) -> list[dict[str, object]]:
    """Rule ids and places, as the table keeps them: no words."""
    kept: list[dict[str, object]] = []
    for reason in found.reasons if found else ():
        start, end = excerpts.shifted(reason.start, reason.end, begin=begin, length=length)
        kept.append(
            {
                "rule": reason.rule_id,
                "kind": reason.kind,
                "level": reason.level,
                "scope": reason.scope,
                "start": start,
                "end": end,
            }
        )
    return kept
