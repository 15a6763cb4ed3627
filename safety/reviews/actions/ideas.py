"""Others propose a review, or a goal for one; the member takes it, says it their way, or not."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.blocking import are_apart
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.notifications import actions as notifications
from safety.reviews import notices
from safety.reviews.actions.goals import GoalWords, agree
from safety.reviews.actions.holding import IDEA, Kept, NotHere, Over, TooMany, held, there, watched
from safety.reviews.models import CaseReview, ReviewIdea
from safety.reviews.policies import may_propose
from safety.reviews.states import Fate

MOST = 3  # that wait, of one person for one member


@transaction.atomic
def propose(member: User, words: str, *, by: User, now: datetime) -> ReviewIdea:
    """Propose that the member calls a review. Nothing is called by it.

    Raises:
        NotHere: the two do not know each other here.
        TooMany: the member has enough to look through.
    """
    User.objects.all_locked(by.pk, member.pk)
    if not may_propose(by, member, now):
        raise NotHere("We could not find that person.")
    idea = ReviewIdea(member=member, made_by=by, made_at=now)
    return _made(idea, {"words": words, "helps": ""}, now=now)


@transaction.atomic
def suggest(
    review: CaseReview, *, words: str, helps: str = "", by: User, now: datetime
) -> ReviewIdea:
    """Suggest a goal, as somebody who takes part. The goals stay as they are.

    Raises:
        NotHere: they do not take part.
        TooMany: the member has enough to look through.
    """
    place = there(review, by, now=now)
    idea = ReviewIdea(member=place.review.member, review=place.review, made_by=by, made_at=now)
    return _made(idea, {"words": words, "helps": helps}, now=now)


@transaction.atomic
def take(idea: ReviewIdea, words: GoalWords | None = None, *, by: User, now: datetime) -> Kept:
    """The member takes a goal, as it is or in ``words`` of their own.

    Raises:
        NotHere: it is not for them.
        Over: they have answered it, or the review is ended.
        TooMany: there are goals enough.
    """
    found = _to_answer(idea, by)
    if found.review is None:
        raise NotHere("We could not find that idea.")
    said = found.said
    kept = agree(
        found.review,
        words or GoalWords(goal=said["words"], helps=said["helps"]),
        by=by,
        now=now,
    )
    _answer(found, Fate.TAKEN, by=by, now=now)
    return kept


@transaction.atomic
def leave_idea(idea: ReviewIdea, *, by: User, now: datetime) -> None:
    """It is not for them. Whoever had it is told nothing; looking, they read "not taken".

    Raises:
        NotHere: it is not for them.
        Over: they have answered it.
    """
    _answer(_to_answer(idea, by), Fate.LEFT, by=by, now=now)


@transaction.atomic
def let_out(idea_id: int, *, now: datetime) -> None:
    """A person has read a held one: the member may see it, if the two still see each other."""
    rows = ReviewIdea.objects.waiting().filter(pk=idea_id, held=True)
    for idea in rows.select_for_update(of=("self",)).select_related("member", "review"):
        if are_apart(idea.member_id, idea.made_by_id):
            continue
        idea.held = False
        idea.save(update_fields=["held"])
        notices.tell_idea(idea, now=now)


def _made(idea: ReviewIdea, said: dict[str, str], *, now: datetime) -> ReviewIdea:
    mine = ReviewIdea.objects.waiting().filter(member=idea.member, made_by=idea.made_by)
    waiting = list(mine)
    for each in waiting:
        if each.review_id == idea.review_id and each.said == said:
            return each
    if len(waiting) >= MOST:
        raise TooMany("They have enough to look through for now. Talk about it first.")
    idea.say(**said)
    idea.save()
    record(Verb.REVIEW_IDEA_MADE, by=idea.made_by, on=idea, review=idea.review_id or 0)
    author = idea.made_by
    _, waits = watched(IDEA, str(idea.pk), *said.values(), author=author, now=now, may_hold=True)
    if waits:
        idea.held = True
        idea.save(update_fields=["held"])
    else:
        notices.tell_idea(idea, now=now)
    return idea


def _to_answer(idea: ReviewIdea, by: User) -> ReviewIdea:
    """The idea, with its review held first, as everywhere."""
    if idea.review is not None:
        held(idea.review)
    theirs = ReviewIdea.objects.filter(pk=idea.pk, member=by, held=False)
    found = theirs.select_related("review").select_for_update(of=("self",)).first()
    if found is None:
        raise NotHere("We could not find that idea.")
    if found.answered_at is not None:
        raise Over("You have answered this one already.")
    return found


def _answer(idea: ReviewIdea, fate: Fate, *, by: User, now: datetime) -> None:
    idea.answered_at, idea.answer = now, fate
    idea.save(update_fields=["answered_at", "answer"])
    record(Verb.REVIEW_IDEA_ANSWERED, by=by, on=idea, answer=fate.value)
    notifications.forget(idea.reference)
