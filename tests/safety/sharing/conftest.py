"""Three fields that nobody else offers."""

import pytest

from safety.sharing import fields
from tests.safety.sharing.acts import DRANK, SLEPT, WENT


@pytest.fixture(autouse=True)
def offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only these can be ticked."""
    monkeypatch.setattr(fields, "_fields", {each.key: each for each in (WENT, SLEPT, DRANK)})
