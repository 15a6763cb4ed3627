"""What people told us about texts."""

from django.conf import settings
from django.db import models
from django.db.models.functions import MD5

from safety.flags.models.flag import EXCERPT, Flag
from safety.flags.states import Reason
from safety.subjects import adapter_for

REPORT_WORDS = 1000  # characters that a reporter may add


class Report(models.Model):
    """Somebody told us about a text. It keeps all of it as it was, whatever becomes of it.

    Who tells more about an open case has several; the same twice is one.
    """

    flag = models.ForeignKey(Flag, on_delete=models.PROTECT, related_name="reports")
    subject_kind = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=64)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reports"
    )
    reason = models.CharField(max_length=16, choices=Reason)
    words = models.CharField(max_length=REPORT_WORDS, blank=True)
    snapshot = models.TextField(max_length=EXCERPT)
    drawing = models.JSONField(null=True)  # what was drawn with it then, as its owner stores it
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "flag",
                "reporter",
                "reason",
                MD5("words"),
                MD5("snapshot"),
                name="safety_report_same_once",
            ),
        )

    def __str__(self) -> str:
        return f"Report#{self.pk}"

    @property
    def picture(self) -> str:
        """What was drawn with it then, as SVG; "" where nothing was."""
        return adapter_for(self.subject_kind).picture(self.drawing)

    def says_same(self, reason: Reason, words: str, *, about: str) -> bool:
        """Whether it tells the same about a text that says the same."""
        same_text = self.snapshot == about[:EXCERPT]
        return same_text and (self.reason, self.words) == (reason, words)
