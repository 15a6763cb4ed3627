"""Why something is shared, until when, how that ended, and in which way somebody got it."""

from django.db import models


class Purpose(models.TextChoices):
    """Why, as the member says it. One yes has one purpose."""

    TOGETHER = "together", "So that we can work together"
    IN_TOUCH = "in_touch", "To be put in touch"
    FOLLOW = "follow", "So that they know how it is going"
    WISH = "wish", "Because I want them to have it"


class Until(models.TextChoices):
    """When it ends by itself. Whatever is chosen, after a year it is over."""

    TOGETHER = "together", "When our work together ends, after a year at the latest"
    DAY = "day", "At the end of a day that I choose"
    YEAR = "year", "In one year"


class How(models.TextChoices):
    """How a sharing ended before its time."""

    STOPPED = "stopped", "You stopped it"
    CHANGED = "changed", "You changed it"
    NARROWED = "narrowed", "You took something out"
    PARTED = "parted", "You and they are not shown to each other any more"
    WORK_OVER = "work_over", "Your work together ended"


class Way(models.TextChoices):
    """In which way somebody got something."""

    READ = "read", "They read it here"
    FILE = "file", "They took it as a file"
    COPY = "copy", "You took a copy for them"
    PASSED_ON = "passed_on", "Our team passed it on"
    EMERGENCY = "emergency", "It was told in an emergency"
