"""How a person likes rooms to behave for them, in every room."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Spoken(models.TextChoices):
    """Which new messages a screen reader says aloud."""

    ALL = "all", "All new messages"
    REPLIES = "replies", "Only answers to me"
    NONE = "none", "None"


class RoomChoices(models.Model):
    """One row a person; without it the defaults hold."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="room_choices"
    )
    typing = models.BooleanField(default=True)  # show that somebody writes, and that I do
    spoken = models.CharField(max_length=8, choices=Spoken, default=Spoken.ALL)
    shortcuts = models.BooleanField(default=True)  # single keys such as "?"
    unread = models.BooleanField(default=True)  # show which rooms have something new

    def __str__(self) -> str:
        return f"RoomChoices#{self.pk}"
