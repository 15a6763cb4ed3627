"""A specialist suggests something for a plan; the member takes it, says it their way, or leaves it."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from safety.flags.actions import Holding, watch
from safety.subjects import SubjectRef
from sessions.wellness.actions.keeping import Kept, NotYours, fitting, keep
from sessions.wellness.models import PlanItem, Suggestion
from sessions.wellness.notices import forget, tell_suggested
from sessions.wellness.policies import peer_of
from sessions.wellness.states import CAN_BE_SUGGESTED, Answer, Kind

SUGGESTION = "sessions.plan_suggestion"  # the subject kind
PLACE = "A peer’s suggestion for a member’s plan"
MOST = 3  # that wait, of one specialist for one member: it is the member's page
SHOWN = 20  # to whoever made them


class NotMet(DomainError):
    """The two do not meet, or not any more."""

    code: ClassVar[str] = "not_met"
    status: ClassVar[int] = 404


class AlreadyAnswered(DomainError):
    """The member has answered this one."""

    code: ClassVar[str] = "already_answered"


class TooManySuggestions(DomainError):
    """Enough wait already."""

    code: ClassVar[str] = "too_many_suggestions"


@transaction.atomic
def suggest(
    member: User,
    *,
    kind: Kind,
    words: str,
    goal: PlanItem | None = None,
    by: User,
    now: datetime,
) -> Suggestion:
    """Suggest something. The same words again, while they wait, are one suggestion.

    Nothing in the plan changes. What sounds like danger reaches the member only after a person has
    read it.

    Args:
        member: for whose plan it is.
        kind: one of ``CAN_BE_SUGGESTED``.
        words: as short as what a member keeps.
        goal: of a step, the goal towards which it would go; the specialist can read it.
        by: the specialist.
        now: an aware instant.

    Raises:
        NoSuchWords: there are none, or more than fit.
        NotMet: the two do not meet, it is no kind to suggest, or the goal is not shared with them.
        TooManySuggestions: the member has enough to look through.
    """
    words = fitting(words)
    User.objects.all_locked(by.pk, member.pk)
    if peer_of(by, member, now=now) is None:
        raise NotMet("We could not find that person.")
    if kind not in CAN_BE_SUGGESTED or (kind == Kind.STEP) != _is_readable(goal, member, by):
        raise NotMet("They do not share that goal with you, or not any more.")
    waiting = list(Suggestion.objects.waiting().filter(member=member, made_by=by))
    alike = [each for each in waiting if (each.kind, each.goal_id) == (kind, goal and goal.pk)]
    same = next((each for each in alike if each.words == words), None)
    if same is not None:
        return same
    if len(waiting) >= MOST:
        raise TooManySuggestions("They have enough to look through for now. Talk about it first.")
    return _made(
        Suggestion(member=member, made_by=by, made_at=now, kind=kind, goal=goal), words, now=now
    )


@transaction.atomic
def take(suggestion: Suggestion, *, words: str = "", by: User, now: datetime) -> Kept:
    """The member takes it, as it is or in ``words`` of their own. It is theirs, and not shared.

    Raises:
        NotYours: it is not for them, or was taken back.
        AlreadyAnswered: they have answered it.
        NoSuchWords: there are more words than fit.
        TooMany: there is no room.
    """
    made = _to_answer(suggestion, by)
    kept = keep(Kind(made.kind), words.strip() or made.words, member=by, goal=made.goal, now=now)
    made.item = kept.item
    _answer(made, Answer.TAKEN, by=by, now=now)
    return kept


@transaction.atomic
def leave(suggestion: Suggestion, *, by: User, now: datetime) -> None:
    """It is not for them. Whoever made it is told nothing; looking, they read "not taken".

    Raises:
        NotYours: it is not for them, or was taken back.
        AlreadyAnswered: they have answered it.
    """
    _answer(_to_answer(suggestion, by), Answer.LEFT, by=by, now=now)


@transaction.atomic
def take_back(suggestion: Suggestion, *, by: User) -> None:
    """The specialist takes it back while it waits; nothing of it is left.

    Raises:
        NotYours: somebody else made it, or it is gone.
        AlreadyAnswered: the member has answered it.
    """
    mine = Suggestion.objects.select_for_update(of=("self",)).filter(made_by=by)
    made = _unanswered(mine.filter(pk=suggestion.pk).first(), "It has been answered already.")
    record(Verb.PLAN_ITEM_SUGGESTION_GONE, by=by, on=made)
    forget(made)
    made.delete()


@transaction.atomic
def let_out(suggestion_id: int, *, now: datetime) -> None:
    """A person has read a held suggestion: the member may see it."""
    held = Suggestion.objects.waiting().filter(pk=suggestion_id, held=True)
    for made in held.select_for_update(of=("self",)).select_related("member"):
        made.held = False
        made.save(update_fields=["held"])
        tell_suggested(made, now=now)


def suggestions_by(person: User, member: User) -> Sequence[Suggestion]:
    """What a specialist suggested to a member, the newest first, with the answers."""
    made = Suggestion.objects.filter(member=member, made_by=person)
    return list(made.order_by("-made_at", "-pk")[:SHOWN])


def _made(made: Suggestion, words: str, *, now: datetime) -> Suggestion:
    made.put(words)
    made.save()
    record(Verb.PLAN_ITEM_SUGGESTED, by=made.made_by, on=made, kind=made.kind)
    seen = watch(
        words,
        author=made.made_by,
        subject=SubjectRef(SUGGESTION, str(made.pk)),
        place=PLACE,
        now=now,
        holding=Holding(level=1),
    )
    if seen.hold:
        made.held = True
        made.save(update_fields=["held"])
    else:
        tell_suggested(made, now=now)
    return made


def _is_readable(goal: PlanItem | None, member: User, by: User) -> bool:
    if goal is None:
        return False
    shared = PlanItem.objects.of(member).shared_with(by)
    return shared.filter(pk=goal.pk, kind=Kind.GOAL).exists()


def _to_answer(suggestion: Suggestion, by: User) -> Suggestion:
    User.objects.locked(by.pk)
    theirs = Suggestion.objects.filter(pk=suggestion.pk, member=by, held=False)
    found = theirs.select_related("goal").select_for_update(of=("self",)).first()
    return _unanswered(found, "You have answered this one already.")


def _unanswered(made: Suggestion | None, says: str) -> Suggestion:
    if made is None:
        raise NotYours("We could not find that suggestion. It may have been taken back.")
    if made.answered_at is not None:
        raise AlreadyAnswered(says)
    return made


def _answer(made: Suggestion, answer: Answer, *, by: User, now: datetime) -> None:
    made.answered_at, made.answer = now, answer
    made.save(update_fields=["answered_at", "answer", "item"])
    record(Verb.PLAN_ITEM_SUGGESTION_ANSWERED, by=by, on=made, answer=answer.value)
    forget(made)
