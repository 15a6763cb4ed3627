"""The row of a review is held by whatever happens in it: of two at once, the second waits.

Where people are locked as well, they come first.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from peerhub.accounts.models import User
from peerhub.errors import DomainError
from safety.clinic.models import Link
from safety.flags.actions import Holding, watch
from safety.reviews.models import CaseReview, Participant
from safety.reviews.policies import place_of
from safety.reviews.states import Answer
from safety.subjects import SubjectRef

REVIEW, GOAL, IDEA = "safety.review", "safety.review_goal", "safety.review_idea"  # subject kinds
# What staff read of where it was written: no name.
PLACES = {
    REVIEW: "A review that a member calls: what it is about",
    GOAL: "A goal in a review, in the member’s words",
    IDEA: "An idea of somebody’s for a member’s review",
}


class NotHere(DomainError):
    """There is nothing like it for this person."""

    code: ClassVar[str] = "not_here"
    status: ClassVar[int] = 404


class TooMany(DomainError):
    """There is no room for more."""

    code: ClassVar[str] = "too_many"


class Over(DomainError):
    """It is answered, ended or gone already."""

    code: ClassVar[str] = "over"


@dataclass(frozen=True)
class Kept:
    """A review in which something was kept, and whether the words ask for help to be shown."""

    review: CaseReview
    show_help: bool = False


def held(review: CaseReview) -> CaseReview:
    """The review as it is now, until the transaction ends."""
    rows = CaseReview.objects.select_related("member").select_for_update(of=("self",))
    return rows.get(pk=review.pk)


def own(review: CaseReview, by: User) -> CaseReview:
    """The same, for its member, while it is open.

    Raises:
        NotHere: it is not theirs.
        Over: they ended it.
    """
    found = held(review)
    if found.member_id != by.pk:
        raise NotHere("We could not find that review.")
    if found.ended_at is not None:
        raise Over("You ended this review. Nobody else reads it any more.")
    return found


def there(
    review: CaseReview, by: User, *, now: datetime, answer: Answer = Answer.YES
) -> Participant:
    """How somebody takes part, with the review held; ``answer``: what they must have said.

    An end of a clinician's link comes before all of what happens here, or after.

    Raises:
        NotHere: they do not take part, or not any more.
    """
    found = held(review)
    links = Link.objects.open().between(found.member, by)
    list(links.select_for_update(of=("self",)).values_list("pk", flat=True))
    place = place_of(found, by, now)
    if place is None or place.answer != answer:
        raise NotHere("We could not find that review.")
    place.review = found
    return place


def watched(
    kind: str, subject_id: str, *words: str, author: User, now: datetime, may_hold: bool = False
) -> tuple[bool, bool]:
    """Have words screened: whether to show help, and whether others wait for them.

    The member's own are never held: danger in them raises a flag, and they stay.
    """
    seen = watch(
        "\n".join(filter(None, words)),
        author=author,
        subject=SubjectRef(kind, subject_id),
        place=PLACES[kind],
        now=now,
        holding=Holding(level=1) if may_hold else Holding(may=False),
    )
    return seen.show_help, seen.hold
