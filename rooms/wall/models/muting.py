"""Whose words somebody does not want to read on the wall."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class WallMute(models.Model):
    """A person whose posts and replies another one does not see. Only the one who chose knows."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wall_mutes"
    )
    whom = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("by", "whom"), name="rooms_wallmute_once"),
            models.CheckConstraint(condition=~Q(by=F("whom")), name="rooms_wallmute_not_oneself"),
        )

    def __str__(self) -> str:
        return f"WallMute#{self.pk}"
