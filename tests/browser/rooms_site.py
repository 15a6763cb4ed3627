"""Rooms made for one browser test: nobody has said anything in them, nobody else comes in.

Run inside the site, in one process for all tests: ``manage shell -c "…; serve()"``.
"""

import json
import sys
import time
from datetime import timedelta
from typing import Any

from tests.browser.becoming_site import *  # noqa: F403
from tests.browser.calls_site import *  # noqa: F403
from tests.browser.money_site import *  # noqa: F403
from tests.browser.wall_site import *  # noqa: F403

EVER = timedelta(days=3650)
PATIENCE = 120  # seconds until every text of the demo world is read twice


def serve() -> None:
    """Do what each line of the input asks, ``[name, args, kwargs]``, until it ends.

    Each is answered by a line: ``[true, result]``, or ``[false, what went wrong]``.
    """
    from django.db import close_old_connections

    for line in sys.stdin:
        name, args, given = json.loads(line)
        answer: tuple[bool, Any]
        try:
            answer = True, globals()[name](*args, **given)
        except Exception as error:  # noqa: BLE001 - whoever asked is to hear of it
            answer = False, repr(error)
        close_old_connections()
        print(json.dumps(answer), flush=True)


def read_twice() -> None:
    """Wait until the second look has read every text.

    Raises:
        TimeoutError: some still wait after ``PATIENCE``.
    """
    from safety.flags.models import SecondLook

    until = time.monotonic() + PATIENCE
    while SecondLook.objects.exists():
        if time.monotonic() > until:
            raise TimeoutError("texts still wait for their second look")
        time.sleep(0.2)


def hosts_are_here() -> None:
    """Let the hosts of the demo give a sign, as they do every minute where beat runs; plan nothing."""
    from django.utils import timezone

    from peerhub.demo.world import shifts
    from rooms.live.models import Room

    for room in Room.objects.open():
        shifts.be_there(room, now=timezone.now())


def made(count: int, *, size: int = 40, hold_first: int = 0) -> list[str]:
    """Open ``count`` rooms with a host who stays, and Sam as another host; give their ids."""
    from django.utils import timezone

    from peerhub.accounts.actions import create_person
    from peerhub.accounts.models import User
    from rooms.live import actions
    from rooms.live.models import Room
    from rooms.roster.models import Shift

    now, ids = timezone.now(), []
    sam = User.objects.get(handle="Sam")
    for number in range(Room.objects.count(), Room.objects.count() + count):
        room = actions.open_room(
            name=f"Test room {number}", purpose="For a test.", by=None, now=now, size=size,
            hold_first=hold_first, pace=100, prompts=["What was good today?"],
        )  # fmt: skip
        watch = create_person(
            email=f"watch{number}@demo.example", password="-", handle=f"Watch {number}", now=now
        )
        actions.appoint_host(room=room, person=watch, by=None, now=now)
        actions.appoint_host(room=room, person=sam, by=None, now=now)
        Shift.objects.create(
            room=room, host=watch, starts_at=now - EVER, ends_at=now + EVER, began=True,
            seen_at=now + EVER,
        )  # fmt: skip
        ids.append(str(room.public_id))
    return ids


def alone(public_id: str) -> None:
    """Let nobody but Sam be on shift in a room; Sam is, for the next hour."""
    from django.db import transaction
    from django.utils import timezone

    from peerhub.accounts.models import User
    from rooms.live.models import Room
    from rooms.roster import actions
    from rooms.roster.models import Shift

    now = timezone.now()
    room, sam = Room.objects.get(public_id=public_id), User.objects.get(handle="Sam")
    with transaction.atomic():
        Shift.objects.filter(room=room).delete()
        Shift.objects.filter(host=sam).delete()
        shift = Shift.objects.create(
            room=room, host=sam, starts_at=now - timedelta(minutes=5),
            ends_at=now + timedelta(hours=1),
        )  # fmt: skip
        actions.begin(shift, now=now)


def quiet(public_id: str) -> None:
    """Let nobody be on shift in a room."""
    from rooms.roster.models import Shift

    Shift.objects.filter(room__public_id=public_id).delete()


def sized(public_id: str, size: int) -> None:
    """Let a room hold so many people."""
    from rooms.live.models import Room

    Room.objects.filter(public_id=public_id).update(size=size)


def said(public_id: str, count: int) -> None:
    """Let the host of a room have said "Line 1." to "Line N."."""
    from uuid import uuid4

    from django.utils import timezone

    from rooms.live import actions
    from rooms.live.models import Room

    room = Room.objects.get(public_id=public_id)
    host = room.hosts.exclude(person__handle="Sam").get().person
    actions.enter(room=room, person=host, name=host.handle, now=timezone.now())
    for number in range(1, count + 1):
        actions.post_message(
            room=room, person=host, body=f"Line {number}.", client_id=uuid4(), now=timezone.now()
        )
