"""The six kind words with which people answer, in rooms and on the wall."""

from django.db import models


class Kindness(models.TextChoices):
    """The six reactions. Nobody sees how many; only that somebody felt so."""

    WITH_YOU = "with_you", "With you"
    THANK_YOU = "thank_you", "Thank you"
    ME_TOO = "me_too", "Me too"
    STRENGTH = "strength", "Strength"
    GENTLE = "gentle", "Gentle"
    HEART = "heart", "♡"
