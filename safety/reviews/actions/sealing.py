"""Sealing the words of reviews with the first key, after a new one was put before the others."""

from peerhub.audit.verbs import Verb
from peerhub.resealing import seal_rows_anew
from safety.reviews.models import CaseReview, GoalVersion, ReviewIdea


def seal_anew() -> int:
    """Seal all of it with the first key, as ``resealing.seal_rows_anew`` does."""
    verb, said = Verb.REVIEW_SEALED_ANEW, GoalVersion.objects.select_related("goal")
    reviews = seal_rows_anew(CaseReview.objects.all(), CaseReview.reseal, verb=verb)
    goals = seal_rows_anew(said, GoalVersion.reseal, verb=verb)
    return reviews + goals + seal_rows_anew(ReviewIdea.objects.all(), ReviewIdea.reseal, verb=verb)
