"""What can be made to go wrong, by ``POST /control/faults`` with a JSON object of these names."""

import random
from dataclasses import dataclass, fields
from typing import Any


@dataclass
class Faults:
    """Shares are between 0 and 1; nothing goes wrong until somebody says so."""

    duplicate: int = 1  # how often each event is told, at the same moment
    reorder: bool = False
    delay: float = 0.0  # seconds before an event is told
    older_by: int = 0  # seconds by which an event is older than it is told
    drop: float = 0.0  # share of events that are never told
    forge: float = 0.0  # share that are told once more, wrongly signed
    api_500: float = 0.0  # share of requests that fail, with nothing done
    lost_answer: float = 0.0  # share that are done, and whose answer never comes
    hang: float = 0.0  # seconds that the connection is held open then

    def change(self, given: dict[str, Any]) -> None:
        """Take what is given; names that are none are a mistake of the caller."""
        known = {field.name for field in fields(self)}
        if given.keys() - known:
            raise ValueError(f"no such fault: {sorted(given.keys() - known)}")
        for name, value in given.items():
            setattr(self, name, value)


def happens(share: float) -> bool:
    """Whether it happens this time."""
    return share > 0 and random.random() < share  # noqa: S311 - chance, no secret
