"""What the author of a post reads of the kind words that came: in words, never as a score. Pure."""

from collections.abc import Mapping

FEW = ("Nobody", "Somebody", "Two people", "Three people", "Four people", "Five people")
MANY = "Many people"
# After one, and after several.
SAYING: Mapping[str, tuple[str, str]] = {
    "with_you": ("is with you", "are with you"),
    "thank_you": ("thanks you", "thank you"),
    "me_too": ("knows this, too", "know this, too"),
    "strength": ("sends you strength", "send you strength"),
    "gentle": ("wishes you a gentle day", "wish you a gentle day"),
    "heart": ("sends you a heart", "send you a heart"),
}


def came(counts: Mapping[str, int]) -> list[str]:
    """A sentence for each kind that came, in their order."""
    return [
        f"{_who(counts[kind])} {several if counts[kind] > 1 else one}."
        for kind, (one, several) in SAYING.items()
        if counts.get(kind)
    ]


def _who(count: int) -> str:
    return FEW[count] if count < len(FEW) else MANY
