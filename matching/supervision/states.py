"""What an entry of the log tells of."""

from django.db import models


class Occasion(models.TextChoices):
    """What the two talked about."""

    SUPERVISION = "supervision", "Supervision"
    DEBRIEF = "debrief", "After something hard"
