"""What a member answered in one instrument, and what it came to; it is theirs alone."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from peerhub.crypto import seal, unseal
from safety.flags.models import Flag
from sessions.measures import instruments
from sessions.measures.instruments.shape import Answers, Given, Instrument, Left

if TYPE_CHECKING:
    from peerhub.accounts.models import User


class MeasureRunQuerySet(models.QuerySet["MeasureRun"]):
    """Questions about what was answered."""

    def of(self, person: User) -> Self:
        """A person's own: nobody else is ever given them."""
        return self.filter(member=person)

    def begun(self) -> Self:
        """Those that are not finished, the newest first."""
        return self.filter(finished_at=None).order_by("-started_at", "-pk")

    def finished(self) -> Self:
        """Those that are, the newest first."""
        return self.exclude(finished_at=None).order_by("-finished_at", "-pk")


class MeasureRun(models.Model):
    """One time that a member went through an instrument.

    The database refuses to change it once it is finished; its member can delete it at any time.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="measures"
    )
    instrument = models.CharField(max_length=16)
    version = models.CharField(max_length=16)  # of what stands in ``instruments``
    language = models.CharField(max_length=8)
    sealed = models.BinaryField()  # all answers
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    # What it came to, once it is finished.
    total = models.PositiveSmallIntegerField(null=True)  # None: something was left out
    band = models.CharField(max_length=24, blank=True, default="")
    skipped = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    # The case that an answer opened, and how many it has opened.
    flag = models.ForeignKey(Flag, null=True, on_delete=models.PROTECT, related_name="+")
    cases = models.PositiveSmallIntegerField(default=0)

    objects = MeasureRunQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("member", "instrument"),
                condition=Q(finished_at=None),
                name="sessions_measurerun_one_begun",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=False) | Q(total=None, band=""),
                name="sessions_measurerun_scored_when_finished",
            ),
        )
        indexes = (
            models.Index(
                fields=("member", "instrument", "finished_at"), name="sessions_measurerun_lookup"
            ),
        )

    def __str__(self) -> str:
        return f"MeasureRun#{self.pk}"

    def get_absolute_url(self) -> str:
        """Its page, for its member alone."""
        return reverse("sessions:measure_run", args=[self.public_id])

    @property
    def questions(self) -> Instrument:
        """The instrument.

        Raises:
            LookupError: it is not offered any more.
        """
        found = instruments.find(self.instrument)
        if found is None:
            raise LookupError(self.instrument)
        return found

    @property
    def answers(self) -> dict[str, Given]:
        """What was answered and left out.

        Raises:
            peerhub.crypto.Unreadable: it was changed or moved, or its key is not here.
        """
        said = json.loads(unseal(bytes(self.sealed), place=self._place))
        return {
            key: Left(given) if isinstance(given, str) else given for key, given in said.items()
        }

    def put(self, answers: Answers) -> None:
        """Seal ``answers`` into this row, whose public id is known."""
        self.sealed = seal(json.dumps(dict(answers)), place=self._place)

    @property
    def _place(self) -> str:
        """Where its answers belong: none of this ever changes."""
        return f"peer_sessions.measurerun.answers:{self.public_id}"
