"""Who writes, why words are not shown any more, and when somebody usually answers."""

from django.db.models import TextChoices


class Side(TextChoices):
    """The two who write to each other."""

    MEMBER = "member", "The member"
    SPECIALIST = "specialist", "The peer specialist"

    @property
    def other(self) -> "Side":
        """Whoever reads what this one writes."""
        return Side.SPECIALIST if self is Side.MEMBER else Side.MEMBER


class Gone(TextChoices):
    """Why neither of the two sees words any more."""

    WITHDRAWN = "withdrawn", "taken back at once"
    DELETED = "deleted", "deleted by whoever wrote them"
    HIDDEN = "hidden", "hidden by a moderator"


class Usual(TextChoices):
    """When a specialist usually answers, as the end of "Sam usually answers …"."""

    SAME_DAY = "same_day", "on the same day"
    NEXT_DAY = "next_day", "within a day"
    TWO_DAYS = "two_days", "within two days"
    WEEK = "week", "within a week"
    NEXT_SESSION = "next_session", "when you meet next"
