"""People who know an applicant, what they answered, and the mails that ask them."""

from __future__ import annotations

import json
import uuid
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

from matching.becoming.models.application import Application
from matching.becoming.states import Asking, Standing, Trust
from peerhub.crypto import seal, unseal

LINK_HOLDS = timedelta(days=21)
REMIND_AFTER = timedelta(days=7)
# After the reminder's own link is over, nobody answers any more.
WAIT = REMIND_AFTER + LINK_HOLDS


class Reference(models.Model):
    """Somebody who knows the applicant. Names, ways to reach and words lie sealed."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="references"
    )
    number = models.PositiveSmallIntegerField()  # 1 or 2
    named_at = models.DateTimeField()
    sealed_name = models.BinaryField()
    sealed_reach = models.BinaryField()
    # How they call the applicant. Given with the consent to write to them by mail, and only then.
    sealed_called = models.BinaryField(null=True)
    mail_agreed_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    trust = models.CharField(max_length=8, choices=Trust, blank=True)
    sealed_words = models.BinaryField(null=True)
    sealed_more = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("application", "number"), name="matching_reference_number_once"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, trust="", sealed_words=None)
                | (Q(answered_at__isnull=False, sealed_words__isnull=False) & ~Q(trust="")),
                name="matching_reference_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(mail_agreed_at=None, sealed_called=None)
                | Q(mail_agreed_at__isnull=False, sealed_called__isnull=False),
                name="matching_reference_mail_agreed_with_a_name",
            ),
        )

    def __str__(self) -> str:
        return f"Reference#{self.pk}"

    @property
    def name(self) -> str:
        """Who they are.

        Raises:
            peerhub.crypto.Unreadable: it was changed or moved, or its key is not here.
        """
        return self._open("name")

    @property
    def reach(self) -> str:
        """How to reach them. Raises as ``name``."""
        return self._open("reach")

    @property
    def called(self) -> str:
        """How they call the applicant; "" where nobody may write to them. Raises as ``name``."""
        return self._open("called")

    @property
    def words(self) -> str:
        """What they wrote; "" before they answered. Raises as ``name``."""
        return self._open("words")

    @property
    def more(self) -> dict[str, str]:
        """Their other answers by question; none before they answered. Raises as ``name``."""
        return dict(json.loads(self._open("more") or "{}"))

    def put(self, *, name: str, reach: str) -> None:
        """Seal who they are and how to reach them."""
        self.sealed_name = self._sealed("name", name)
        self.sealed_reach = self._sealed("reach", reach)

    def allow_mail(self, *, called: str, now: datetime) -> None:
        """Keep that the applicant agreed to a mail that calls them so."""
        self.sealed_called, self.mail_agreed_at = self._sealed("called", called), now

    def put_words(self, words: str, more: dict[str, str]) -> None:
        """Seal what they wrote, and their other answers."""
        self.sealed_words = self._sealed("words", words)
        self.sealed_more = self._sealed("more", json.dumps(more))

    def standing(self, *, now: datetime) -> Standing:
        """What the applicant may know of it: not whether somebody would rather not answer."""
        if self.answered_at is not None and self.trust != Trust.SILENT:
            return Standing.ANSWERED
        unreachable = any(mail.given_up_at is not None for mail in self.mails.all())
        if self.answered_at is not None or unreachable or now >= self.named_at + WAIT:
            return Standing.NOT_REACHED
        return Standing.ASKED

    def _open(self, column: str) -> str:
        sealed = getattr(self, f"sealed_{column}")
        return unseal(bytes(sealed), place=self._place(column)) if sealed is not None else ""

    def _sealed(self, column: str, words: str) -> bytes:
        return seal(words, place=self._place(column))

    def _place(self, column: str) -> str:
        """Where its words belong: none of this ever changes."""
        return f"matching.reference.{column}:{self.public_id}"


class ReferenceMailQuerySet(models.QuerySet["ReferenceMail"]):
    """Questions about these mails."""

    def waiting(self) -> Self:
        """Neither sent nor given up."""
        return self.filter(sent_at=None, given_up_at=None)

    def due(self, *, now: datetime) -> Self:
        """To be tried now, and held by nobody; what was tried least comes first."""
        free = Q(held_until=None) | Q(held_until__lt=now)
        return self.waiting().filter(free, due_at__lte=now).order_by("attempts", "due_at", "pk")


class ReferenceMail(models.Model):
    """One mail to somebody without an account; it goes with whom it is for."""

    reference = models.ForeignKey(Reference, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(max_length=8, choices=Asking)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    held_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=64, blank=True)  # of the last attempt: a class, no words

    objects = ReferenceMailQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("reference", "kind"), name="matching_referencemail_once"
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(given_up_at=None),
                name="matching_referencemail_sent_or_given_up",
            ),
        )
        indexes = (
            models.Index(
                fields=("due_at",),
                condition=Q(sent_at=None, given_up_at=None),
                name="matching_referencemail_due",
            ),
        )

    def __str__(self) -> str:
        return f"ReferenceMail#{self.pk}"
