"""What somebody brings from elsewhere, or from before there were certificates here."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from matching.becoming.models.application import Application
from matching.becoming.states import RECOGNISABLE, Brought, Station
from peerhub.crypto import seal, unseal

ISSUER = 120  # characters
NUMBER = 64
NOTE = 500


class Recognition(models.Model):
    """A supervisor saw what somebody brings, and proposes what it stands for; another one decides.

    The number of a state's certification leads to a name in a public register, so it lies sealed.
    """

    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="recognition"
    )
    kind = models.CharField(max_length=16, choices=Brought)
    issuer = models.CharField(max_length=ISSUER, blank=True)
    sealed_number = models.BinaryField(null=True)
    seen_on = models.DateField()
    valid_until = models.DateField(null=True)
    notes = models.TextField(max_length=NOTE, blank=True)
    # Stations that need not be gone through again.
    steps = ArrayField(models.CharField(max_length=16, choices=Station), default=list)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(steps__contained_by=[station.value for station in RECOGNISABLE]),
                name="matching_recognition_of_what_can_be",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("seen_on")),
                name="matching_recognition_seen_while_valid",
            ),
        )

    def __str__(self) -> str:
        return f"Recognition#{self.pk}"

    @property
    def number(self) -> str:
        """The number on it; "" where there is none.

        Raises:
            peerhub.crypto.Unreadable: it was changed or moved, or its key is not here.
        """
        if self.sealed_number is None:
            return ""
        return unseal(bytes(self.sealed_number), place=self._place())

    def put_number(self, number: str) -> None:
        """Seal the number; none where it is empty."""
        self.sealed_number = seal(number, place=self._place()) if number else None

    @property
    def labels(self) -> list[str]:
        """The recognised stations in words, in their order."""
        return [station.label for station in RECOGNISABLE if station.value in self.steps]

    def _place(self) -> str:
        return f"matching.recognition.number:{self.application.public_id}"
