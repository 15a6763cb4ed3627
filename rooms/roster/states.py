"""How a room stands."""

from django.db import models


class State(models.TextChoices):
    """A room follows its roster of hosts; only a moderator closes it."""

    OPEN = "open", "Open now"
    QUIET = "quiet", "Quiet"
    CLOSED = "closed", "Closed"
