"""A passport that its member keeps: what they ticked, as it was on that day."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from peerhub.crypto import SealedWords

if TYPE_CHECKING:
    from peerhub.accounts.models import User


class PassportQuerySet(models.QuerySet["Passport"]):
    """Questions about kept passports."""

    def of(self, person: User) -> Self:
        """A person's own, newest first: nobody else is ever given them."""
        return self.filter(member=person).order_by("-made_at", "-pk")


class Passport(SealedWords, models.Model):
    """One that was kept because its member said so. Deleting it leaves nothing of it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="passports"
    )
    # Of ``contents``: ``sections`` (title and lines of each) and ``bundle``.
    sealed = models.BinaryField()
    made_at = models.DateTimeField()

    objects = PassportQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("member", "-made_at"), name="sessions_passport_member"),)

    def __str__(self) -> str:
        return f"Passport#{self.pk}"

    def get_absolute_url(self) -> str:
        """Its page, for its member alone."""
        return reverse("sessions:kept_passport", args=[self.public_id])

    @property
    def _place(self) -> str:
        return f"peer_sessions.passport.sealed:{self.public_id}"
