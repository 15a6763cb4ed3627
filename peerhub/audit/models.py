"""What was done and who looked: append-only, without foreign keys, so that it outlives its rows."""

from __future__ import annotations

from typing import Self

from django.db import models

from peerhub.audit.words import sentence


class Entry(models.Model):
    """One thing that somebody did. The database refuses to change or delete it (0002)."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    verb = models.CharField(max_length=64, db_index=True)
    # None: the installation itself (a due task, the seed).
    actor_id = models.BigIntegerField(null=True, db_index=True)
    subject_kind = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=64)
    # Ids and codes only; never words that a person wrote.
    details = models.JSONField(default=dict)

    class Meta:
        indexes = (models.Index(fields=("subject_kind", "subject_id"), name="audit_entry_subject"),)

    def __str__(self) -> str:
        return f"Entry#{self.pk}"


class Link(models.Model):
    """The place of one row in the chain (see ``chain``). The database refuses to change it (0004).

    A row beside the entry, or the line of who looked, because those never change, and are sealed
    after their commit.
    """

    place = models.BigIntegerField(primary_key=True)  # from 1, without gaps
    entry_id = models.BigIntegerField(unique=True, null=True)
    disclosure_id = models.BigIntegerField(unique=True, null=True)
    sealed_at = models.DateTimeField()
    before = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(entry_id__isnull=False, disclosure_id=None)
                | models.Q(entry_id=None, disclosure_id__isnull=False),
                name="audit_link_of_one_row",
            ),
        )

    def __str__(self) -> str:
        return f"Link#{self.pk}"


class DisclosureQuerySet(models.QuerySet["Disclosure"]):
    """Questions about who looked."""

    def about(self, person_id: int) -> Self:
        """What one person may read: the looks at their own things, newest first."""
        return self.filter(person_id=person_id).order_by("-at", "-pk")


class Disclosure(models.Model):
    """Somebody of the team looked at something of a person, who may read this line.

    The database refuses to change or delete it (0003), and it has its place in the chain. Who it
    was stands in ``Entry`` alone.
    """

    person_id = models.BigIntegerField()
    at = models.DateTimeField()  # when somebody looked, as the person reads it
    written_at = models.DateTimeField(auto_now_add=True)
    # Codes of peerhub.audit.words.
    who = models.CharField(max_length=16)
    what = models.CharField(max_length=16)
    why = models.CharField(max_length=16)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("person_id", "-at"), name="audit_disclosure_person"),)

    def __str__(self) -> str:
        return f"Disclosure#{self.pk}"

    @property
    def sentence(self) -> str:
        """The line in words, without its time."""
        return sentence(self.who, self.what, self.why)
