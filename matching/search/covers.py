"""What a member chose not to meet right now, in the stories on one page."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from matching.search.reasons import within
from peerhub.accounts.models import How, NotToday, User


@dataclass(frozen=True, kw_only=True)
class Cover:
    """The topics of one story that its reader leaves out or covers, by their labels."""

    hidden: tuple[str, ...]
    covered: tuple[str, ...]

    @property
    def hidden_in_words(self) -> str:
        """What is left out, within a sentence."""
        *first, last = (within(label) for label in self.hidden)
        return f"{', '.join(first)}, or {last}" if first else last


def covers_for(member: User | None, stories: Collection[int], *, now: datetime) -> dict[int, Cover]:
    """By the keys of ``stories``, for those that need it; in one query, for visitors in none."""
    if member is None or not stories:
        return {}
    chosen = NotToday.objects.active(now=now).filter(person=member, note__stories__in=stories)
    rows = chosen.order_by("note__position").values_list("note__stories", "note__label", "how")
    labels: dict[int, dict[str, list[str]]] = {}
    for story, label, how in rows:
        labels.setdefault(story, {}).setdefault(how, []).append(label)
    return {
        story: Cover(hidden=tuple(by.get(How.HIDE, ())), covered=tuple(by.get(How.COVER, ())))
        for story, by in labels.items()
    }
