"""Every text that a member or specialist writes passes here, in the transaction that stores it."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.events import publish
from safety.detection import assess as detection
from safety.detection.assess import Assessment
from safety.flags import excerpts, ladder, notices
from safety.flags.events import FlagRaised
from safety.flags.models import EXCERPT, Flag
from safety.flags.states import Act
from safety.subjects import SubjectRef

log = logging.getLogger(__name__)

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


def watch(
    text: str,
    *,
    author: User,
    subject: SubjectRef,
    place: str,
    now: datetime,
    may_hold: bool = True,
) -> Watch:
    """Read a text for signs of danger and flag it, in the transaction that stores it.

    Watching the same text of the same subject again changes nothing. A text that the rules
    cannot read goes to a person; its author never gets an error.

    Args:
        text: what the person wrote, whole.
        author: who wrote it.
        subject: what it is, so that staff can see what was said around it.
        place: where it was written, in words for staff.
        now: an aware instant.
        may_hold: whether its owner keeps it from others until somebody lets it out.

    Raises:
        transaction.TransactionManagementError: outside a transaction, where the text could be
            stored without its flag.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("watch() belongs where the text is stored")
    assessment = _assessment(text, subject)
    level = 1 if assessment is None else assessment.level
    if level < ladder.HELP_FROM:
        return Watch(level, None, assessment)
    held = may_hold and ladder.holds(level)
    flag = _raise(text, assessment, author=author, subject=subject, place=place, held=held, now=now)
    hold = held and (flag.held or not flag.was_let_out())
    return Watch(level, flag.pk, assessment, hold=hold)


def _assessment(text: str, subject: SubjectRef) -> Assessment | None:
    try:
        return detection.assess(text)
    except Exception as error:  # noqa: BLE001 - whatever fails there, a person reads the text
        log.error("%s not screened: %s", subject.kind, type(error).__name__)  # noqa: TRY400
        return None


def _raise(
    text: str,
    found: Assessment | None,
    *,
    author: User,
    subject: SubjectRef,
    place: str,
    held: bool,
    now: datetime,
) -> Flag:
    level = 1 if found is None else found.level
    spans = [(r.start, r.end) for r in found.reasons if r.level] if found else []
    excerpt, begin = excerpts.cut(text, spans[0][0] if spans else 0, EXCERPT)
    flag, new = Flag.objects.get_or_create(
        subject_kind=subject.kind,
        subject_id=subject.id,
        text_mark=salted_hmac("safety.flags", text, algorithm="sha256").hexdigest(),
        defaults={
            "author": author,
            "place": place[:200],
            "excerpt": excerpt,
            "level": level,
            "kinds": list(found.kinds) if found else [UNSCREENED],
            "reasons": _reasons(found, begin, len(excerpt)),
            "rules_version": found.version if found else "",
            "held": held,
            "raised_at": now,
            "due_at": now + ladder.rung(level).ack_within,
        },
    )
    if new:
        flag.write(Act.RAISED, by=None, now=now, detail=str(level))
        record(Verb.FLAG_RAISED, by=None, on=flag, level=level)
        if ladder.holds(level):
            notices.tell_moderators(flag, notices.URGENT, now=now)
        publish(FlagRaised(flag_id=flag.pk))
    return flag


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
