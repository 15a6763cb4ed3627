"""A text that our team reads elsewhere too, in a review of its own: what that means for its cases.

Whoever tells what they lived through often sounds like danger to the rules, at the lowest level.
A person who read those very words in a review and let them stand has done what such a case asks
for, so it closes with the review. Everything else stays where people see it.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.events import publish
from safety import subjects
from safety.detection.exemplars import BUILD_UP
from safety.flags import ladder
from safety.flags.actions.holding import NotThisWay
from safety.flags.actions.promising import all_met
from safety.flags.actions.raising import to_level
from safety.flags.actions.reopening import open_again
from safety.flags.actions.watching import Holding, Watched, raise_flag, read, text_mark
from safety.flags.events import FlagChanged
from safety.flags.models import Flag, FlagNote, FlagQuerySet, SecondLook
from safety.flags.states import Act, FlagState, Outcome
from safety.subjects import SubjectRef

log = logging.getLogger(__name__)

CLOSES_AT = 1  # a case of this level closes with a review, and of no other
READ = "The review of these very words ended well, and nobody was on this case."
ASKED = "Whoever reviews these words says that somebody should come."
IN_REVIEW = "in_review"  # the kind of a case that a reviewer raised

Words = tuple[SubjectRef, str]  # a text and what it says


@dataclass(frozen=True)
class Beside:
    """A case that waits about words in a review; ``closes``: the review would close it."""

    flag: Flag
    closes: bool


def was_read(watched: Watched) -> bool:
    """Whether somebody read these very words in a review and let them stand.

    An owner that cannot say has not read them.
    """
    owner = subjects.adapter_for(watched.subject.kind)
    try:
        with transaction.atomic():
            return owner.was_read(watched.subject.id, watched.text)
    except Exception as error:  # noqa: BLE001 - a broken adapter must not lose a case
        log.error("asked about %s: %s", watched.subject.kind, type(error).__name__)  # noqa: TRY400
        return False


def beside(texts: Sequence[Words]) -> list[Beside]:
    """The cases that wait about these very words, the most urgent first."""
    flags = list(_about(texts).waiting().in_order())
    close = {flag.pk for flag in _untouched(flags)}
    return [Beside(flag, flag.pk in close) for flag in flags]


@transaction.atomic
def close_read(texts: Sequence[Words], *, by: User, now: datetime) -> list[Flag]:
    """Close the cases that asked for no more than a look, since ``by`` has just had it.

    Only cases about exactly these words, of level 1, on which nobody is or ever was. A second
    look that is on its way waits until this has been decided, and then knows of it.

    Args:
        texts: what was read and stands.
        by: whoever read it.
        now: the moment.

    Returns:
        The cases that are closed now.
    """
    looks = SecondLook.objects.filter(_any_subject(texts)).order_by("pk")
    list(looks.select_for_update(of=("self",)).values_list("pk", flat=True))
    # A row that somebody holds at this moment is a case that somebody works on.
    waiting = _about(texts).filter(_is_plain()).order_by("pk")
    flags = _untouched(waiting.select_for_update(of=("self",), skip_locked=True))
    for flag in flags:
        # Counted as a claim: what is promised if it opens again is new, and pages from before are old.
        flag.move_to(
            FlagState.RESOLVED,
            outcome=Outcome.READ_IN_REVIEW,
            resolved_at=now,
            resolved_by=by,
            claims=flag.claims + 1,
        )
        all_met(flag, now=now)
        flag.write(Act.RESOLVED, by=by, now=now, detail=Outcome.READ_IN_REVIEW, words=READ)
        record(Verb.FLAG_RESOLVED, by=by, on=flag, outcome=Outcome.READ_IN_REVIEW.value, held=False)
        publish(FlagChanged(flag_id=flag.pk))
    return flags


@transaction.atomic
def ask_for_somebody(
    watched: Watched, *, level: int, note: str = "", by: User, now: datetime
) -> Flag:
    """Whoever reads words in a review says that their writer needs somebody: the case has a level.

    The case that is there is raised, and opened again where it was closed; else there is a new one.

    Args:
        watched: the words, and what must be known of them.
        level: how urgent it is; above the level at which a review closes cases.
        note: why, for whoever takes it.
        by: the reviewer.
        now: the moment.

    Raises:
        NotThisWay: the level is too low, or these are the reviewer's own words.
    """
    if not CLOSES_AT < level <= ladder.HIGHEST:
        raise NotThisWay("Choose a level from 2 on, so that somebody comes.")
    if watched.author.pk == by.pk:
        raise NotThisWay("These are your own words. “Help right now” is there for you.")
    flag = _about([(watched.subject, watched.text)]).select_for_update(of=("self",)).first()
    if flag is None:
        found = read(watched.text, kind=watched.subject.kind).assessment
        asked = Watched(
            watched.text,
            watched.author,
            watched.subject,
            watched.place,
            Holding(may=False, kind=IN_REVIEW),
            strand=watched.strand,
        )
        flag = raise_flag(asked, found, level=level, held=False, by=by, now=now)
    elif flag.state == FlagState.RESOLVED:
        open_again(flag, words=note or ASKED, by=by, now=now)
    if IN_REVIEW not in flag.kinds:
        flag.kinds = [*flag.kinds, IN_REVIEW]
        flag.save(update_fields=["kinds"])
    if level > flag.level:
        to_level(flag, level, by=by, now=now, words=note)
    elif note:
        record(Verb.FLAG_NOTED, by=by, on=flag, note=_noted(flag, note, by=by, now=now).pk)
    publish(FlagChanged(flag_id=flag.pk))
    return flag


def _noted(flag: Flag, note: str, *, by: User, now: datetime) -> FlagNote:
    return flag.write(Act.NOTED, by=by, now=now, words=note)


def _about(texts: Sequence[Words]) -> FlagQuerySet:
    """The cases of exactly these words."""
    known = Q(pk=None)
    for subject, text in texts:
        known |= Q(subject_kind=subject.kind, subject_id=subject.id, text_mark=text_mark(text))
    return Flag.objects.filter(known)


def _any_subject(texts: Sequence[Words]) -> Q:
    known = Q(pk=None)
    for subject, _ in texts:
        known |= Q(subject_kind=subject.kind, subject_id=subject.id)
    return known


def _is_plain() -> Q:
    """Open, never taken, of the lowest level, and seen by everybody as soon as they stand.

    What grew heavy over several messages is about the person, not about these words alone.
    """
    waits = Q(state=FlagState.OPEN, level=CLOSES_AT, claims=0, held=False, answered_at=None)
    return waits & ~Q(reasons__contains=[{"rule": BUILD_UP}])


def _untouched(flags: QuerySet[Flag] | Sequence[Flag]) -> list[Flag]:
    """Those of them that a review closes: plain, reported by nobody, without a word of ours."""
    plain = [flag.pk for flag in flags]
    spoken = FlagNote.objects.filter(flag__in=plain).exclude(act=Act.RAISED)
    known = Flag.objects.filter(_is_plain(), pk__in=plain, reports=None)
    kept = known.exclude(pk__in=spoken.values("flag")).values_list("pk", flat=True)
    closes = frozenset(kept)
    return [flag for flag in flags if flag.pk in closes]
