"""The parts of a staying safe plan, in the order in which they help."""

from django.db import models


class Part(models.TextChoices):
    """One part: from what one can do alone to whom one can ask."""

    SIGNS = "signs", "My early signs"
    ALONE = "alone", "What I can do alone"
    PLACES = "places", "People and places that take my mind off it"
    PEOPLE = "people", "People I can ask for help"
    LINES = "lines", "Professionals and lines"
    SURROUNDINGS = "surroundings", "Making my surroundings safer"
    REASON = "reason", "One reason to get through the next hour"


class Answer(models.TextChoices):
    """What a member did with a suggestion."""

    TAKEN = "taken", "Taken into the plan"
    LEFT = "left", "Not taken"
