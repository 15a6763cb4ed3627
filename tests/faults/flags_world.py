"""``python -m tests.faults.flags_world 4x3 2``: rooms full of signed-in people, and moderators.

The first argument is "rooms x people of each", the second how many moderators. Runs in a process
of its own; prints one JSON line.
"""

import json
import sys
from dataclasses import asdict, dataclass
from importlib import import_module
from typing import Any
from uuid import uuid4

import django

from tests.faults import rooms_world
from tests.faults.rooms_site import RoomOfPeople


@dataclass(frozen=True)
class World:
    """Rooms, and the sessions of those who work the queue."""

    rooms: list[RoomOfPeople]
    moderators: list[str]


def main(shape: str, moderators: str) -> None:
    """Make it and say where it is."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    rooms, people = (int(part) for part in shape.split("x"))
    print(json.dumps(asdict(made(rooms, people, int(moderators)))))


def made(rooms: int, people: int, moderators: int) -> World:
    """The same where Django is set up already."""
    return World(
        [RoomOfPeople(**rooms_world._room(people)) for _ in range(rooms)],
        [_moderator(number) for number in range(moderators)],
    )


def of(words: str) -> World:
    """The world of a printed line."""
    told: dict[str, Any] = json.loads(words)
    return World([RoomOfPeople(**room) for room in told["rooms"]], told["moderators"])


def _moderator(number: int) -> str:
    """Somebody who works the queue, with a second factor; the key of their session."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.utils import timezone

    from peerhub.accounts.actions import create_person, grant_role
    from peerhub.accounts.roles import Role

    now = timezone.now()
    person = create_person(
        email=f"{uuid4().hex}@people.example", password=None, handle=f"Moderator{number}", now=now
    )
    grant_role(person, Role.MODERATOR, by=None, now=now)
    TOTP.activate(person, generate_totp_secret())
    return _signed_in(person)


def _signed_in(person: Any) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    main(*sys.argv[1:])
