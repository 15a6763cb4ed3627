"""A case of Maya's that Ines is on."""

import pytest

from peerhub.accounts.models import User
from safety.flags import actions as flags
from safety.flags.models import Flag
from tests.cast import NOON
from tests.safety.flags.texts import LOW, flagged
from tests.safety.rota.acts import of_the_team

CUT = "I cut myself last night."


@pytest.fixture
def high(maya: User, ines: User) -> Flag:
    """Level 3."""
    flag = flags.claim(flagged(maya, text=CUT), by=ines, now=NOON)
    assert flag.level == 3
    return flag


@pytest.fixture
def raised(maya: User, ines: User) -> Flag:
    """Level 2."""
    flag = flags.claim(flagged(maya, text=LOW, subject_id="2"), by=ines, now=NOON)
    return flags.raise_level(flag, by=ines, level=2, now=NOON)


@pytest.fixture
def osei(osei: User, ade: User) -> User:
    """Dr Osei, a clinician of the team."""
    return of_the_team(osei, by=ade)
