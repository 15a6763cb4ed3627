"""What the pages of reviews share."""

import uuid

from peerhub.accounts.requests import PersonRequest
from safety.reviews.models import CaseReview, ReviewIdea

BAD = 422


def uuid_of(given: str) -> uuid.UUID | None:
    """An id as a page or an address gives it, or None."""
    try:
        return uuid.UUID(given)
    except ValueError:
        return None


def own_idea(
    request: PersonRequest, given: str, *, review: CaseReview | None = None, waiting: bool = True
) -> ReviewIdea | None:
    """What was proposed to the reader: of ``review``, or a review; None where there is none.

    ``waiting`` False: any of theirs that they may see, answered or not, of whichever review.
    """
    which = uuid_of(given)
    if which is None:
        return None
    rows = ReviewIdea.objects.filter(member=request.user, held=False, public_id=which)
    if waiting:
        rows = rows.filter(answered_at=None, review=review)
    return rows.select_related("made_by", "review").first()
