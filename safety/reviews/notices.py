"""What people are told about reviews: that there is something to look at, never what or with whom."""

from datetime import datetime, time

from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from safety.reviews.models import GoalVersion, Participant, ReviewIdea, SharedGoal

ASKED = Kind(key="safety.review_asked", line="Somebody asks whether you take part in a review.")
ANSWERED = Kind(key="safety.review_answered", line="Somebody whom you asked has answered.")
PROPOSED = Kind(key="safety.review_proposed", line="Somebody has an idea for you to look at.")
LOOK_AGAIN = Kind(
    key="safety.review_look_again", line="There is something that you wanted to look at again."
)
KINDS = (ASKED, ANSWERED, PROPOSED, LOOK_AGAIN)
MORNING = time(9)  # on the member's clock


def ask(place: Participant, *, now: datetime) -> None:
    """Tell whoever is asked. A supervisor is asked by role, and finds it on their page of work."""
    if place.person is not None:
        notifications.schedule(
            place.person,
            kind=ASKED.key,
            reference=f"{_asked(place)}{int(place.asked_at.timestamp())}",
            due_at=now,
            url=reverse("safety:review_for_me", args=[place.review.public_id]),
        )


def call_off(place: Participant, *, now: datetime) -> None:
    """There is nothing to answer any more."""
    notifications.cancel(_asked(place), now=now)


def tell_answer(place: Participant, *, now: datetime) -> None:
    """Tell the member that there is an answer."""
    notifications.schedule(
        place.review.member,
        kind=ANSWERED.key,
        reference=f"review-answer:{place.pk}:{int(now.timestamp())}",
        due_at=now,
        url=place.review.get_absolute_url(),
    )


def tell_idea(idea: ReviewIdea, *, now: datetime) -> None:
    """Tell the member that somebody proposes something."""
    notifications.schedule(
        idea.member,
        kind=PROPOSED.key,
        reference=idea.reference,
        due_at=now,
        url=idea.review.get_absolute_url() if idea.review else reverse("safety:reviews"),
    )


def plan_look(
    goal: SharedGoal, version: GoalVersion | None, *, member: User, now: datetime
) -> None:
    """Tell the member on the day on which they wanted to look again; without a day, never."""
    notifications.cancel(goal.reference, now=now)
    if version is None or version.look_on is None:
        return
    due_at = datetime.combine(version.look_on, MORNING, tzinfo=member.zone)
    if due_at > now:
        notifications.schedule(
            member,
            kind=LOOK_AGAIN.key,
            reference=f"{goal.reference}{version.number}:{int(now.timestamp())}",
            due_at=due_at,
            url=goal.review.get_absolute_url(),
        )


def _asked(place: Participant) -> str:
    return f"review-asked:{place.pk}:"
