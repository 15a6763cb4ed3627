"""Sealing what plans were let know with the first key, after a new one was put before the others."""

from peerhub.audit.verbs import Verb
from peerhub.resealing import seal_rows_anew
from sessions.insurance.models import ClaimBatch, Coverage, CoverageEntry


def seal_anew() -> int:
    """Seal all of it with the first key, as ``resealing.seal_rows_anew`` does."""
    verb = Verb.COVERAGE_SEALED_ANEW
    kept = Coverage.objects.exclude(sealed=b"")
    return (
        seal_rows_anew(kept, Coverage.reseal, verb=verb)
        + seal_rows_anew(CoverageEntry.objects.all(), CoverageEntry.reseal, verb=verb)
        + seal_rows_anew(ClaimBatch.objects.all(), ClaimBatch.reseal, verb=verb)
    )
