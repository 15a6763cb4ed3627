"""What our team can do with words or their author, and what a second look can come to."""

from django.db import models


class DeedKind(models.TextChoices):
    """What was done, as its person reads it."""

    HIDDEN = "hidden", "We hid what you wrote"
    KEPT = "kept", "We did not pass on what you wrote"
    MUTED = "muted", "We asked you to read and not to write for a while"
    REMOVED = "removed", "We asked you to leave a room for a while"
    CHANGED = "changed", "You changed what you wrote before others saw it"
    PAUSED = "paused", "We paused your account for a while"


class Outcome(models.TextChoices):
    """What a second person decided."""

    UPHELD = "upheld", "It stays as it is"
    UNDONE = "undone", "It is undone"


OF_WORDS = frozenset({DeedKind.HIDDEN, DeedKind.KEPT})  # others do not see the words
OF_SILENCE = frozenset({DeedKind.MUTED, DeedKind.REMOVED})
