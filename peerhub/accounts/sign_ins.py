"""Ending sign-ins: their sessions go, so that they never come back."""

from datetime import datetime

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from peerhub.accounts.events import SignInEnded
from peerhub.events import publish


def end_all(person_id: int, *, but: str | None = None) -> None:
    """End every sign-in of a person, and with them their open sockets.

    Args:
        person_id: whose.
        but: the key of a session that stays.
    """
    others = Session.objects.exclude(pk=but) if but else Session.objects.all()
    for session in others.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(person_id):
            session.delete()
    publish(SignInEnded(person_id=person_id))


def holds(key: str, *, now: datetime) -> bool:
    """Whether the sign-in with this session key has not ended."""
    return Session.objects.filter(pk=key, expire_date__gt=now).exists()
