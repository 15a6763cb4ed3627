"""Who writes, why somebody cannot, and how often a clinician looks."""

from enum import Enum

from django.db.models import TextChoices


class Side(TextChoices):
    """The two who write to each other."""

    MEMBER = "member", "The member"
    CLINICIAN = "clinician", "The clinician"

    @property
    def other(self) -> "Side":
        """Whoever reads what this one writes."""
        return Side.CLINICIAN if self is Side.MEMBER else Side.MEMBER


class Usual(TextChoices):
    """How often a clinician looks, as the end of "Dr Osei looks here …"."""

    WORKING_DAYS = "working_days", "on most working days"
    TWICE = "twice", "about twice a week"
    WEEKLY = "weekly", "about once a week"
    SELDOM = "seldom", "less than once a week"


class Why(Enum):
    """Why somebody cannot write now."""

    OVER = "over"  # the two are not linked any more: the same words, whoever ended it
    CLOSED = "closed"  # the member would rather not be written to
    ENOUGH = "enough"  # as much as a day holds
