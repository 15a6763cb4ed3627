"""Goals that the member agrees to, in their words. Nobody else brings one in, or changes one."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from safety.reviews import notices
from safety.reviews.actions.holding import GOAL, Kept, NotHere, TooMany, own, there, watched
from safety.reviews.models import CaseReview, GoalRead, GoalVersion, SharedGoal
from safety.reviews.states import GoalState

MOST = 12  # goals of one review that are not let go


@dataclass(frozen=True, kw_only=True)
class GoalWords:
    """A goal, who helps with what, and when to look again."""

    goal: str
    helps: str = ""
    look_on: date | None = None


@transaction.atomic
def agree(review: CaseReview, words: GoalWords, *, by: User, now: datetime) -> Kept:
    """Put a goal into the review. The same again, while it stands, is one goal.

    Raises:
        NotHere: it is not their review.
        Over: it is ended.
        TooMany: there are enough.
    """
    review = own(review, by)
    goals = list(review.goals.exclude(state=GoalState.LET_GO))
    versions = [(each, version_of(each)) for each in goals]
    if any(version.said["goal"] == words.goal for _, version in versions):
        return Kept(review)
    if len(goals) >= MOST:
        raise TooMany(f"There are {MOST} goals already. Let one go first.")
    goal = SharedGoal.objects.create(review=review, moved_at=now)
    return _write(goal, words, by=by, now=now)


@transaction.atomic
def rewrite(goal: SharedGoal, words: GoalWords, *, by: User, now: datetime) -> Kept:
    """Agree to it in other words: a new version, which nobody has read yet.

    Raises:
        NotHere: it is not their review.
        Over: it is ended.
    """
    review = own(goal.review, by)
    goal = SharedGoal.objects.get(pk=goal.pk)
    before = version_of(goal)
    is_same = before.said == {"goal": words.goal, "helps": words.helps}
    if is_same and before.look_on == words.look_on:
        return Kept(review)
    goal.number += 1
    goal.save(update_fields=["number"])
    goal.review = review
    return _write(goal, words, by=by, now=now)


@transaction.atomic
def move(goal: SharedGoal, state: GoalState, *, by: User, now: datetime) -> None:
    """It is reached, let go, or open again; the same again changes nothing.

    Raises:
        NotHere: it is not their review.
        Over: it is ended.
    """
    review = own(goal.review, by)
    goal = SharedGoal.objects.get(pk=goal.pk)
    if goal.state == state:
        return
    goal.state, goal.moved_at, goal.review = state, now, review
    goal.save(update_fields=["state", "moved_at"])
    record(Verb.REVIEW_GOAL_MOVED, by=by, on=goal, state=state.value)
    version = version_of(goal) if state == GoalState.OPEN else None
    notices.plan_look(goal, version, member=by, now=now)


@transaction.atomic
def say_read(goal: SharedGoal, number: int, *, by: User, now: datetime) -> None:
    """A participant says "I have read this" of one version; of an old one it says nothing.

    Raises:
        NotHere: they do not take part, or the words are others now.
    """
    place = there(goal.review, by, now=now)
    version = version_of(SharedGoal.objects.get(pk=goal.pk))
    if version.number != number:
        raise NotHere("The words have changed meanwhile. Please read them once more.")
    GoalRead.objects.get_or_create(version=version, participant=place, defaults={"at": now})


def version_of(goal: SharedGoal) -> GoalVersion:
    """The words that count."""
    return GoalVersion.objects.select_related("goal").get(goal=goal, number=goal.number)


def _write(goal: SharedGoal, words: GoalWords, *, by: User, now: datetime) -> Kept:
    made = GoalVersion(goal=goal, number=goal.number, look_on=words.look_on, agreed_at=now)
    made.say(goal=words.goal, helps=words.helps)
    made.save()
    record(Verb.REVIEW_GOAL_AGREED, by=by, on=goal, number=goal.number)
    place = f"{goal.pk}:{goal.number}"
    show_help, _ = watched(GOAL, place, words.goal, words.helps, author=by, now=now)
    if goal.state == GoalState.OPEN:
        notices.plan_look(goal, made, member=by, now=now)
    return Kept(goal.review, show_help)
