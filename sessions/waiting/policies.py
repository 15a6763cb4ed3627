"""Whose wait it is."""

from peerhub.accounts.models import User
from sessions.waiting.models import Wait


def is_theirs(person: User, wait: Wait) -> bool:
    """Nobody but the one who waits sees a wait, or does anything with it."""
    return person.pk == wait.member_id
