"""A case of Maya's that Ines is on."""

import pytest
from django.utils import timezone

from peerhub.accounts.models import User
from safety.flags import actions
from safety.flags.models import Flag
from tests.safety.flags.texts import flagged


@pytest.fixture
def flag(maya: User, ines: User) -> Flag:
    now = timezone.now()
    return actions.claim(flagged(maya, now=now), by=ines, now=now)
