"""Held texts come out once a person has read them: that text, and no other."""

import pytest

from matching.stories.models import Story
from matching.stories.states import StoryState
from peerhub.accounts.models import User
from peerhub.notifications.models import Notice
from safety.flags import actions
from safety.flags.models import Flag
from tests.builders_matching import told_story
from tests.cast import NOON
from tests.safety.flags.texts import HIGH, LOW, flagged, watched

pytestmark = pytest.mark.django_db
WORSE = "I have the pills here and I am going to kill myself tonight."


def let_out(flag: Flag, by: User) -> None:
    actions.claim(flag, by=by, now=NOON)
    actions.let_out(flag, by=by, now=NOON)


def test_a_text_that_was_let_out_is_not_held_again(maya: User, ines: User) -> None:
    let_out(flagged(maya), ines)

    again = watched(HIGH, author=maya)

    assert (again.hold, again.show_help) == (False, True)
    assert watched(HIGH, author=maya, subject_id="2").hold


def test_a_story_that_was_let_out_stays_out_when_it_is_kept_again(sam: User, ines: User) -> None:
    told_story(sam, parts={"now": HIGH}, now=NOON)
    let_out(Flag.objects.get(), ines)

    told_story(sam, parts={"now": HIGH}, notes=("alcohol",), now=NOON)

    assert Story.objects.get().state == StoryState.SHOWN


def test_letting_an_older_text_out_does_not_show_a_newer_one_that_nobody_read(
    sam: User, ines: User
) -> None:
    told_story(sam, parts={"now": HIGH}, now=NOON)
    older = Flag.objects.get()
    told_story(sam, parts={"now": WORSE}, now=NOON)
    newer = Flag.objects.exclude(pk=older.pk).get()

    let_out(older, ines)
    assert Story.objects.get().state == StoryState.HELD

    let_out(newer, ines)
    assert Story.objects.get().state == StoryState.SHOWN


def test_the_words_of_the_only_moderator_reach_a_supervisor(ines: User, ade: User) -> None:
    flag = flagged(ines, text=LOW)
    actions.raise_level(flag, by=ade, level=3, now=NOON)

    assert [notice.person for notice in Notice.objects.all()] == [ade]
