"""A whole story told, read and shown with the real actions, for the demo and for tests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from matching.peers.actions import About
from matching.stories import actions
from matching.stories.actions import MarkGiven
from matching.stories.models import Story
from matching.stories.pieces import MARKED
from matching.stories.states import Audience, Light
from peerhub.accounts.models import User
from peerhub.topics.models import ContentNote, Topic


@dataclass(frozen=True, kw_only=True)
class Telling:
    """A story as its writer gives it: four parts, whom each is for, what it is about and mentions."""

    before: str = ""
    what_helped: str = ""
    now: str = ""
    offer: str = ""
    before_for: str = Audience.EVERYONE
    what_helped_for: str = Audience.EVERYONE
    now_for: str = Audience.EVERYONE
    offer_for: str = Audience.EVERYONE
    roots: tuple[Topic, ...] = ()
    struggles: tuple[Topic, ...] = ()
    content_notes: tuple[ContentNote, ...] = ()
    part_notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by part: slugs


def keep(person: User, *, about: About, telling: Telling, now: datetime) -> Story:
    """Keep all of it as the person's draft."""
    names = ("before", "what_helped", "now", "offer")
    changes = {name: getattr(telling, name) for name in names}
    changes |= {f"{name}_for": getattr(telling, f"{name}_for") for name in names}
    changes |= {"headline": about.headline, "boundaries": about.boundaries}
    changes["roots"] = [topic.code for topic in telling.roots]
    changes["struggles"] = [topic.code for topic in telling.struggles]
    changes["content_notes"] = [note.slug for note in telling.content_notes]
    changes |= {f"{part}_notes": list(slugs) for part, slugs in telling.part_notes.items()}
    actions.keep_meeting(
        person, ways=about.ways, languages=about.languages, facets=about.facets, now=now
    )
    return actions.keep(person, changes, now=now).draft.story


def tell(person: User, *, about: About, telling: Telling, reader: User, now: datetime) -> Story:
    """Keep it, hand it in, and let ``reader`` put a green light on all of it."""
    story = keep(person, about=about, telling=telling, now=now)
    version = actions.submit(person, now=now)
    actions.review(version, all_green(), by=reader, now=now)
    story.refresh_from_db()
    return story


def all_green() -> list[MarkGiven]:
    """A green light on each piece."""
    return [MarkGiven(piece=piece, light=Light.GREEN) for piece, _ in MARKED]
