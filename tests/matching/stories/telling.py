"""Stories of Sam's for tests, made by the real actions."""

from collections.abc import Mapping
from datetime import datetime

from matching.stories import actions
from matching.stories.actions import MarkGiven
from matching.stories.models import StoryReview, StoryVersion
from matching.stories.pieces import MARKED
from matching.stories.states import Light
from peerhub.accounts.models import User
from peerhub.demo.telling import all_green
from tests.builders_matching import STORY
from tests.cast import NOON

WHOLE = {
    **STORY,
    "headline": "I keep the lights on now.",
    "boundaries": "I do not give medical advice.",
    "roots": ["R7"],
    "struggles": ["S35"],
    "content_notes": ["alcohol"],
}


def handed_in(
    person: User, *, now: datetime = NOON, changes: Mapping[str, object] | None = None
) -> StoryVersion:
    """A whole story that waits for a reader."""
    actions.keep(person, {**WHOLE, **(changes or {})}, now=now)
    return actions.submit(person, now=now)


def lights(**marks: tuple[Light, str, str]) -> list[MarkGiven]:
    """Green on all pieces but those named, each with its light, clause and advice."""
    green = [(piece, (Light.GREEN, "", "")) for piece, _ in MARKED]
    given = {**dict(green), **marks}
    return [
        MarkGiven(piece=piece, light=light, clause=clause, advice=advice)
        for piece, (light, clause, advice) in given.items()
    ]


def green(version: StoryVersion, by: User, *, now: datetime = NOON) -> StoryReview:
    """All of it is green."""
    return actions.review(version, all_green(), by=by, now=now)


AMBER = (Light.AMBER, "1.1", "Thank you. Could you say “a friend” in place of the name?")
RED = (Light.RED, "2.1", "Thank you. Could you leave out how?")


def amber(version: StoryVersion, by: User, *, now: datetime = NOON) -> StoryReview:
    """Something small in "before" is not ready."""
    return actions.review(version, lights(before=AMBER), by=by, now=now)
