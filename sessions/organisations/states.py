"""What an organisation can be, and the words that a member says yes to."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """Who pays for places."""

    CAMPUS = "campus", "a campus"
    EMPLOYER = "employer", "an employer"
    CLINIC = "clinic", "a clinic"
    PLAN = "plan", "a health plan"


# Whoever changes the words gives them another version: a yes belongs to the words that were read.
VERSION = "2026-11"
CONSENT = (
    "They pay for your place. They get counts of eleven people or more. "
    "Never your name, never your words."
)
MEASURES = "My answers to measures may be counted in their averages"
