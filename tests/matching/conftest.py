"""What every test of matching starts with."""

import pytest

from peerhub.topics.actions import sync
from tests.cast import NOON


@pytest.fixture
def vocabulary(db: None) -> None:
    """All topics, notes and facets."""
    sync(now=NOON)
