"""Stories from before the studio keep what was shown, and their writers find their words as a draft."""

from importlib import import_module

import pytest
from django.db import connection

from matching.peers import actions as peers
from matching.peers.actions import About
from matching.stories.models import Story, StoryDraft, StoryVersion
from matching.stories.states import StoryState
from peerhub.accounts.roles import Role
from tests.builders_matching import STORY, topics
from tests.conftest import Person

CARRY = import_module("matching.migrations.0007_story_versions_stay").CARRY


@pytest.mark.usefixtures("vocabulary")
def test_each_gets_its_draft_and_what_was_shown_is_version_one(person: Person) -> None:
    for state in (StoryState.SHOWN, StoryState.HELD, StoryState.DRAFT):
        about = About(headline=f"I was {state}.", boundaries="No advice.")
        profile = peers.create_profile(person(f"Who {state}", Role.SPECIALIST), about=about)
        story = Story.objects.create(profile=profile, state=state, **STORY)
        story.roots.set(topics("R41", "R7"))
        story.struggles.set(topics("S35"))

    with connection.cursor() as cursor:
        cursor.execute(CARRY)

    shown, held, draft = Story.objects.order_by("pk")
    first = StoryVersion.objects.get(story=shown)
    assert (shown.state, shown.shown_version) == (StoryState.SHOWN, first)
    assert (first.headline, first.roots, first.struggles) == (
        "I was shown.",
        ["R7", "R41"],
        ["S35"],
    )
    assert first.parts == tuple(STORY.values())
    assert (held.state, held.shown_version) == (StoryState.DRAFT, None)
    assert StoryVersion.objects.filter(story=held).count() == 1
    assert not StoryVersion.objects.filter(story=draft).exists()
    drafts = StoryDraft.objects.order_by("story")
    assert [each.headline for each in drafts] == ["I was shown.", "I was held.", "I was draft."]
