"""The life of a story, of its versions, and whom a part of it is for."""

from django.db import models


class StoryState(models.TextChoices):
    """What others see of a story.

    A held one was marked green and waits for a moderator; a retired one waits for its writer alone.
    """

    DRAFT = "draft", "draft"
    HELD = "held", "being read first"
    SHOWN = "shown", "shown"
    RETIRED = "retired", "taken back"


class Light(models.TextChoices):
    """What a reviewer says of one piece of a version; the worst of them counts for the version."""

    GREEN = "green", "Good as it is"
    AMBER = "amber", "Please change something small"
    RED = "red", "Please write this again"


class Audience(models.TextChoices):
    """Whom a part of a story is for, the widest first. Whoever is nearer reads what is wider too."""

    EVERYONE = "everyone", "Everyone"
    MEMBERS = "members", "Members who are signed in"
    SHARING = "sharing", "Members who named something I know too"
    MET = "met", "Only people I meet"


WORST_FIRST = (Light.RED, Light.AMBER, Light.GREEN)
