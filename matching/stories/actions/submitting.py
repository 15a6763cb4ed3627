"""A writer hands their draft in, or asks for a second reader."""

from datetime import datetime
from typing import ClassVar

from django.db import transaction

from matching.stories.actions.keeping import draft_of
from matching.stories.actions.showing import story_of
from matching.stories.models import SecondAsked, StoryDraft, StoryVersion
from matching.stories.pieces import PIECES
from matching.stories.states import Light
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError


class NotWhole(DomainError):
    """Something that readers need is empty."""

    code: ClassVar[str] = "not_whole"


class NothingNew(DomainError):
    """This very version has been handed in or decided already."""

    code: ClassVar[str] = "nothing_new"


def missing(draft: StoryDraft) -> list[str]:
    """What a story still needs before somebody else reads it, in words; nothing when it is whole."""
    empty = [
        piece.title
        for piece in PIECES
        if piece.key != "boundaries" and not getattr(draft, piece.key).strip()
    ]
    return empty if draft.struggles else [*empty, "What you know from the inside"]


@transaction.atomic
def submit(person: User, *, now: datetime) -> StoryVersion:
    """Hand one's draft in; what others read stays as it is until all of the new one is green.

    A version that still waits is read no more once a newer one is there.

    Raises:
        NoStory: there is no draft.
        NotWhole: a part or the topics are missing.
        NothingNew: nothing has changed since the last version, which waits or was decided.
    """
    story = story_of(person)
    draft = draft_of(story)
    if empty := missing(draft):
        raise NotWhole(f"Still empty: {', '.join(empty)}.")
    last = StoryVersion.objects.latest_of(story)
    taken_back = (
        last is not None and story.retired_at is not None and last.submitted_at <= story.retired_at
    )
    if last is not None and draft.is_same_as(last) and (last.deciding or not taken_back):
        raise NothingNew("Nothing has changed since you handed it in.")
    version = StoryVersion.objects.create(
        story=story,
        number=last.number + 1 if last else 1,
        submitted_at=now,
        **draft.contents(),
    )
    record(Verb.STORY_SUBMITTED, by=person, on=story, version=version.number)
    return version


@transaction.atomic
def ask_for_a_second(person: User, *, now: datetime) -> SecondAsked:
    """Let somebody else read the last version too; no reason is needed, and asking again is no matter.

    Raises:
        NoStory: there is none.
        NothingNew: nobody has read it yet, or all of it is green.
    """
    story = story_of(person)
    last = StoryVersion.objects.latest_of(story)
    decided = last.deciding if last is not None else None
    if last is None or decided is None or decided.light == Light.GREEN:
        raise NothingNew("There is nothing that a second reader could decide.")
    asked, new = SecondAsked.objects.get_or_create(version=last, defaults={"asked_at": now})
    if new:
        record(Verb.STORY_SECOND_ASKED, by=person, on=story, version=last.number)
    return asked
