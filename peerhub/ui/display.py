"""How a person likes to see the pages: kept in their browser, asked of nobody's account."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

THEMES: Final = {"system": "Like this device", "light": "Light", "dark": "Dark"}
SIZES: Final = {"normal": "Normal", "large": "Large", "larger": "Larger"}
MOTIONS: Final = {"system": "Like this device", "still": "Nothing moves"}
KEPT_FOR: Final = 60 * 60 * 24 * 365  # seconds


@dataclass(frozen=True)
class Display:
    """One choice for each thing; the first choice is what nobody has to set."""

    theme: str = "system"
    text: str = "normal"
    motion: str = "system"

    def as_cookies(self) -> dict[str, str]:
        """The cookies that keep these choices; an empty value means: no cookie."""
        usual = Display()
        chosen = {"theme": self.theme, "text": self.text, "motion": self.motion}
        return {
            f"display_{name}": "" if value == getattr(usual, name) else value
            for name, value in chosen.items()
        }


def from_cookies(cookies: Mapping[str, str]) -> Display:
    """Read the choices; a value we do not know counts as not chosen."""

    def choice(name: str, known: Mapping[str, str]) -> str:
        value = cookies.get(f"display_{name}", "")
        return value if value in known else next(iter(known))

    return Display(
        theme=choice("theme", THEMES), text=choice("text", SIZES), motion=choice("motion", MOTIONS)
    )
