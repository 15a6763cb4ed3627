"""What happened to accounts."""

from dataclasses import dataclass

from peerhub.events import Event


@dataclass(frozen=True, kw_only=True)
class RoleRevoked(Event):
    """A person lost a role: open sockets and pages look again."""

    person_id: int
    role: str
