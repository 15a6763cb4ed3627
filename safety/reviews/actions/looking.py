"""Somebody who takes part opens a review: what they read at this moment, and a line for the member."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from safety.reviews.actions.holding import there
from safety.reviews.models import CaseReview, Participant
from safety.reviews.reading import Said, said_in


@transaction.atomic
def look(review: CaseReview, *, by: User, now: datetime) -> tuple[Participant, Said]:
    """How they take part, and all that the review says; the row is held until the line is written.

    Raises:
        NotHere: they do not take part, or not any more.
    """
    place = there(review, by, now=now)
    said = said_in(place.review)
    place.read_at = now
    place.save(update_fields=["read_at"])
    record(Verb.REVIEW_READ, by=by, on=place, review=place.review_id)
    disclose(to=by, about=place.review.member_id, what=What.REVIEW, why=Why.CHOSEN, now=now)
    return place, said
