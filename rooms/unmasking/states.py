"""Why somebody wants to know who is behind a mask, and where such a request stands."""

from enum import StrEnum

from django.db import models


class Reason(models.TextChoices):
    """Why a name is needed. Only the first opens it without a second person."""

    DANGER = "danger", "Somebody’s life is in danger now"
    REPORT = "report", "A serious report about this person"
    OTHER = "other", "Something else"


class Standing(StrEnum):
    """Where a request stands at one moment."""

    WAITING = "waiting"  # for a second person
    AGREED = "agreed"  # the name can be opened
    SHOWN = "shown"  # the name is open
    REFUSED = "refused"
    LAPSED = "lapsed"  # nobody answered, or nobody opened it, in time
    OVER = "over"  # the name was open, and is closed again
