"""What one shift leaves to the next. The database refuses to change or delete any of it."""

from django.conf import settings
from django.db import models

WORDS = 2000  # characters of the words that go with a sheet
LINE = 300  # characters of what was done, and of what is next
BY_WHEN = 60  # characters


class Handover(models.Model):
    """One version of the sheet of a shift; ``written_by`` None: nobody wrote one, so it was made."""

    shift = models.ForeignKey("safety.Shift", on_delete=models.PROTECT, related_name="handovers")
    version = models.PositiveIntegerField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="handovers"
    )
    words = models.TextField(max_length=WORDS, blank=True)
    more = models.PositiveIntegerField(default=0)  # open cases that found no place on the sheet

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("shift", "version"), name="safety_handover_version"),
        )

    def __str__(self) -> str:
        return f"Handover#{self.pk}"


class HandoverLine(models.Model):
    """One open case on a sheet: what was done, what is next, by when."""

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="lines")
    flag = models.ForeignKey("safety.Flag", on_delete=models.PROTECT, related_name="handover_lines")
    level = models.PositiveSmallIntegerField()  # as it was then
    due_at = models.DateTimeField(null=True)  # the next time that was promised of it then
    done = models.CharField(max_length=LINE, blank=True)
    next = models.CharField(max_length=LINE, blank=True)
    by_when = models.CharField(max_length=BY_WHEN, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("handover", "flag"), name="safety_handoverline_once"),
        )

    def __str__(self) -> str:
        return f"HandoverLine#{self.pk}"


class HandoverRead(models.Model):
    """Somebody opened a sheet; the first time counts."""

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="reads")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="handover_reads"
    )
    read_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("handover", "person"), name="safety_handoverread_once"),
        )

    def __str__(self) -> str:
        return f"HandoverRead#{self.pk}"
