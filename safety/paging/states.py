"""Why somebody is paged."""

from django.db import models


class Reason(models.TextChoices):
    """What a page says has happened."""

    CALL = "call", "Somebody is called at once"
    ACK = "ack", "Nobody has taken it in time"
    CONTACT = "contact", "The person was not reached in time"
    TEST = "test", "A test"
