"""What can be revealed, why somebody wants to know it, and where such a request stands."""

from enum import StrEnum

from django.db import models


class Kind(models.TextChoices):
    """Behind what somebody is looked for."""

    MASK = "mask", "A mask"  # the handle behind a name in a room
    ACCOUNT = "account", "An account"  # whoever wrote the text of a case, and what is held of them


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
