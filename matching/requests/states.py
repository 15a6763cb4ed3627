"""The life of a request, and of a proposal that answers it."""

from django.db import models


class RequestState(models.TextChoices):
    """Open, until the member has somebody or asks no more."""

    OPEN = "open", "Waiting for somebody who fits"
    MATCHED = "matched", "You said yes to somebody"
    WITHDRAWN = "withdrawn", "Taken back"


class ProposalState(models.TextChoices):
    """Open, until one of the two answers it or the request ends."""

    OPEN = "open", "Waiting for their answer"
    ACCEPTED = "accepted", "They said yes"
    DECLINED = "declined", "Not this time. It says nothing about you."
    WITHDRAWN = "withdrawn", "You took it back"
