"""Why words are not shown any more."""

from django.db.models import TextChoices


class Gone(TextChoices):
    """Why neither of the two sees words."""

    DELETED = "deleted", "deleted by whoever wrote them"
    HIDDEN = "hidden", "hidden by a moderator"
