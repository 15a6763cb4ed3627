"""The roles people hold, and which of them work with others' data."""

from django.db import models


class Role(models.TextChoices):
    """What a person may be here. A person may hold several."""

    MEMBER = "member", "member"
    SPECIALIST = "specialist", "peer specialist"
    MODERATOR = "moderator", "moderator"
    CLINICIAN = "clinician", "clinician"
    SUPERVISOR = "supervisor", "supervisor"
    ADMINISTRATOR = "administrator", "administrator"


IN_WORDS = {
    Role.MEMBER: "Finds a peer, books sessions, joins rooms.",
    Role.SPECIALIST: "Shares a lived-experience story, keeps hours and a caseload, sits in rooms.",
    Role.MODERATOR: "Works the crisis queue: claims, answers, hands on, follows up.",
    Role.CLINICIAN: "Refers people in and, with their consent, hears back.",
    Role.SUPERVISOR: "Looks after peer specialists.",
    Role.ADMINISTRATOR: "Grants roles and keeps reference data.",
}

# A second factor is asked of everyone who can open what others wrote (45 CFR 164.312(d); the
# 2025 proposed rule makes it mandatory, and we build as if it were).
NEEDS_SECOND_FACTOR = frozenset(
    {Role.SPECIALIST, Role.MODERATOR, Role.CLINICIAN, Role.SUPERVISOR, Role.ADMINISTRATOR}
)
