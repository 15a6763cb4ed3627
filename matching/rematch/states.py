"""How near the two were who did not go on."""

from django.db import models


class Shared(models.TextChoices):
    """What a member and a specialist had in common; the nearest thing counts."""

    ROOT = "root", "Where it started"
    STRUGGLE = "struggle", "What it is like now, not where it started"
    NOTHING = "nothing", "Neither"
    UNTOLD = "untold", "The member told us nothing"
