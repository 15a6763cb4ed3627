"""Where a note stands, what was seen in the session, and what becomes of a promise."""

from django.db.models import IntegerChoices, TextChoices


class NoteState(TextChoices):
    """Where a note stands, as both people read it."""

    DRAFT = "draft", "Draft"
    SIGNED = "signed", "Signed"
    TO_CO_SIGN = "to_co_sign", "Waits for the supervisor"
    CO_SIGNED = "co_signed", "Co-signed"


class Risk(IntegerChoices):
    """What the specialist saw of danger; the number is the level of the case on the ladder."""

    NONE = 0, "No sign of danger"
    SOME = 2, "Yes, and somebody should look today"
    NOW = 3, "Yes, and I am worried now"


class PromiseState(TextChoices):
    """What became of something one said one would do."""

    OPEN = "open", "Open"
    DONE = "done", "Done"
    NOT_NOW = "not_now", "Not now"
