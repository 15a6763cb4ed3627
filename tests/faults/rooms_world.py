"""``python -m tests.faults.rooms_world 8x25 1x30``: tables, and rooms full of signed-in people.

Each argument is "rooms x people of each". Every room has a host on shift, so it is open and not
slowed down. Runs in a process of its own; prints one JSON line: for every room its id and the
keys of its people's sessions.
"""

import json
import sys
from datetime import timedelta
from importlib import import_module
from typing import Any
from uuid import uuid4

import django


def main(shapes: list[str]) -> None:
    """Make it and say where it is."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    sizes = [
        int(people)
        for rooms, people in (shape.split("x") for shape in shapes)
        for _ in range(int(rooms))
    ]
    print(json.dumps([_room(people) for people in sizes]))


def _room(people: int) -> dict[str, Any]:
    from django.utils import timezone

    from peerhub.accounts.actions import create_person
    from rooms.live import actions
    from rooms.roster.models import Shift

    now, ever = timezone.now(), timedelta(days=1)
    room = actions.open_room(
        name="Bad nights", purpose="…", by=None, now=now, size=people * 2, pace=10_000
    )
    host = create_person(email=f"{uuid4().hex}@people.example", password=None, now=now)
    Shift.objects.create(
        room=room,
        host=host,
        starts_at=now - ever,
        ends_at=now + ever,
        began=True,
        seen_at=now + ever,
    )
    return {"room": room.public_id, "keys": [_person(room, number) for number in range(people)]}


def _person(room: Any, number: int) -> str:
    """Somebody in the room; the key of their session."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.utils import timezone

    from peerhub.accounts.actions import create_person
    from rooms.live import actions

    now = timezone.now()
    person = create_person(email=f"{uuid4().hex}@people.example", password=None, now=now)
    actions.enter(room=room, person=person, name=f"Mask {number}", now=now)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    main(sys.argv[1:])
