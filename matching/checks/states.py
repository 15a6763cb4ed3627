"""What a background check can say."""

from django.db import models


class Result(models.TextChoices):
    """What a background check said; the report itself is never kept here."""

    CLEAR = "clear", "Nothing stands against it"
    OPEN = "open", "Something to talk about"
