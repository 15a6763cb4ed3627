"""Texts of our own for tests, one per level, and a way to flag them."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from safety.flags import actions
from safety.flags.models import Flag
from safety.subjects import SubjectRef
from tests.cast import NOON

CALM = "I made soup and it was good."
LOW = "I feel so hopeless."
HIGH = "I am going to kill myself."


def watched(
    text: str, *, author: User, subject_id: str = "1", now: datetime = NOON
) -> actions.Watch:
    """``text`` in a room, watched in a transaction of its own."""
    with transaction.atomic():
        return actions.watch(
            text,
            author=author,
            subject=SubjectRef("test.message", subject_id),
            place="Room: After a loss",
            now=now,
        )


def flagged(author: User, *, text: str = HIGH, subject_id: str = "1", now: datetime = NOON) -> Flag:
    """The flag that ``text`` raised."""
    watch = watched(text, author=author, subject_id=subject_id, now=now)
    assert watch.flag_id is not None
    return Flag.objects.get(pk=watch.flag_id)
