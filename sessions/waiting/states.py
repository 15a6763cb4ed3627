"""The life of a wait, and of a time that is offered in it."""

from django.db.models import TextChoices


class WaitState(TextChoices):
    """Where somebody who waits stands."""

    WAITING = "waiting", "waiting"
    OFFERED = "offered", "a time is kept"
    BOOKED = "booked", "booked"
    LEFT = "left", "not waiting any more"
    ENDED = "ended", "over"


OPEN = (WaitState.WAITING, WaitState.OFFERED)


class OfferState(TextChoices):
    """What became of a time that was kept for somebody."""

    OPEN = "open", "kept"
    BOOKED = "booked", "booked"
    PASSED_ON = "passed_on", "not this one"
    UNANSWERED = "unanswered", "not answered in time"
    GONE = "gone", "not free any more"


class Part(TextChoices):
    """Parts of the day on the member's own clock, as the list of free times has them."""

    MORNING = "morning", "Mornings, until noon"
    AFTERNOON = "afternoon", "Afternoons, from noon until 5 pm"
    EVENING = "evening", "Evenings, from 5 pm"
