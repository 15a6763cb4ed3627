"""Who may see a post, and what is becoming of words on the wall."""

from django.db.models import TextChoices


class Audience(TextChoices):
    """Who may see a post, besides whoever wrote it."""

    EVERYONE = "everyone", "Everyone here"
    TOPIC = "topic", "People with the same topic"
    FRIENDS = "friends", "My friends"


class State(TextChoices):
    """Whether others see words, and why not. Moderators still see what was said."""

    WAITING = "waiting", "a guide reads it first"  # one of the first posts of a new account
    SHOWN = "shown", "shown"
    HELD = "held", "a person reads it first"  # because of what it says
    HIDDEN = "hidden", "hidden by a moderator"
    DELETED = "deleted", "deleted by its author"


UNREAD = (State.WAITING, State.HELD)  # a person from our team reads it before others do
