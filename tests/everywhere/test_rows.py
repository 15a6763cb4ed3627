"""What is no page: each place asked before and after each way of parting."""

import pytest

from tests.everywhere.conftest import after
from tests.everywhere.rows import ENDS, ROWS
from tests.everywhere.states import STATES
from tests.everywhere.world import World

pytestmark = pytest.mark.django_db


def met(world: World, place: str, state: str) -> bool:
    with after(world, state):
        return ROWS[place](world)


def test_whoever_parted_is_met_nowhere_else_either(world: World) -> None:
    assert {place for place in ROWS if not met(world, place, "")} == set()

    wrong = {}
    for state in STATES:
        ended = {place for place in ROWS if not met(world, place, state)}
        if ended != ENDS[state]:
            wrong[state] = sorted(ended ^ ENDS[state]), sorted(ended)
    import pprint; open("/tmp/rows.out","w").write(pprint.pformat({k:v[1] for k,v in wrong.items()}, width=120))
    assert wrong == {}
    assert ENDS.keys() == STATES.keys()
