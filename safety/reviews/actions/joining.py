"""Whoever is asked says yes or no, and whoever takes part can leave."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from safety.reviews import notices
from safety.reviews.actions.holding import NotHere, there
from safety.reviews.models import CaseReview, Participant
from safety.reviews.states import Answer


@transaction.atomic
def answer(review: CaseReview, *, yes: bool, by: User, now: datetime) -> None:
    """Say yes or no. Of several supervisors, the first who says yes takes part.

    Raises:
        NotHere: they are not asked, or somebody else has said yes.
    """
    place = there(review, by, now=now, answer=Answer.WAITING)
    if place.person_id is None:
        if not yes:  # another supervisor may
            return
        if Participant.objects.filter(review=place.review, person=by).exists():
            raise NotHere("You were in this review before.")
        place.person, place.name = by, by.handle
    _move(place, Answer.YES if yes else Answer.NO, by=by, now=now)
    notices.call_off(place, now=now)
    notices.tell_answer(place, now=now)


@transaction.atomic
def leave(review: CaseReview, *, by: User, now: datetime) -> None:
    """Take part no more, and read nothing of it.

    Raises:
        NotHere: they do not take part.
    """
    _move(there(review, by, now=now), Answer.LEFT, by=by, now=now)


def _move(place: Participant, to: Answer, *, by: User, now: datetime) -> None:
    place.answer, place.moved_at = to, now
    place.save(update_fields=["answer", "moved_at", "person", "name"])
    record(Verb.REVIEW_ANSWERED, by=by, on=place, review=place.review_id, answer=to.value)
