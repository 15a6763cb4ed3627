"""Posts and answers by the real actions, as the wall's own tests have them; a host on shift."""

from collections.abc import Callable

import pytest

from peerhub.accounts.models import User
from rooms.live import actions as live
from tests.cast import NOON
from tests.rooms.conftest import staffed
from tests.rooms.wall.conftest import answer as answer
from tests.rooms.wall.conftest import put as put

Host = Callable[[User], None]


@pytest.fixture
def on_shift(db: None) -> Host:
    """Lets somebody sit in a room on a shift, whatever the clock says."""

    def sit(person: User) -> None:
        room = live.open_room(name=person.handle, purpose="For all.", by=None, now=NOON)
        staffed(room, person)

    return sit
