"""The audit table: append-only, without foreign keys, so that it outlives what it tells of."""

from django.db import models


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
