"""Somebody wrote, our team did something about it, and Maya reads of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from peerhub.accounts.models import User
from rooms.live import actions as live
from rooms.live.models import Room
from rooms.masks.models import Mask
from safety.deeds.models import Deed
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.moderation import actions as moderation
from safety.moderation.steps import MUTES, Steps
from tests.cast import NOON
from tests.safety.flags.in_a_room import case_of, entered, opened, said
from tests.safety.flags.texts import LOW

TOLD = "Some words hurt people here."


@pytest.fixture
def room(sam: User) -> Room:
    """Sam hosts it today."""
    room = opened(sam)
    live.appoint_host(room=room, person=sam, by=None, now=NOON)
    return room


@pytest.fixture
def mask(room: Room, maya: User) -> Mask:
    return entered(maya, room, "Quiet Heron")


@pytest.fixture
def flag(room: Room, mask: Mask, maya: User, ines: User) -> Flag:
    """Maya wrote it in a room a moment ago, and Ines is on it."""
    now = timezone.now() - timedelta(minutes=5)
    return flags.claim(case_of(said(maya, room, LOW, now=now)), by=ines, now=now)


@pytest.fixture
def take(flag: Flag, ines: User) -> Callable[..., Deed]:
    """Ines takes steps about it: what Maya is told of."""

    def make(**steps: Any) -> Deed:
        chosen = Steps(TOLD, "kind", **(steps or {"hide": True}))
        moderation.take(flag, chosen, by=ines, now=timezone.now())
        return Deed.objects.latest("pk")

    return make


MUTE = MUTES["24-hours"]
