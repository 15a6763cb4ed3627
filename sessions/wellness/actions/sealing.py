"""Sealing the words of plans with the first key, after a new one was put before the others."""

from peerhub.audit.verbs import Verb
from peerhub.resealing import seal_rows_anew
from sessions.wellness.models import FormerWords, PlanItem, Suggestion


def seal_anew() -> int:
    """Seal all of it with the first key, as ``resealing.seal_rows_anew`` does."""
    verb = Verb.PLAN_ITEM_SEALED_ANEW
    # What is written over later is sealed as its item was: items first, what they said before next.
    items = seal_rows_anew(PlanItem.objects.all(), PlanItem.reseal, verb=verb)
    said = FormerWords.objects.select_related("item")
    formers = seal_rows_anew(said, FormerWords.reseal, verb=verb)
    return items + formers + seal_rows_anew(Suggestion.objects.all(), Suggestion.reseal, verb=verb)
