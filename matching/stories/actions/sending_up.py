"""A reviewer sees that a writer needs somebody, whatever becomes of the story."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from matching.stories.actions.showing import PLACE, subject_of
from matching.stories.models import StoryVersion
from matching.stories.policies import must_be_allowed
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from safety.flags import actions as flags
from safety.flags.actions import Watched
from safety.flags.models import Flag


@dataclass(frozen=True, kw_only=True)
class Need:
    """Which piece says so, how urgent it is on the ladder, and why."""

    piece: str
    level: int
    note: str = ""


@transaction.atomic
def send_up(version: StoryVersion, need: Need, *, by: User, now: datetime) -> Flag:
    """Bring the writer before those who work the queue; the review goes on as before.

    Raises:
        NotYourReview: the writer, whoever read it first, or nobody who reviews.
        NotThisWay: the level is too low to call anybody.
    """
    must_be_allowed(version, by)
    story = version.story
    words = getattr(version, need.piece)
    watched = Watched(words, story.profile.person, subject_of(story, need.piece), PLACE)
    flag = flags.ask_for_somebody(watched, level=need.level, note=need.note, by=by, now=now)
    record(Verb.STORY_SENT_UP, by=by, on=story, version=version.number, flag=flag.pk)
    return flag
