"""Sealing what plans say with the first key, after a new one was put before the others."""

from peerhub.audit.verbs import Verb
from peerhub.resealing import seal_rows_anew
from safety.plans.models import PlanEntry


def seal_anew() -> int:
    """Seal all of it with the first key, as ``resealing.seal_rows_anew`` does."""
    entries = PlanEntry.objects.select_related("plan")
    return seal_rows_anew(entries, PlanEntry.reseal, verb=Verb.PLAN_SEALED_ANEW)
