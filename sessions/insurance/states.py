"""What is noted about a plan, and what a line of billing can be."""

from django.db.models import TextChoices

from sessions.insurance import answers


class Eligibility(TextChoices):
    """What the plan said, or did not."""

    NOT_ASKED = answers.NOT_ASKED, "Not asked"
    ASKED = answers.ASKED, "Asked"
    ACTIVE = answers.ACTIVE, "Active"
    NOT_ACTIVE = answers.NOT_ACTIVE, "Not active"
    UNKNOWN = answers.UNKNOWN, "The plan could not say"


class Kind(TextChoices):
    """What is kept beside the member's own details; the newest of a kind counts."""

    YES = "yes", "What the member signed"
    DIAGNOSIS = "diagnosis", "Code of a clinician (ICD-10)"
    ORDER = "order", "Order or referral for this support"
    AUTHORISATION = "authorisation", "Prior authorisation"
    REFERRER = "referrer", "Number (NPI) of whoever referred"
    ORGANISATION = "organisation", "Managed care organisation"
    RELEASE = "release", "Release of information on file"


BY_TEAM = tuple(each for each in Kind if each != Kind.YES)


class LineKind(TextChoices):
    """What a line is to the plan; the code is the frequency code of a claim (CLM05-3)."""

    ORIGINAL = "1", "First"
    REPLACEMENT = "7", "Takes the place of an earlier one"
    VOID = "8", "Takes an earlier one back"
