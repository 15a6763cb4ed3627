"""What a member can write and choose about a day."""

from django.db.models import TextChoices


class Part(TextChoices):
    """Their words, each sealed by itself."""

    NAME = "name", "What I call it"
    HELPS = "helps", "What helps"
    NOTE = "note", "A note from me, to read on that day"
    WHOM = "whom", "Whom I could ask"


class Hours(TextChoices):
    """The part of a day in which they would like to meet somebody, on their own clock."""

    ANY = "any", "Any time of day"
    MORNING = "morning", "Before noon"
    AFTERNOON = "afternoon", "In the afternoon, until five"
    EVENING = "evening", "From five on"


# From and until (exclusive) which hour.
FROM_UNTIL = {
    Hours.ANY: (0, 24),
    Hours.MORNING: (0, 12),
    Hours.AFTERNOON: (12, 17),
    Hours.EVENING: (17, 24),
}
