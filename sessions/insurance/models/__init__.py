"""A member's coverage, what is noted about it, and what is billed."""

from sessions.insurance.models.claims import BatchLine as BatchLine
from sessions.insurance.models.claims import ClaimBatch as ClaimBatch
from sessions.insurance.models.claims import ClaimLine as ClaimLine
from sessions.insurance.models.claims import TimesSaid as TimesSaid
from sessions.insurance.models.coverage import Coverage as Coverage
from sessions.insurance.models.coverage import CoverageEntry as CoverageEntry
from sessions.insurance.models.coverage import EligibilityAnswer as EligibilityAnswer
