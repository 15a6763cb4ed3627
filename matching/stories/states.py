"""The life of a story."""

from django.db import models


class StoryState(models.TextChoices):
    """Its writer decides, both ways, whenever they like; a held one waits for a moderator."""

    DRAFT = "draft", "draft"
    HELD = "held", "being read first"
    SHOWN = "shown", "shown"
