"""A staffed room in which everybody has entered, and the keys of their sign-ins."""

from datetime import datetime, timedelta
from importlib import import_module

EVER = timedelta(days=3650)


def made(people: int, *, now: datetime) -> tuple[str, list[str]]:
    """The room's public id, and a session key for each of its people.

    The room's own limits (people, pace) are wide; the rules themselves are on.
    """
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.db import connections

    from peerhub.accounts.actions import create_person
    from rooms.live import actions
    from rooms.roster.models import Shift

    store = import_module(settings.SESSION_ENGINE).SessionStore
    room = actions.open_room(
        name="Measured", purpose="…", by=None, now=now, size=people * 2, pace=10_000
    )
    host = create_person(email="host@people.example", password="-", handle="Host", now=now)
    # Staffed the whole time: in a quiet room everybody has to wait between two messages.
    Shift.objects.create(
        room=room,
        host=host,
        starts_at=now - EVER,
        ends_at=now + EVER,
        began=True,
        seen_at=now + EVER,
    )
    keys = []
    for number in range(people):
        person = create_person(
            email=f"m{number}@people.example", password="-", handle=f"Member{number}", now=now
        )
        actions.enter(room=room, person=person, name=f"Mask {number}", now=now)
        session = store()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()
        keys.append(session.session_key)
    connections.close_all()
    return room.public_id, keys


def stored() -> int:
    """Messages in the table that others can read."""
    from django.db import connections

    from rooms.live.models import Message

    try:
        return Message.objects.said().count()
    finally:
        connections.close_all()
