"""What a member chose not to meet right now, in the stories on one page."""

from collections.abc import Collection, Mapping
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
    labels: dict[int, dict[str, set[str]]] = {}
    for story, label, how in rows:
        labels.setdefault(story, {}).setdefault(label, set()).add(how)
    return {story: _cover(hows) for story, hows in labels.items()}


def _cover(hows: Mapping[str, Collection[str]]) -> Cover:
    """Of several choices that hold for one topic, the one that shows least counts."""
    hidden = tuple(label for label, chosen in hows.items() if How.HIDE in chosen)
    return Cover(hidden=hidden, covered=tuple(label for label in hows if label not in hidden))
