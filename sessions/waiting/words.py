"""What a wait comes to, in words. Pure."""

from datetime import timedelta

LEFT = (
    (timedelta(minutes=100), "almost two hours"),
    (timedelta(minutes=75), "about an hour and a half"),
    (timedelta(minutes=50), "about an hour"),
    (timedelta(minutes=25), "about half an hour"),
    (timedelta(minutes=12), "about a quarter of an hour"),
)


def left(span: timedelta) -> str:
    """How long something is kept still; the words do not tick."""
    return next((words for least, words in LEFT if span >= least), "a few minutes")


def ahead(count: int) -> str:
    """How many asked before this person."""
    if count == 0:
        return "Nobody asked before you."
    return f"{_people(count)} asked before you."


def waiting_for_you(count: int) -> str:
    """What a specialist is told: how many, and never who."""
    return f"{_people(count)} {'waits' if count == 1 else 'wait'} for a time with you."


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"
