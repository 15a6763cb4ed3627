"""What a person agreed to: one record a purpose, with the version of the words they saw."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Consent(models.Model):
    """One yes to one purpose, in one version of its words; withdrawn, never changed."""

    class Purpose(models.TextChoices):
        """What can be agreed to on joining. Each stands alone and starts unticked."""

        ADULT = "adult", "18 or older"
        HOUSE_RULES = "house_rules", "house rules"
        PRIVACY = "privacy", "how words are kept and who may read them"
        MATCHING = "matching", "use of answers for suggestions"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents"
    )
    purpose = models.CharField(max_length=16, choices=Purpose.choices)
    version = models.CharField(max_length=16)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "purpose"),
                condition=Q(withdrawn_at=None),
                name="accounts_consent_held_once",
            ),
        )

    def __str__(self) -> str:
        return f"Consent#{self.pk}"
