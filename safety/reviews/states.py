"""Who takes part in a review, what they answer, and what becomes of goals and of ideas."""

from django.db.models import TextChoices


class Part(TextChoices):
    """As what somebody takes part."""

    SPECIALIST = "specialist", "Peer specialist"
    CLINICIAN = "clinician", "Clinician"
    SUPERVISOR = "supervisor", "Supervisor"


class Answer(TextChoices):
    """Where somebody stands who was asked. Only with a yes do they read anything."""

    WAITING = "waiting", "Asked, no answer yet"
    YES = "yes", "Takes part"
    NO = "no", "Said no. That needs no reason."
    LEFT = "left", "Left"
    OUT = "out", "Taken out"


# Who can be asked again: those with whom it is over.
OVER = (Answer.NO, Answer.LEFT, Answer.OUT)


class GoalState(TextChoices):
    """Where a shared goal stands. None of these is late or failed."""

    OPEN = "open", "Open"
    DONE = "done", "Reached"
    LET_GO = "let_go", "Let go"


class Fate(TextChoices):
    """What the member did with an idea, as whoever had it reads it: no more than this."""

    TAKEN = "taken", "Taken. It is theirs now, and may say something else."
    LEFT = "left", "Not taken. That is fine, and needs no reason."
