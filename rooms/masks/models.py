"""Masks: who somebody is inside one room."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models


def opaque_id() -> str:
    """128 random bits: says nothing, and cannot be guessed."""
    return secrets.token_hex(16)


class Mask(models.Model):
    """A person inside one room. The only table that knows who is behind a name in a room.

    ``public_id`` is all that leaves: it names the mask in payloads and seeds its drawing.
    """

    room = models.ForeignKey("rooms.Room", on_delete=models.PROTECT, related_name="masks")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="masks"
    )
    name = models.CharField(max_length=60)
    public_id = models.CharField(max_length=32, unique=True, default=opaque_id)
    drawn_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("room", "person"), name="rooms_mask_one_a_person"),
            models.UniqueConstraint(fields=("room", "name"), name="rooms_mask_name_once_a_room"),
        )

    def __str__(self) -> str:
        return f"Mask#{self.pk}"
