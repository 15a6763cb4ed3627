"""The life of a flag, and how it can end."""

from django.db import models


class FlagState(models.TextChoices):
    """Where a flag stands."""

    OPEN = "open", "Waiting for someone"
    CLAIMED = "claimed", "Someone is on it"
    RESOLVED = "resolved", "Done"


ALLOWED = {
    FlagState.OPEN: frozenset({FlagState.CLAIMED}),
    # A claim that lapsed is taken by the next person without passing through "open".
    FlagState.CLAIMED: frozenset({FlagState.OPEN, FlagState.CLAIMED, FlagState.RESOLVED}),
    FlagState.RESOLVED: frozenset[FlagState](),
}


class Outcome(models.TextChoices):
    """What came of it."""

    REACHED = "reached", "I reached the person"
    HANDED_OVER = "handed_over", "Handed to the clinician on call"
    EMERGENCY = "emergency", "Emergency help is on its way"
    FALSE_ALARM = "false_alarm", "False alarm, for the reason in the note"
    NOTHING_NEEDED = "nothing_needed", "Nothing needed"


class Act(models.TextChoices):
    """What a line of a case's timeline tells."""

    RAISED = "raised", "raised this"
    CLAIMED = "claimed", "took this"
    RELEASED = "released", "handed this back"
    LEVEL_RAISED = "level_raised", "raised the level"
    NOTED = "noted", "wrote a note"
    LET_OUT = "let_out", "let others see the message"
    RESOLVED = "resolved", "closed this"
