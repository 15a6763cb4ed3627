"""Maya in a room, and a case of hers that Ines is on."""

import pytest
from django.utils import timezone

from peerhub.accounts.models import User
from rooms.live.models import Room
from safety.flags import actions
from safety.flags.models import Flag
from tests.safety.flags.in_a_room import case_of, entered, opened, said
from tests.safety.flags.texts import LOW


@pytest.fixture
def room(sam: User, maya: User) -> Room:
    room = opened(sam)
    entered(maya, room, "Quiet Heron")
    return room


@pytest.fixture
def flag(room: Room, maya: User, ines: User) -> Flag:
    """Maya wrote it in a room a moment ago, and Ines is on it."""
    now = timezone.now()
    return actions.claim(case_of(said(maya, room, LOW, now=now)), by=ines, now=now)
