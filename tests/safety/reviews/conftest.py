"""Maya meets Sam and not Rosa; she is linked with Dr Osei and not with Dr Lee."""

from collections.abc import Sequence

import pytest

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from safety import companions
from safety.companions import Companion
from tests.conftest import Person
from tests.safety.letters.acts import checked, linked


@pytest.fixture
def osei(person: Person, ade: User, maya: User) -> User:
    """Dr Osei, whom Maya is linked with."""
    made = checked(person("Dr Osei", Role.CLINICIAN, time_zone="America/New_York"), by=ade)
    linked(maya, made)
    return made


@pytest.fixture
def lee(person: Person, ade: User) -> User:
    """Dr Lee, another clinician."""
    return checked(person("Dr Lee", Role.CLINICIAN), by=ade)


@pytest.fixture
def rosa(person: Person) -> User:
    """Rosa, a specialist whom Maya did not choose."""
    return person("Rosa", Role.SPECIALIST)


@pytest.fixture(autouse=True)
def met(monkeypatch: pytest.MonkeyPatch, maya: User, sam: User) -> None:
    """Maya has met Sam."""

    def lookup(member_id: int) -> Sequence[Companion]:
        return [Companion(sam.pk, "Sam")] if member_id == maya.pk else []

    monkeypatch.setattr(companions, "_lookups", [lookup])
