"""What others see of a story: an approved version comes in, and all of it goes out at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import Value

from matching.peers import actions as peers
from matching.peers.actions import About
from matching.peers.models import SpecialistProfile
from matching.stories.audience import RUNGS, is_narrower
from matching.stories.models import (
    SEARCH_CONFIG,
    Story,
    StoryDraft,
    StoryMeaning,
    StoryReview,
    StoryToRead,
    StoryVersion,
)
from matching.stories.models.words import AUDIENCES, NOTES
from matching.stories.pieces import PART_KEYS, WORDS
from matching.stories.states import Light, StoryState
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.topics.models import ContentNote, Topic
from safety.flags import actions as flags
from safety.flags.actions import are_held
from safety.subjects import SubjectRef

SUBJECT = "matching.story"
PLACE = "A peer's story"


class NoStory(DomainError):
    """There is nothing of this person's to do that with."""

    code: ClassVar[str] = "no_story"
    status: ClassVar[int] = 404


def subject_of(story: Story, piece: str) -> SubjectRef:
    """How safety names one piece of a story: each is read and let out by itself."""
    return SubjectRef(SUBJECT, f"{story.pk}.{piece}")


def story_of(person: User) -> Story:
    """The row of a person's own story, held until the transaction ends.

    Raises:
        NoStory: they have none.
    """
    own = Story.objects.select_for_update(of=("self",)).select_related("profile__person")
    story = own.filter(profile__person=person).first()
    if story is None:
        raise NoStory("We could not find your story.")
    return story


def show_if_clear(story: Story, *, without: str = "", now: datetime) -> None:
    """Show the newest approved version, unless words of it wait for a moderator.

    What is shown already stays until then. A story that was taken back stays away.

    Args:
        story: held by the caller.
        without: a piece whose words a moderator has just read.
        now: the moment.
    """
    version = _newest_approved(story)
    if version is None or story.state == StoryState.RETIRED:
        return
    if story.state == StoryState.SHOWN and story.shown_version_id == version.pk:
        return
    if is_held(version, without=without):
        if story.state != StoryState.SHOWN:
            story.state = StoryState.HELD
            story.save(update_fields=["state"])
        return
    _show(story, version, now=now)


def is_held(version: StoryVersion, *, without: str = "") -> bool:
    """Whether words of a version wait for a moderator to read them."""
    return are_held(
        (subject_of(version.story, piece), getattr(version, piece))
        for piece in WORDS
        if piece != without
    )


def words_of(version: StoryVersion) -> list[flags.Words]:
    """What a version says, as safety names it: each piece that is not empty."""
    return [
        (subject_of(version.story, piece), getattr(version, piece))
        for piece in WORDS
        if getattr(version, piece).strip()
    ]


def is_green(story_id: int, piece: str, words: str) -> bool:
    """Whether a reviewer gave green light to a version in which ``piece`` says exactly this."""
    if piece not in WORDS:
        return False
    green = StoryReview.objects.filter(version__story=story_id, light=Light.GREEN)
    return green.filter(**{f"version__{piece}": words}).exists()


@transaction.atomic
def let_out(story_id: int, *, piece: str, now: datetime) -> None:
    """A moderator lets ``piece`` be read: show what only waited for that."""
    story = Story.objects.select_for_update(of=("self",)).filter(pk=story_id).first()
    if story is None:
        return
    before = story.shown_version_id, story.state
    show_if_clear(story, without=piece, now=now)
    if before != (story.shown_version_id, story.state):
        record(Verb.STORY_LET_OUT, by=None, on=story)


@transaction.atomic
def retire(person: User, *, now: datetime) -> Story:
    """Take one's own story back: from this moment nobody else finds or reads a word of it.

    What waits for a reviewer waits no longer. A second time changes nothing.

    Raises:
        NoStory: there is none.
    """
    story = story_of(person)
    if story.state != StoryState.RETIRED:
        story.state, story.retired_at, story.search = StoryState.RETIRED, now, None
        story.save(update_fields=["state", "retired_at", "search"])
        peers.set_has_story(story.profile, has_story=False)
        _read_anew(story, now=now)
        record(Verb.STORY_RETIRED, by=person, on=story)
    return story


@transaction.atomic
def bring_back(person: User, *, now: datetime) -> Story:
    """Show again what was approved, where nothing of it waits for a moderator.

    Words that changed meanwhile stay in the draft until they are handed in and approved. Nothing
    happens to a story that was not taken back.

    Raises:
        NoStory: there is none.
    """
    story = story_of(person)
    if story.state == StoryState.RETIRED:
        story.state, story.retired_at = StoryState.DRAFT, None
        story.save(update_fields=["state", "retired_at"])
        if _newest_approved(story) is not None:
            show_if_clear(story, now=now)
        elif story.shown_version is not None:
            _show(story, story.shown_version, now=now)
        record(Verb.STORY_BROUGHT_BACK, by=person, on=story, state=story.state)
    return story


def can_come_back(story: Story) -> bool:
    """Whether ``bring_back`` would show something: words that were shown, or approved meanwhile."""
    if story.state != StoryState.RETIRED:
        return False
    return story.shown_version_id is not None or _newest_approved(story) is not None


def narrow(story: Story, audiences: Mapping[str, str], *, now: datetime) -> None:
    """Show parts to fewer people from this moment on; that needs nobody's yes.

    Args:
        story: held by the caller.
        audiences: by field; wider ones change nothing, they wait for a reviewer.
        now: the moment.
    """
    names = [name for name in audiences if is_narrower(audiences[name], getattr(story, name))]
    if story.state != StoryState.SHOWN or not names:
        return
    for name in names:
        setattr(story, name, audiences[name])
    story.save(update_fields=names)
    StoryMeaning.objects.filter(story=story).delete()
    index(story)
    _read_anew(story, now=now)


def index(story: Story) -> None:
    """Make what everyone may read findable: name and line, then topics, then the open parts."""
    topics = [*story.roots.all(), *story.struggles.all()]
    phrases = [phrase for topic in topics for phrase in (topic.label, *topic.synonyms)]
    Story.objects.filter(pk=story.pk).update(
        search=_vector(f"{story.profile.name}. {story.profile.headline}", "A")
        + _vector(". ".join(phrases), "B")
        + _vector("\n".join(story.open_parts), "C")
    )


def _show(story: Story, version: StoryVersion, *, now: datetime) -> None:
    names = (*PART_KEYS, *AUDIENCES, *NOTES)
    for name in (*PART_KEYS, *NOTES):
        setattr(story, name, getattr(version, name))
    for name, audience in _audiences(version).items():
        setattr(story, name, audience)
    StoryMeaning.objects.filter(story=story).delete()
    story.state, story.shown_version = StoryState.SHOWN, version
    story.save(update_fields=[*names, "state", "shown_version"])
    story.roots.set(Topic.objects.filter(code__in=version.roots))
    story.struggles.set(Topic.objects.filter(code__in=version.struggles))
    story.content_notes.set(ContentNote.objects.filter(slug__in=version.mentions))
    peers.describe(story.profile, _about(story.profile, version))
    peers.set_has_story(story.profile, has_story=True)
    index(story)
    _read_anew(story, now=now)
    record(Verb.STORY_SHOWN, by=None, on=story, version=version.number)


def _audiences(version: StoryVersion) -> dict[str, str]:
    """Those of the version, or what its writer narrowed in the draft since they handed it in."""
    draft = StoryDraft.objects.filter(story=version.story_id).first() or version
    return {
        name: max(getattr(version, name), getattr(draft, name), key=RUNGS.index)
        for name in AUDIENCES
    }


def _about(profile: SpecialistProfile, version: StoryVersion) -> About:
    return About(
        headline=version.headline,
        boundaries=version.boundaries,
        languages=tuple(profile.languages),
        ways=tuple(profile.ways),
        facets=tuple(profile.facets),
    )


def _newest_approved(story: Story) -> StoryVersion | None:
    green = StoryReview.objects.filter(version__story=story, light=Light.GREEN)
    approved = green.order_by("-version__number", "-is_second").select_related("version__story")
    # A second reader is asked only where the first one was not content: green is the last word.
    found = approved.first()
    return found.version if found is not None else None


def _read_anew(story: Story, *, now: datetime) -> None:
    """Let the worker of search read a story that others may read; forget what another one means."""
    if story.is_shown:
        told = {"changed_at": now, "leased_until": None, "tries": 0}
        StoryToRead.objects.update_or_create(story=story, defaults=told)
    else:
        StoryToRead.objects.filter(story=story).delete()
        StoryMeaning.objects.filter(story=story).delete()


def _vector(words: str, weight: str) -> SearchVector:
    return SearchVector(Value(words), weight=weight, config=SEARCH_CONFIG)
