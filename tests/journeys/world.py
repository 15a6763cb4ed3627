"""``python -m tests.journeys.world``: tables, a room, and three people in it who are signed in.

Runs in a process of its own against the servers that the environment names, with the settings of
``make run``. Prints one JSON line.
"""

import json
from importlib import import_module
from typing import Any

import django

PEOPLE = ("Maya", "Noor", "Sam")
PASSWORD = "a-quiet-room-in-daylight"


def main() -> None:
    """Make it and say where it is."""
    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from rooms.live import actions

    call_command("set_up", verbosity=0, stdout=_Nowhere())
    room = actions.open_room(
        name="Bad nights", purpose="…", by=None, now=timezone.now(), pace=10_000
    )
    _staff(room)
    print(json.dumps({"room": room.public_id, "keys": {who: _person(who, room) for who in PEOPLE}}))


def _staff(room: Any) -> None:
    """Somebody sits in it the whole time: a quiet room slows people down."""
    from datetime import timedelta

    from django.utils import timezone

    from peerhub.accounts.actions import create_person
    from rooms.roster.models import Shift

    now, day = timezone.now(), timedelta(days=1)
    host = create_person(email="host@people.example", password=PASSWORD, handle="Host", now=now)
    Shift.objects.create(
        room=room, host=host, starts_at=now, ends_at=now + day, began=True, seen_at=now + day
    )


def _person(name: str, room: Any) -> str:
    """Somebody in the room; the key of their session."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.utils import timezone

    from peerhub.accounts.actions import create_person
    from rooms.live import actions

    now = timezone.now()
    person = create_person(
        email=f"{name.lower()}@people.example", password=PASSWORD, handle=name, now=now
    )
    actions.enter(room=room, person=person, name=f"Mask of {len(name)} {name[-1]}", now=now)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


class _Nowhere:
    """The JSON line is all that is printed."""

    def write(self, words: str) -> None:
        del words

    def flush(self) -> None:
        """Nothing to do."""


if __name__ == "__main__":
    main()
