"""What a member writes for themself alone, and whether a program may look at it for danger."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from peerhub.crypto import SealedWords
from sessions.journal.prompts import words_of

if TYPE_CHECKING:
    from peerhub.accounts.models import User

WORDS = 5000  # characters


class JournalEntryQuerySet(models.QuerySet["JournalEntry"]):
    """Questions about entries."""

    def of(self, person: User) -> Self:
        """A person's own, the newest first: nobody else is ever given them."""
        return self.filter(member=person).order_by("-written_at", "-pk")


class JournalEntry(SealedWords, models.Model):
    """One entry of one member, its words sealed. Deleting it leaves nothing of it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="journal_entries"
    )
    prompt = models.CharField(max_length=16, blank=True, default="")  # "": none
    sealed = models.BinaryField()
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = JournalEntryQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("member", "written_at"), name="sessions_journal_by_month"),)

    def __str__(self) -> str:
        return f"JournalEntry#{self.pk}"

    def get_absolute_url(self) -> str:
        """Its page, for its member alone."""
        return reverse("sessions:own_note", args=[self.public_id])

    @property
    def _place(self) -> str:
        return f"peer_sessions.journalentry.words:{self.public_id}"

    @property
    def asked(self) -> str:
        """The words that it began with; "" for none."""
        return words_of(self.prompt)


class JournalScreening(models.Model):
    """This member wants a program to look for danger in what they write from ``since`` on.

    There is no row for anybody who never said so, and none any more for whoever turned it off.
    """

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="journal_screening"
    )
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"JournalScreening#{self.pk}"
