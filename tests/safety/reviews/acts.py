"""Reviews as tests need them."""

from datetime import datetime
from typing import Any

from peerhub.accounts.models import User
from safety.reviews import actions
from safety.reviews.models import CaseReview, ReviewIdea, SharedGoal
from tests.cast import NOON

ABOUT = "Whether the nights get better."
GOAL = "Sleep until it gets light."
IDEA = "A walk before it gets dark."


def called(member: User, *people: User, now: datetime = NOON, **given: Any) -> CaseReview:
    """The member calls a review and asks people; nobody has answered."""
    keys = [*(f"p{each.pk}" for each in people), *given.pop("keys", ())]
    calling = actions.Calling(about=given.pop("about", ABOUT), keys=keys, **given)
    return actions.call(calling, by=member, now=now).review


def joined(member: User, *people: User, now: datetime = NOON, **given: Any) -> CaseReview:
    """The same, and all of them said yes."""
    review = called(member, *people, now=now, **given)
    for each in people:
        actions.answer(review, yes=True, by=each, now=now)
    return review


def agreed(
    review: CaseReview, goal: str = GOAL, *, now: datetime = NOON, **given: Any
) -> SharedGoal:
    """The member agrees to a goal."""
    words = actions.GoalWords(goal=goal, **given)
    actions.agree(review, words, by=review.member, now=now)
    return SharedGoal.objects.select_related("review").order_by("-pk")[0]


def suggested(
    review: CaseReview, by: User, words: str = IDEA, *, now: datetime = NOON
) -> ReviewIdea:
    """Somebody who takes part suggests a goal."""
    return actions.suggest(review, words=words, helps="I ask on Mondays.", by=by, now=now)
