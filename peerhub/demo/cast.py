"""The people you can sign in as in the demo. They exist nowhere else."""

import hashlib
from base64 import b32encode
from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)

from peerhub.accounts.roles import Role

PASSWORD = "quiet-daylight-2026"  # noqa: S105 - printed on the demo's own pages
DOMAIN = "demo.example"


@dataclass(frozen=True)
class Player:
    """One person of the demo: how they sign in, and what they are for."""

    name: str
    handle: str
    role: Role
    zone: str
    story: str
    looks_after_places: bool = False

    @property
    def email(self) -> str:
        """What they sign in with."""
        return f"{self.name.lower().replace(' ', '.')}@{DOMAIN}"

    @property
    def totp_secret(self) -> str:
        """The key of their second step: made from the name, the same in every demo."""
        return b32encode(hashlib.sha1(f"demo:{self.name}".encode()).digest()).decode()  # noqa: S324

    @property
    def has_second_step(self) -> bool:
        """Whether a code is asked on signing in."""
        return self.role is not Role.MEMBER or self.looks_after_places

    def code(self) -> str:
        """The six digits that their authenticator app would show now."""
        _, current, _ = yield_hotp_counters_from_time()
        return str(format_hotp_value(hotp_value(self.totp_secret, current)))


MAYA = Player("Maya", "Maya", Role.MEMBER, "America/New_York", "a member, in New York")
SAM = Player("Sam", "Sam", Role.SPECIALIST, "America/Chicago", "a peer specialist, in Chicago")
INES = Player("Ines", "Ines", Role.MODERATOR, "America/New_York", "a moderator")
OSEI = Player("Dr Osei", "Dr Osei", Role.CLINICIAN, "America/New_York", "a clinician")
ADE = Player("Ade", "Ade", Role.SUPERVISOR, "America/New_York", "a supervisor")
ROWAN = Player("Rowan", "Rowan", Role.ADMINISTRATOR, "UTC", "an administrator")
NOOR = Player("Noor", "Noor", Role.MEMBER, "Europe/London", "a member who is new here, in London")
TESS = Player(
    "Tess",
    "Tess",
    Role.MEMBER,
    "America/New_York",
    "who looks after a college's places",
    looks_after_places=True,
)

PLAYERS = (MAYA, SAM, INES, OSEI, ADE, ROWAN, NOOR, TESS)
