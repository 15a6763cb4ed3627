"""In which order somebody reads."""

from django.db.models import TextChoices


class Order(TextChoices):
    """What stands on the page; both are sorted by time."""

    NEAR = "near", "Near what you told us"
    NEWEST = "newest", "Everything, newest first"
