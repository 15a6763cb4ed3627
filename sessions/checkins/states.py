"""What a check-in asks, one at a time; every part can be left out."""

from django.db.models import TextChoices

LEAST, MOST = 0, 10


class Part(TextChoices):
    """The questions, in the order of being asked."""

    DAY = "day", "How has today been?"
    SLEEP = "sleep", "How did you sleep last night?"
    CLOSE = "close", "How close did you feel to other people?"
    LINE = "line", "One line about today, for you"


# What stands at the two ends of each row of numbers. More is lighter in all of them.
ENDS = {
    Part.DAY: ("0 is very hard", "10 is very good"),
    Part.SLEEP: ("0 is hardly at all", "10 is very well"),
    Part.CLOSE: ("0 is far from everyone", "10 is close to somebody"),
}


class Word(TextChoices):
    """A word for the day, for whoever would rather give no number."""

    VERY_HARD = "very_hard", "Very hard"
    HARD = "hard", "Hard"
    BETWEEN = "between", "In between"
    ALL_RIGHT = "all_right", "All right"
    GOOD = "good", "Good"


# Where a word stands among the numbers. The page says so.
STANDS_AT = {
    Word.VERY_HARD: 1,
    Word.HARD: 3,
    Word.BETWEEN: 5,
    Word.ALL_RIGHT: 7,
    Word.GOOD: 9,
}
HARD_UNTIL = 2  # a day up to here is answered with a kind word
