"""Where what a session takes of the wallet stands, and why it moved."""

from django.db.models import TextChoices


class UseState(TextChoices):
    """Where it lies, in the ledger as well."""

    KEPT = "kept", "kept for the session"
    USED = "used", "used"
    BACK = "back", "given back"


class Why(TextChoices):
    """What an entry of the ledger tells; short, and no word that a shoulder may not read."""

    GIVEN = "given", "given for a month"
    SEAT = "seat", "added by a place"
    KEPT = "kept", "kept for a session"
    MOVED = "moved", "the session is in another month"
    CANCELLED = "cancelled", "the session was cancelled"
    USED = "used", "the session was held"
    MISSED = "missed", "the time was kept and not used"
    FIRST = "first", "missed, for the first time ever"
    AWAY = "away", "the specialist was away"
    UNSAID = "unsaid", "what was said of it was taken back"
    SPARED = "spared", "it does not count"
    CARRIED = "carried", "it came back late in its month"
    GIFT = "gift", "sponsors gave to the pool"
