"""The life of somebody's wish to talk now, and of one question to a specialist."""

from django.db.models import TextChoices


class AskState(TextChoices):
    """Where somebody who wants to talk now stands."""

    WAITING = "waiting", "waiting"
    TAKEN = "taken", "somebody is there"
    LEFT = "left", "left the line"
    NOBODY = "nobody", "nobody could come"


class TurnState(TextChoices):
    """What became of one question to one specialist."""

    OPEN = "open", "asked"
    TAKEN = "taken", "said yes"
    PASSED_ON = "passed_on", "not now"
    UNANSWERED = "unanswered", "did not answer"
    GONE = "gone", "not needed any more"
