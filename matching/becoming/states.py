"""The stations of the way, and what can happen at them."""

from django.db import models


class State(models.TextChoices):
    """Where an application is."""

    WRITING = "writing", "Being written"
    SENT = "sent", "On its way"
    WITHDRAWN = "withdrawn", "Taken back"
    DECLINED = "declined", "Not this time"
    CERTIFIED = "certified", "Certified"


LIVE = (State.WRITING, State.SENT)


class Station(models.TextChoices):
    """What an applicant comes to, in this order."""

    APPLICATION = "application", "Your application"
    INTERVIEW = "interview", "A talk about lived experience"
    REFERENCES = "references", "Two people who know you"
    CHECK = "check", "Background check"
    SCREENING = "screening", "A supervisor decides"
    MODULES = "modules", "Training"
    PRACTICE = "practice", "Practice sessions"
    EXAM = "exam", "Exam"
    SIGN_OFF = "sign_off", "A therapist signs off"
    CERTIFICATE = "certificate", "Certificate"


# What somebody may bring from elsewhere. Never the check, the decision or a therapist's word.
RECOGNISABLE = (
    Station.INTERVIEW,
    Station.REFERENCES,
    Station.MODULES,
    Station.PRACTICE,
    Station.EXAM,
)


class Brought(models.TextChoices):
    """What a supervisor saw."""

    STATE = "state", "A peer certification by a state"
    TRAINING = "training", "A certificate of a training elsewhere"
    HERE = "here", "They were a specialist here before there were certificates"


class Deed(models.TextChoices):
    """What was done at a station: the history holds no other words."""

    SENT = "sent", "sent the application"
    WITHDRAWN = "withdrawn", "took the application back"
    BOOKED = "booked", "chose a time for the talk"
    READY = "ready", "had the talk: ready to go on"
    ANOTHER_TALK = "another_talk", "had the talk: another one first"
    NAMED = "named", "named two people"
    NAMED_ANOTHER = "named_another", "named another person"
    ANSWERED = "answered", "answered as somebody who knows you"
    NOT_REACHED = "not_reached", "could not be reached"
    CLEAR = "clear", "wrote down a check: nothing stands against it"
    OPEN = "open", "wrote down a check: something to talk about"
    PROPOSED = "proposed", "proposed what need not be done again"
    YES = "yes", "said yes"
    NOT_YET = "not_yet", "said not yet"
    NO = "no", "said no"
    APPEALED = "appealed", "asked for a second opinion"
    SIGNED_OFF = "signed_off", "signed off"
    NOT_SIGNED = "not_signed", "did not sign off yet"
    CERTIFIED = "certified", "issued the certificate"


class Hours(models.TextChoices):
    """How much time somebody has in a week."""

    FEW = "1-2", "1 to 2 hours a week"
    SOME = "3-5", "3 to 5 hours a week"
    MANY = "6+", "6 hours a week or more"
    UNSURE = "unsure", "I do not know yet"


class Outcome(models.TextChoices):
    """How the talk about lived experience ended."""

    READY = "ready", "Ready to go on"
    ANOTHER_TALK = "another_talk", "Another talk first"


class Answer(models.TextChoices):
    """A supervisor's decision."""

    YES = "yes", "Yes"
    NOT_YET = "not_yet", "Not yet"
    NO = "no", "No"


class Trust(models.TextChoices):
    """What a reference says in one tick."""

    YES = "yes", "Yes, gladly"
    SUPPORT = "support", "Yes, with good support"
    UNSURE = "unsure", "I am not sure"
    NO = "no", "Rather not"
    SILENT = "silent", "I would rather not answer"


class Known(models.TextChoices):
    """How a reference knows the applicant."""

    FRIEND = "friend", "As a friend"
    FAMILY = "family", "We are family"
    NEIGHBOUR = "neighbour", "As a neighbour"
    WORK = "work", "From work or school"
    TOGETHER = "together", "From something we do together"
    OTHER = "other", "In another way"


class Level(models.TextChoices):
    """What a reference says to a question about the applicant."""

    YES = "yes", "Yes"
    MOSTLY = "mostly", "Mostly"
    UNSURE = "unsure", "I am not sure"
    NO = "no", "No"


class Standing(models.TextChoices):
    """What an applicant sees of somebody whom they named: this, and nothing else."""

    ASKED = "asked", "Asked"
    ANSWERED = "answered", "Answered"
    NOT_REACHED = "not_reached", "Not reached"


class Asking(models.TextChoices):
    """The two mails that somebody gets at most."""

    FIRST = "first", "The question"
    AGAIN = "again", "The reminder"
