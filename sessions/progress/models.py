"""What a member does not want to see of their own progress."""

from django.conf import settings
from django.db import models


class HiddenLine(models.Model):
    """One line that stays folded on its member's page until they show it again."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="hidden_lines"
    )
    key = models.CharField(max_length=40)  # of the line

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("member", "key"), name="sessions_hiddenline_once"),
        )

    def __str__(self) -> str:
        return f"HiddenLine#{self.pk}"
