"""The closed words of closing: ways, results, help, check-ins."""

from django.db import models


class Way(models.TextChoices):
    """How somebody tried to reach the person."""

    MESSAGE = "message", "A message here"
    CALL = "call", "A call"
    ROOM = "room", "In the room"
    SESSION = "session", "In a session"
    SOMEBODY = "somebody", "Through somebody they named"


class Result(models.TextChoices):
    """What came of one attempt."""

    REACHED = "reached", "I reached the person"
    NOT_REACHED = "not_reached", "No answer"
    DECLINED = "declined", "They would rather not talk"
    NOT_POSSIBLE = "not_possible", "There is no way to reach them"


class Help(models.TextChoices):
    """What the person was given, or offered."""

    LINES = "lines", "Help lines of their country"
    PLAN = "plan", "A staying safe plan, made or gone through together"
    PLAN_OFFERED = "plan_offered", "A plan was offered, and they would rather not"
    DISTANCE = "distance", "We talked about putting distance between them and what could hurt them"
    DISTANCE_OFFERED = "distance_offered", "We asked to talk about that, and they would rather not"
    HANDED_ON = "handed_on", "Somebody else is with them now, or will see them"


class About(models.TextChoices):
    """What a second person agrees to."""

    INCIDENT = "incident", "The incident was handled, and the case can close"
    NO_DANGER = "no_danger", "Nobody was in danger"


class CheckInResult(models.TextChoices):
    """How a check-in went."""

    REACHED = "reached", "I reached the person"
    NOT_REACHED = "not_reached", "I tried, and did not reach them"
    DECLINED = "declined", "They do not want to be asked any more"
    MOVED = "moved", "It is moved to another time"


class Answer(models.TextChoices):
    """What the person themselves says to a check-in."""

    ALL_RIGHT = "all_right", "I am getting by"
    TALK = "talk", "I would like to talk to somebody"
    NO_MORE = "no_more", "Please do not ask me any more"


class WishWay(models.TextChoices):
    """Where a person wants to hear from us."""

    MAIL = "mail", "Here, with a mail that only says there is an update"
    HERE = "here", "Only here, without a mail"
    NOT = "not", "Please do not write to me"


class Words(models.TextChoices):
    """The words that a person chose for a check-in. None of them tells what it is about."""

    HOW = "how", "Hello. How are you today?"
    THINKING = "thinking", "We are thinking of you. No answer is needed."
    HERE = "here", "We are still here. Tell us how it is, if you like."
    SHORT = "short", "Just saying hello."


class DebriefAnswer(models.TextChoices):
    """What somebody of the team says to the offer of a talk."""

    YES = "yes", "Yes, I would like to talk"
    LATER = "later", "Ask me again later"
    NO = "no", "No, thank you"
