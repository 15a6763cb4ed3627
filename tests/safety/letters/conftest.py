"""Clinicians whom Ade checked."""

import pytest

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from tests.conftest import Person
from tests.safety.letters.acts import checked


@pytest.fixture
def osei(person: Person, ade: User) -> User:
    """Dr Osei, a clinician whom Ade checked."""
    return checked(person("Dr Osei", Role.CLINICIAN, time_zone="America/New_York"), by=ade)


@pytest.fixture
def lee(person: Person, ade: User) -> User:
    """Dr Lee, another one."""
    return checked(person("Dr Lee", Role.CLINICIAN), by=ade)
