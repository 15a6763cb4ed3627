"""A draft is kept as its writer goes on; what others read stays as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from matching.peers import actions as peers
from matching.peers.actions import About
from matching.peers.models import SpecialistProfile
from matching.stories.actions.showing import PLACE, narrow, subject_of
from matching.stories.models import FIELDS, Story, StoryDraft
from matching.stories.models.words import AUDIENCES
from matching.stories.pieces import WORDS
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from safety.flags.actions import Watched, watch_many


@dataclass(frozen=True, kw_only=True)
class Kept:
    """The draft, and what screening its new words said."""

    draft: StoryDraft
    show_help: bool
    is_held: bool  # a moderator reads them before others do


@transaction.atomic
def keep(person: User, changes: Mapping[str, Any], *, now: datetime) -> Kept:
    """Keep some of a specialist's draft; the rest stays as it was.

    A part that is for fewer people from now on is hidden from the others at once, also in what is
    shown. New words that sound like danger are flagged in the same transaction.

    Args:
        person: the specialist; gets a page that nobody sees yet if they have none.
        changes: by field of the draft: words, audiences, codes of topics, slugs of notes.
        now: the moment.

    Raises:
        NotASpecialist: the person does not hold the role.
        ValueError: a draft has no such field.
    """
    if unknown := set(changes) - set(FIELDS):
        raise ValueError(f"no fields of a draft: {', '.join(sorted(unknown))}")
    draft = _own(person, now=now)
    changed = {
        name: value
        for name, value in ((name, _plain(value)) for name, value in changes.items())
        if value != getattr(draft, name)
    }
    if not changed:
        return Kept(draft=draft, show_help=False, is_held=False)
    for name, value in changed.items():
        setattr(draft, name, value)
    draft.changed_at = now
    draft.save(update_fields=[*changed, "changed_at"])
    narrow(draft.story, {name: changed[name] for name in AUDIENCES if name in changed}, now=now)
    watched = watch_many(
        [
            Watched(changed[piece], person, subject_of(draft.story, piece), PLACE)
            for piece in WORDS
            if changed.get(piece)
        ],
        now=now,
    )
    record(Verb.STORY_KEPT, by=person, on=draft.story, fields=",".join(sorted(changed)))
    return Kept(
        draft=draft,
        show_help=any(each.show_help for each in watched),
        is_held=any(each.hold for each in watched),
    )


@transaction.atomic
def keep_meeting(
    person: User,
    *,
    ways: tuple[str, ...],
    languages: tuple[str, ...],
    facets: tuple[str, ...],
    capacity: int | None = None,
    now: datetime,
) -> SpecialistProfile:
    """How the specialist meets people and what else they show: closed lists, shown at once.

    Args:
        person: the specialist.
        ways, languages, facets: keys and codes.
        capacity: how many people they see at one time, 1 to ``CAPACITY_MOST``; None: as it was.
        now: the moment.

    Raises:
        NotASpecialist: the person does not hold the role.
    """
    profile = _own(person, now=now).story.profile
    about = About(
        headline=profile.headline,
        boundaries=profile.boundaries,
        ways=ways,
        languages=languages,
        facets=facets,
    )
    peers.describe(profile, about)
    if capacity is not None:
        peers.set_capacity(profile, capacity, by=person)
    record(Verb.STORY_KEPT, by=person, on=profile.story, fields="meeting")
    return profile


def draft_of(story: Story) -> StoryDraft:
    """What its writer works on; what is shown where they have changed nothing yet."""
    if story.pk is None:
        return StoryDraft()
    return StoryDraft.objects.filter(story=story).first() or StoryDraft(
        story=story, **(story.shown_version.contents() if story.shown_version else {})
    )


def _own(person: User, *, now: datetime) -> StoryDraft:
    """The draft's row, held until the transaction ends, made where there is none."""
    profile = SpecialistProfile.objects.filter(person=person).first()
    if profile is None:
        profile = peers.create_profile(person, about=About(headline=""))
    Story.objects.get_or_create(profile=profile)
    story = Story.objects.select_for_update().get(profile=profile)
    draft = draft_of(story)
    if draft.pk is None:
        draft.changed_at = now
        draft.save(force_insert=True)
    return draft


def _plain(value: Any) -> Any:
    """As the draft keeps it: chosen things are lists."""
    return list(value) if isinstance(value, list | tuple) else value
