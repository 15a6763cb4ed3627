"""Sentences of our own that a message is compared with by meaning (``exemplary/en/``). Pure."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

MEANING = "meaning."  # begins the id of what the second look found; a group's id follows
ALIKE = f"{MEANING}alike"  # like people in danger as a whole, like no group enough
WHY_ALIKE = "It sounds like people in danger, though no rule found as much. Please look."
BUILD_UP = f"{MEANING}build_up"  # several messages of one person, heavy together
WHY_BUILD_UP = (
    "This person's last messages are heavier together than any of them alone. Please look."
)
FOLDER = Path(__file__).parent / "exemplary" / "en"
ABOUT = "about.toml"  # holds the version; all other files hold groups


@dataclass(frozen=True)
class Group:
    """Sentences that mean the same kind of thing.

    Attributes:
        id: for staff: "suicide.farewell".
        kind: of danger, as the rules name it; "" where there is none.
        level: of the severity ladder.
        why: the reason that a moderator reads.
        sentences: that we wrote.
    """

    id: str
    kind: str
    level: int
    why: str
    sentences: tuple[str, ...]

    @property
    def is_danger(self) -> bool:
        """Whether its sentences speak of danger."""
        return bool(self.kind)


@dataclass(frozen=True)
class Exemplars:
    """All groups; ``version`` changes with any of them."""

    version: str
    groups: tuple[Group, ...]

    @property
    def sentences(self) -> list[tuple[str, Group]]:
        """Each sentence with its group, in order."""
        return [(each, group) for group in self.groups for each in group.sentences]


@cache
def exemplars() -> Exemplars:
    """Those that are shipped; the same object every time."""
    told = {path.name: _read(path) for path in sorted(FOLDER.glob("*.toml"))}
    version = told.pop(ABOUT)["version"]
    groups = tuple(
        Group(one["id"], one["kind"], one["level"], one["why"], tuple(one["sentences"]))
        for each in told.values()
        for one in each["group"]
    )
    return Exemplars(version, groups)


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def rationales() -> dict[str, str]:
    """Why the second look speaks, by the id of its reason, in words for moderators."""
    why = {f"{MEANING}{group.id}": group.why for group in exemplars().groups if group.is_danger}
    return {**why, ALIKE: WHY_ALIKE, BUILD_UP: WHY_BUILD_UP}
