"""Maya asks, and Sam could answer."""

import pytest

from matching.requests import actions
from matching.requests.actions import Asking
from matching.requests.models import MatchRequest
from peerhub.accounts.models import User
from tests.builders_matching import published_specialist, topics
from tests.cast import NOON
from tests.matching.requests.acts import WORDS


@pytest.fixture
def asked(maya: User) -> MatchRequest:
    """What Maya asked for."""
    asking = Asking(struggles=topics("S35"), roots=topics("R7"), words=WORDS)
    return actions.ask(asking, by=maya, now=NOON).request


@pytest.fixture
def shown(sam: User) -> User:
    """Sam, whose page is shown."""
    published_specialist(sam, roots=("R7",), struggles=("S35",), now=NOON)
    return sam
