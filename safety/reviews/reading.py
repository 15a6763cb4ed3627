"""What a review says: to its member, and to whoever takes part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from peerhub.accounts.models import User
from safety.reviews.models import CaseReview, GoalVersion, Participant, ReviewIdea, SharedGoal
from safety.reviews.policies import still_is
from safety.reviews.states import GoalState
from safety.sharing.substances import touch_substances
from safety.sharing.words import NOTICE


@dataclass(frozen=True)
class GoalSaid:
    """One goal in the words that count, and who has read them."""

    goal: SharedGoal
    number: int
    words: str
    helps: str
    look_on: date | None
    agreed_at: datetime
    read_by: Sequence[str]
    read_by_ids: Sequence[int]

    @property
    def is_open(self) -> bool:
        """Neither reached nor let go."""
        return self.goal.state == GoalState.OPEN


@dataclass(frozen=True)
class Said:
    """All of a review in words. ``people`` are those who said yes."""

    review: CaseReview
    about: str
    when: str
    people: Sequence[str]
    goals: Sequence[GoalSaid]

    @property
    def standing(self) -> Sequence[GoalSaid]:
        """The goals that were not let go."""
        return [each for each in self.goals if each.goal.state != GoalState.LET_GO]

    @property
    def let_go(self) -> Sequence[GoalSaid]:
        """Those that were."""
        return [each for each in self.goals if each.goal.state == GoalState.LET_GO]

    @property
    def notice(self) -> str:
        """The notice of 42 CFR 2.32, where something here touches substances."""
        lines = [self.about, self.when, *(f"{each.words} {each.helps}" for each in self.standing)]
        return NOTICE if touch_substances(lines) else ""


def said_in(review: CaseReview) -> Said:
    """The review as it is now."""
    words = review.said
    there = review.participants.there().order_by("asked_at", "pk")
    goals = review.goals.order_by("pk")
    versions = GoalVersion.objects.counting().filter(goal__in=goals)
    versions = versions.select_related("goal").prefetch_related("reads__participant")
    current = {version.goal_id: version for version in versions}
    return Said(
        review=review,
        about=words["about"],
        when=words["when"],
        people=[each.name for each in there],
        goals=[_goal(goal, current[goal.pk]) for goal in goals],
    )


def ideas_for(review: CaseReview) -> list[ReviewIdea]:
    """What waits for the member's answer in a review."""
    return list(ReviewIdea.objects.to_answer(review.member).filter(review=review))


def ideas_of(person: User, review: CaseReview) -> list[ReviewIdea]:
    """What somebody suggested in a review, the newest first."""
    return list(ReviewIdea.objects.filter(review=review, made_by=person).order_by("-pk")[:20])


def people_of(review: CaseReview, now: datetime) -> list[tuple[Participant, bool]]:
    """Everybody whom the member asked, and whether they can still take part."""
    asked = review.participants.select_related("person").order_by("asked_at", "pk")
    return [
        (each, each.person is None or still_is(each, review.member, each.person, now))
        for each in asked
    ]


def _goal(goal: SharedGoal, version: GoalVersion) -> GoalSaid:
    said, reads = version.said, list(version.reads.all())
    return GoalSaid(
        goal=goal,
        number=version.number,
        words=said["goal"],
        helps=said["helps"],
        look_on=version.look_on,
        agreed_at=version.agreed_at,
        read_by=[each.participant.name for each in reads],
        read_by_ids=[each.participant_id for each in reads],
    )
