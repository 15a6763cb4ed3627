"""What a member can choose for a session."""

from django.db.models import TextChoices


class Depth(TextChoices):
    """How deep today."""

    LIGHT = "light", "Stay light"
    SOME = "some", "Some of it"
    DEEP = "deep", "Go there"
    UNKNOWN = "unknown", "I do not know yet"


class Manner(TextChoices):
    """Listening or ideas."""

    LISTEN = "listen", "Just listen"
    IDEAS = "ideas", "Ideas are welcome"
    BOTH = "both", "Both"
    ASK = "ask", "Ask me as we go"


class Moment(TextChoices):
    """When somebody says how heavy things feel."""

    BEFORE = "before", "Before"
    AFTER = "after", "After"
