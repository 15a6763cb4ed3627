"""What happened around a case. Ids only."""

from dataclasses import dataclass

from peerhub.events import Event


@dataclass(frozen=True, kw_only=True)
class PersonContacted(Event):
    """Somebody from the team reached the person of a case: what was promised of it is met."""

    flag_id: int
