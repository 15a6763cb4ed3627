"""How safe somebody says they are, and how urgent that makes it on the ladder."""

from django.db import models

from safety.flags import ladder


class Safe(models.TextChoices):
    """The answer to "How safe are you right now?"; it can be left out."""

    SAFE = "safe", "I am safe for now"
    UNSURE = "unsure", "I am not sure"
    UNSAFE = "unsafe", "I am not safe"


LEAST = ladder.HOLD_FROM  # whoever asks for a person is answered within a quarter of an hour
LEVELS = {Safe.SAFE: LEAST, Safe.UNSURE: 4, Safe.UNSAFE: ladder.HIGHEST}
