"""A clinician who may switch rules."""

import pytest

from peerhub.accounts.models import User
from tests.safety.rota.acts import of_the_team


@pytest.fixture
def osei(osei: User, ade: User) -> User:
    """Dr Osei, a clinician of the team."""
    return of_the_team(osei, by=ade)
