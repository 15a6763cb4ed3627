"""What happens to a story: it is told, shown, taken back, let out."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import Value

from matching.peers import actions as peers
from matching.peers.actions import About
from matching.peers.models import SpecialistProfile
from matching.stories.models import SEARCH_CONFIG, Story, StoryMeaning, StoryToRead
from matching.stories.states import StoryState
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.topics.models import ContentNote, Topic
from safety.flags.actions import Watch, watch
from safety.subjects import SubjectRef

SUBJECT = "matching.story"


@dataclass(frozen=True, kw_only=True)
class Telling:
    """A story as its writer gave it: four parts, what it is about, what it mentions."""

    before: str = ""
    what_helped: str = ""
    now: str = ""
    offer: str = ""
    roots: tuple[Topic, ...] = ()
    struggles: tuple[Topic, ...] = ()
    content_notes: tuple[ContentNote, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Told:
    """The story as kept, and what screening its words said."""

    story: Story
    watch: Watch


@transaction.atomic
def tell(person: User, *, about: About, telling: Telling, show: bool, now: datetime) -> Told:
    """Keep a specialist's page: their line, and their story.

    Words that sound like danger are flagged in the same transaction, and wait for a moderator
    before others read them.

    Args:
        person: the specialist; gets a profile if they have none yet.
        about: their line, languages, ways and boundaries.
        telling: the story.
        show: whether others may read it; False keeps it as a draft and takes it out of sight.
        now: the moment.

    Raises:
        NotASpecialist: the person does not hold the role.
    """
    profile = _profile_of(person, about)
    story, _ = Story.objects.select_for_update().get_or_create(profile=profile)
    story.before, story.what_helped = telling.before, telling.what_helped
    story.now, story.offer = telling.now, telling.offer
    story.roots.set(telling.roots)
    story.struggles.set(telling.struggles)
    story.content_notes.set(telling.content_notes)
    watched = watch(
        "\n\n".join((about.headline, *story.parts, about.boundaries)),
        author=person,
        subject=SubjectRef(SUBJECT, str(story.pk)),
        place="A peer's story",
        now=now,
    )
    story.state = StoryState.DRAFT
    if show:
        story.state = StoryState.HELD if watched.hold else StoryState.SHOWN
    story.save()
    peers.set_has_story(profile, has_story=story.is_shown)
    index(story)
    _read_anew(story, now=now)
    record(Verb.STORY_KEPT, by=person, on=story, state=story.state)
    return Told(story=story, watch=watched)


@transaction.atomic
def let_out(story_id: int, *, now: datetime) -> None:
    """Show a story that was held for a moderator to read first; nothing for any other."""
    story = Story.objects.select_for_update().filter(pk=story_id, state=StoryState.HELD).first()
    if story is not None:
        story.state = StoryState.SHOWN
        story.save(update_fields=["state"])
        peers.set_has_story(story.profile, has_story=True)
        _read_anew(story, now=now)
        record(Verb.STORY_LET_OUT, by=None, on=story)


def index(story: Story) -> None:
    """Make what the story says findable: name and line first, then its topics, then its words."""
    topics = [*story.roots.all(), *story.struggles.all()]
    phrases = [phrase for topic in topics for phrase in (topic.label, *topic.synonyms)]
    Story.objects.filter(pk=story.pk).update(
        search=_vector(f"{story.profile.name}. {story.profile.headline}", "A")
        + _vector(". ".join(phrases), "B")
        + _vector("\n".join(story.parts), "C")
    )


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


def _profile_of(person: User, about: About) -> SpecialistProfile:
    profile = SpecialistProfile.objects.filter(person=person).first()
    if profile is None:
        return peers.create_profile(person, about=about)
    peers.describe(profile, about)
    return profile
