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
    read_seq = models.BigIntegerField(default=0)  # the last place this person has seen
    draft = models.CharField(max_length=2000, blank=True)  # begun and not sent

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("room", "person"), name="rooms_mask_one_a_person"),
            models.UniqueConstraint(fields=("room", "name"), name="rooms_mask_name_once_a_room"),
        )

    def __str__(self) -> str:
        return f"Mask#{self.pk}"


class Quieted(models.Model):
    """A mask whose words another mask chose to cover. Only the one who chose knows of it."""

    wearer = models.ForeignKey(Mask, on_delete=models.CASCADE, related_name="quieted")
    mask = models.ForeignKey(Mask, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("wearer", "mask"), name="rooms_quieted_once"),
            models.CheckConstraint(
                condition=~models.Q(wearer=models.F("mask")), name="rooms_quieted_not_oneself"
            ),
        )

    def __str__(self) -> str:
        return f"Quieted#{self.pk}"
