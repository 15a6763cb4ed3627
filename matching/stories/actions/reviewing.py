"""A reviewer reads a version, and puts a light on each piece of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from matching.stories import notices
from matching.stories.actions.claiming import held, let_go, must_be_open, stay
from matching.stories.actions.showing import show_if_clear, words_of
from matching.stories.checks.rules import CLAUSES
from matching.stories.models import StoryMark, StoryReview, StoryVersion
from matching.stories.pieces import MARKED
from matching.stories.policies import must_be_allowed
from matching.stories.states import WORST_FIRST, Light
from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from peerhub.errors import DomainError
from safety.flags import actions as flags


class NotMarked(DomainError):
    """A piece has no light, or a light does not say why."""

    code: ClassVar[str] = "not_marked"


@dataclass(frozen=True, kw_only=True)
class MarkGiven:
    """A light on one piece; amber and red say which clause, and what to change."""

    piece: str
    light: Light
    clause: str = ""
    advice: str = ""


@transaction.atomic
def read(version: StoryVersion, *, by: User, now: datetime) -> StoryVersion:
    """A version with its words; the look is written down, also for its writer.

    Whoever has claimed it keeps it for another while.

    Raises:
        NotYourReview: the writer, whoever read it first, or nobody who reviews.
    """
    must_be_allowed(version, by)
    record(Verb.STORY_READ, by=by, on=version.story, version=version.number)
    about = version.story.profile.person_id
    stay(version, by=by, now=now)
    disclose(to=by, about=about, what=What.STORY, why=Why.REVIEW, now=now)
    return version


@transaction.atomic
def review(
    version: StoryVersion, marks: Sequence[MarkGiven], *, by: User, now: datetime
) -> StoryReview:
    """Decide about a version. Where all is green, others read it from now on.

    A green light also closes the cases that these very words raised at level 1 and that nobody
    took: somebody has just looked, as such a case asks.

    Raises:
        NotYourReview: the writer, whoever read it first, or nobody who reviews.
        TooLate: it does not wait any more.
        AlreadyClaimed: somebody else reads it just now.
        NotMarked: a piece has no light, or amber or red does not say why.
    """
    story = held(version)
    must_be_open(version, by, now=now)
    _must_be_whole(marks)
    made = StoryReview.objects.create(
        version=version,
        is_second=version.reviews.exists(),
        light=next(light for light in WORST_FIRST if any(mark.light == light for mark in marks)),
        made_at=now,
        made_by=by,
    )
    StoryMark.objects.bulk_create(
        StoryMark(
            review=made,
            piece=mark.piece,
            light=mark.light,
            clause=mark.clause if mark.light != Light.GREEN else "",
            advice=mark.advice.strip() if mark.light != Light.GREEN else "",
        )
        for mark in marks
    )
    let_go(version)
    record(Verb.STORY_REVIEWED, by=by, on=story, version=version.number, light=made.light)
    if made.light == Light.GREEN:
        flags.close_read(words_of(version), by=by, now=now)
        show_if_clear(story, now=now)
    notices.tell_reviewed(made, now=now)
    return made


def _must_be_whole(marks: Sequence[MarkGiven]) -> None:
    if sorted(mark.piece for mark in marks) != sorted(piece for piece, _ in MARKED):
        raise NotMarked("Please put a light on each piece.")
    for mark in marks:
        if mark.light == Light.GREEN:
            continue
        if mark.clause not in CLAUSES or not mark.advice.strip():
            raise NotMarked("Amber and red need a clause of our rules, and what to change.")
