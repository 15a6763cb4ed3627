"""What can be put forward for the vocabulary, and what becomes of it."""

from django.db import models


class Kind(models.TextChoices):
    """What is put forward."""

    SYNONYM = "synonym", "Other words for a topic"
    TOPIC = "topic", "A new topic"


class State(models.TextChoices):
    """Waiting, until staff decide once."""

    WAITING = "waiting", "Waiting for somebody to read it"
    ACCEPTED = "accepted", "Taken in"
    REFUSED = "refused", "Not taken in"


class Reason(models.TextChoices):
    """Why something is not taken in, as its writer reads it."""

    THERE = "there", "We have a topic for this already."
    DIAGNOSIS = "diagnosis", "It names a diagnosis. We use the words of the people it happened to."
    HURTS = "hurts", "These words could hurt somebody who reads them."
    PERSON = "person", "It names a person or a place."
    TWO = "two", "It is more than one thing. Please put them forward one by one."
    UNCLEAR = "unclear", "We did not understand it. Please say it in other words."
