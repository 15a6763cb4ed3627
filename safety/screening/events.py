"""What the second reading led to. Ids only; the offer itself is a row."""

from dataclasses import dataclass

from peerhub.events import Event


@dataclass(frozen=True, kw_only=True)
class HelpOffered(Event):
    """Somebody should see where help is: now where they are, else on their next page."""

    person_id: int
