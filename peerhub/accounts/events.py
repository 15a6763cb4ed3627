"""What happened to accounts."""

from dataclasses import dataclass

from peerhub.events import Event


@dataclass(frozen=True, kw_only=True)
class RoleRevoked(Event):
    """A person lost a role: open sockets and pages look again."""

    person_id: int
    role: str


@dataclass(frozen=True, kw_only=True)
class SignInEnded(Event):
    """A sign-in of this person ended, or all of them: open sockets look whether they may stay."""

    person_id: int
