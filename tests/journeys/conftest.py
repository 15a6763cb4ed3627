"""One machine for all tests that take something away from it."""

import pytest

from tests.journeys.machine import running_machine


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    with running_machine(tmp_path_factory.mktemp("machine")) as running:
        yield running


@pytest.fixture
def seats():
    """Sockets that are closed at the end, whatever happens."""
    taken = []
    yield lambda seat: taken.append(seat) or seat
    for seat in taken:
        seat.close()
