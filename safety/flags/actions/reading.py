"""Reading what a person wrote: each look is written down in the same transaction."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from safety import subjects
from safety.detection.exemplars import rationales
from safety.detection.rulebook import KINDS, rulebook
from safety.detection.scoring import RATIONALE, WORDS
from safety.flags import case, excerpts
from safety.flags.case import Case
from safety.flags.models import CLAIM, Flag
from safety.flags.states import ASKING, FlagState
from safety.subjects import Subject

T = TypeVar("T")

log = logging.getLogger(__name__)

# What an author reads about a look at their words, by the kind of what was flagged.
WHAT = {
    ASKING: What.ASKING,
    "matching.request": What.REQUEST,
    "matching.story": What.STORY,
    "rooms.guide_line": What.LINE,
    "rooms.letter": What.LINE,
    "rooms.message": What.ROOM_MESSAGE,
    "rooms.post": What.WALL,
    "rooms.reply": What.WALL,
    "rooms.unsent_guide_line": What.LINE,
    "rooms.unsent_letter": What.LINE,
    "safety.plan": What.PLAN,
    "safety.referral": What.REFERRAL,
    "safety.report": What.REPORT,
    "safety.talk": What.TALK,
    "sessions.booking": What.BOOKING,
    "sessions.journal": What.JOURNAL,
    "sessions.line": What.LINE,
    "sessions.measure": What.MEASURE,
    "sessions.unwritten": What.LINE,
    "sessions.pacing_card": What.BOOKING,
    "sessions.plan_item": What.MY_PLAN,
    "sessions.risk": What.SESSION_NOTE,
}
# Where only one other person could have told us of a text, its author reads nothing of that.
SAID_TO_ONE = frozenset({"rooms.guide_line", "rooms.letter", "sessions.line"})
# Why, by the kind of a flag in which no rule spoke.
WHY = {
    "again": Why.LOOK,
    "answered": Why.ANSWERED,
    "contact": Why.CONTACT,
    "drawing": Why.UNSCREENED,
    "first_post": Why.FIRST_POST,
    "in_review": Why.LOOK,
    "measure": Why.MEASURE,
    "pause_wrong": Why.LOOK,
    "reported": Why.REPORT,
    "session_risk": Why.SAW_RISK,
    "unscreened": Why.UNSCREENED,
}


@transaction.atomic
def open_case(flag: Flag, *, by: User, now: datetime) -> Case:
    """Everything about a case; whoever is on it keeps it for another while."""
    context = _asked(flag, lambda owner: owner.context(flag.subject_id))
    formers = _asked(flag, lambda owner: owner.formers(flag.subject_id))
    _write_down(flag, by, context=True, formers=len(formers), now=now)
    for other_id in _asked(flag, lambda owner: owner.others(flag.subject_id)):
        what = WHAT.get(flag.subject_kind, What.WORDS)
        disclose(to=by, about=other_id, what=what, why=Why.BESIDE, now=now)
    spoke = flag.reports.exclude(words="").order_by("reporter").distinct("reporter")
    for reporter_id in spoke.values_list("reporter_id", flat=True):
        disclose(to=by, about=reporter_id, what=What.REPORT, why=Why.LOOK, now=now)
    _keep(flag, by, now=now)
    spans = [case.span(reason) for reason in flag.reasons if reason["level"]]
    is_longer = len(flag.excerpt.split()) > excerpts.LONG
    return Case(
        snippet=excerpts.first_words(flag.excerpt) if is_longer else "",
        pieces=excerpts.pieces(flag.excerpt, spans),
        whys=case.whys(flag.reasons, flag.excerpt, _rationales()),
        context=context,
        formers=formers,
        pictures=_asked(flag, lambda owner: _pictures(owner, flag.subject_id)),
    )


@transaction.atomic
def peek(flag: Flag, *, by: User, now: datetime) -> str:
    """The first words, for the list; this too is a look."""
    _write_down(flag, by, context=False, now=now)
    return excerpts.first_words(flag.excerpt)


def _write_down(flag: Flag, by: User, *, context: bool, formers: int = 0, now: datetime) -> None:
    """The look, in the audit and in the author's own list."""
    record(Verb.FLAG_READ, by=by, on=flag, context=context, formers=formers)
    what = WHAT.get(flag.subject_kind, What.WORDS)
    disclose(to=by, about=flag.author_id, what=what, why=_why(flag), now=now)


def _why(flag: Flag) -> Why:
    if flag.subject_kind == ASKING:
        return Why.PERSON
    if flag.subject_kind in SAID_TO_ONE:
        return Why.WROTE
    if any(reason["level"] for reason in flag.reasons):
        return Why.RULE
    return next((WHY[kind] for kind in flag.kinds if kind in WHY), Why.RULE)


def _keep(flag: Flag, by: User, *, now: datetime) -> None:
    kept = Flag.objects.filter(pk=flag.pk, state=FlagState.CLAIMED, claimed_by=by).update(
        claim_until=now + CLAIM
    )
    if kept:
        flag.claim_until = now + CLAIM


def _pictures(owner: Subject, subject_id: str) -> Sequence[str]:
    """What is drawn with a text now; what was taken away stands with what it said before."""
    now = owner.snapshot(subject_id)
    return list(filter(None, [owner.picture(now.drawing)])) if now and now.drawing else ()


def _asked(flag: Flag, question: Callable[[Subject], Sequence[T]]) -> Sequence[T]:
    """What the owner of the text answers; if it cannot say, the case still opens."""
    try:
        with transaction.atomic():
            return question(subjects.adapter_for(flag.subject_kind))
    except Exception as error:  # noqa: BLE001 - a broken adapter must not close a case
        log.error("asked about %s: %s", flag.subject_kind, type(error).__name__)  # noqa: TRY400
        return ()


def _rationales() -> dict[str, str]:
    """Why each rule exists; a rule file that cannot be read costs the reasons, not the case."""
    try:
        book = rulebook()
    except Exception as error:  # noqa: BLE001
        log.error("rule book: %s", type(error).__name__)  # noqa: TRY400
        return {}
    return {
        **{rule.id: rule.rationale for rule in book.rules},
        **{f"{WORDS}{kind}": RATIONALE for kind in KINDS},
        **{group.id: case.TOGETHER for group in book.together},
        **rationales(),
    }
