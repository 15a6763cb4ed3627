"""Several steps chosen together, and the letter that tells the person of them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from safety.flags.pauses import Lasts

MUTES: Mapping[str, Lasts] = {
    each.key: each
    for each in (
        Lasts("1-hour", timedelta(hours=1), "for 1 hour"),
        Lasts("24-hours", timedelta(hours=24), "for 24 hours"),
    )
}
HID = "We hid what you wrote."
AGAIN = "If you see it differently, answer here, and we look at it again."


@dataclass(frozen=True)
class Steps:
    """What is to be done. ``told``: what the person reads, whatever the steps are.

    ``rule``: the key of the house rule it is about.
    """

    told: str
    rule: str = ""
    warn: bool = False
    hide: bool = False
    mute: Lasts | None = None
    pause: Lasts | None = None

    @property
    def names(self) -> Sequence[str]:
        """The steps as the audit keeps them: ``["hide", "mute:1-hour"]``."""
        named = {
            "warn": self.warn,
            "hide": self.hide,
            f"mute:{self.mute.key if self.mute else ''}": self.mute,
            f"pause:{self.pause.key if self.pause else ''}": self.pause,
        }
        return [name for name, chosen in named.items() if chosen]

    @property
    def writes(self) -> bool:
        """Whether the person gets a letter: nobody's words are hidden without their being told."""
        return self.warn or self.hide

    @property
    def letter(self) -> str:
        """The letter, word for word."""
        return "\n\n".join([self.told, *([HID] if self.hide else []), AGAIN])
