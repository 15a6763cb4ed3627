"""Words that their owner did not store: a cry for help in them is heard all the same."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from safety.flags.actions.watching import Holding, read, watch
from safety.subjects import SubjectRef


@dataclass(frozen=True)
class Unkept:
    """A text that was not taken. ``most``: characters of it that are read."""

    text: str
    author: User
    subject: SubjectRef
    place: str
    most: int


def hear_unkept(unkept: Unkept, *, now: datetime) -> bool:
    """A person from our team sees them when they sound like danger; said again, they are one case.

    Returns:
        Whether their author should see where help is.
    """
    text = unkept.text[: unkept.most].replace("\0", "")
    reading = read(text, kind=unkept.subject.kind)
    if reading.show_help:
        with transaction.atomic():
            watch(
                text,
                author=unkept.author,
                subject=unkept.subject,
                place=unkept.place,
                now=now,
                holding=Holding(may=False),  # nobody else waits to see it
                reading=reading,
            )
    return reading.show_help
