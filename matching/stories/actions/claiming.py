"""A reviewer takes a version to read, so that two do not read the same, and gives it back.

A claim is a courtesy between readers, not a lock: it lapses, and nobody needs one to decide about
a version that nobody has. Each of these holds the story's row, as a decision does.
"""

from datetime import datetime
from typing import ClassVar

from django.db import transaction

from matching.stories.models import CLAIM, Story, StoryClaim, StoryVersion
from matching.stories.policies import must_be_allowed
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError


class TooLate(DomainError):
    """It has been decided, changed or taken back meanwhile."""

    code: ClassVar[str] = "too_late"


class AlreadyClaimed(DomainError):
    """Somebody else reads it just now."""

    code: ClassVar[str] = "already_claimed"


@transaction.atomic
def claim(version: StoryVersion, *, by: User, now: datetime) -> StoryClaim:
    """Take a version for half an hour at a time; of two people who try, one gets it.

    Taking one's own again lengthens it.

    Raises:
        NotYourReview: the writer, whoever read it first, or nobody who reviews.
        TooLate: it does not wait any more.
        AlreadyClaimed: somebody else has it.
    """
    held(version)
    must_be_open(version, by, now=now)
    kept = StoryClaim.objects.live(now=now).filter(version=version).first()
    if kept is not None:
        kept.until = now + CLAIM
        kept.save(update_fields=["until"])
        return kept
    let_go(version)
    made = StoryClaim.objects.create(version=version, made_by=by, made_at=now, until=now + CLAIM)
    record(Verb.STORY_CLAIMED, by=by, on=version.story, version=version.number)
    return made


@transaction.atomic
def give_back(version: StoryVersion, *, by: User, now: datetime) -> None:
    """Let somebody else take it; whoever has it not gives nothing back, and nothing happens."""
    held(version)
    mine = StoryClaim.objects.live(now=now).filter(version=version, made_by=by)
    if mine.exists():
        let_go(version)
        record(Verb.STORY_GIVEN_BACK, by=by, on=version.story, version=version.number)


def held(version: StoryVersion) -> Story:
    """The story of a version that waits, its row held until the transaction ends.

    Raises:
        TooLate: it does not wait any more.
    """
    rows = Story.objects.select_for_update(of=("self",)).select_related("profile__person")
    story = rows.get(pk=version.story_id)
    if not StoryVersion.objects.waiting().filter(pk=version.pk).exists():
        raise TooLate("This version does not wait any more. Thank you for reading.")
    return story


def must_be_open(version: StoryVersion, by: User, *, now: datetime) -> None:
    """Let only those open it who may review it, while nobody else reads it.

    The writer is not told who reads it: they are refused before.

    Raises:
        NotYourReview: the writer, whoever read it first, or nobody who reviews.
        AlreadyClaimed: somebody else has it.
    """
    must_be_allowed(version, by)
    must_be_free(version, by, now=now)


def must_be_free(version: StoryVersion, by: User, *, now: datetime) -> None:
    """Stop whoever wants to decide about what somebody else reads.

    Raises:
        AlreadyClaimed: somebody else has it.
    """
    live = StoryClaim.objects.live(now=now).filter(version=version).select_related("made_by")
    other = live.exclude(made_by=by).first()
    if other is not None:
        raise AlreadyClaimed(
            f"{other.made_by.handle} is reading this one. It is free again when they give it back, or"
            " half an hour after they last opened it."
        )


def stay(version: StoryVersion, *, by: User, now: datetime) -> None:
    """Whoever has it and opens it keeps it for another while."""
    mine = StoryClaim.objects.live(now=now).filter(version=version, made_by=by)
    mine.update(until=now + CLAIM)


def let_go(version: StoryVersion) -> None:
    """It is nobody's any more."""
    StoryClaim.objects.filter(version=version).delete()
