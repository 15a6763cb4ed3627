"""Where a clinician stands, why they invite somebody, and how a link ends."""

from django.db import models


class State(models.TextChoices):
    """Where a clinician stands with us."""

    ASKED = "asked", "Waits to be checked"
    VERIFIED = "verified", "Checked"
    REFUSED = "refused", "Not taken"
    ENDED = "ended", "Ended"


class Profession(models.TextChoices):
    """What a clinician is, as coarse as a member needs it."""

    PHYSICIAN = "physician", "Doctor"
    PSYCHOLOGIST = "psychologist", "Psychologist"
    THERAPIST = "therapist", "Therapist or counselor"
    SOCIAL_WORKER = "social_worker", "Social worker"
    NURSE = "nurse", "Nurse"
    OTHER = "other", "Something else in health care"


class Reason(models.TextChoices):
    """Why peer support, coarse: nobody can be known by it, and it tells no story."""

    ALONE = "alone", "To be less alone with it"
    SOMEBODY_LIKE = "somebody_like", "To meet somebody who has been there"
    BETWEEN = "between", "Somebody to talk to between appointments"
    AFTER_CARE = "after_care", "After time in a hospital or program"
    WAITING = "waiting", "While waiting for other help"
    STAYING = "staying", "To stay with what already helps"
    OTHER = "other", "Something else"


class Reach(models.TextChoices):
    """How the person would like to hear from peers here, first."""

    WRITING = "writing", "By writing"
    TALKING = "talking", "By talking"
    ROOM = "room", "In a room with others, only listening at first"
    THEY_SAY = "they_say", "They will say it themselves"


class How(models.TextChoices):
    """How a link ended."""

    BY_MEMBER = "by_member", "You ended it"
    BY_CLINICIAN = "by_clinician", "They stopped hearing about you"
    GONE = "gone", "An account was closed"
    APART = "apart", "You and they are not shown to each other any more"
    NO_CLINICIAN = "no_clinician", "They are no clinician here any more"
