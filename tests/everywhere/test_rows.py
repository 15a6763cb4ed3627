"""What is no page: each place asked before and after each way of parting."""

import pytest

from tests.everywhere.conftest import after
from tests.everywhere.rows import ENDS, ROWS
from tests.everywhere.states import STATES
from tests.everywhere.world import World

pytestmark = pytest.mark.django_db


def ended(world: World, state: str) -> set[str]:
    """Where they are not met any more after this."""
    gone = set()
    with after(world, state):
        for place, meets in ROWS.items():
            with after(world, ""):
                if not meets(world):
                    gone.add(place)
    return gone


def test_whoever_parted_is_met_nowhere_else_either(world: World) -> None:
    assert ended(world, "") == set()

    wrong = {}
    for state in STATES:
        if found := ended(world, state) ^ ENDS[state]:
            wrong[state] = found
    assert wrong == {}
    assert ENDS.keys() == STATES.keys()
