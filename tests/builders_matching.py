"""Specialists for tests, made by the real actions."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from matching.certificates import actions as certificates
from matching.certificates.models import Certificate
from matching.certificates.notices import ENDS
from matching.checks import actions as checks
from matching.checks.actions import Check
from matching.checks.models import BackgroundCheck
from matching.checks.states import Result
from matching.peers import actions as peers
from matching.peers.actions import About
from matching.peers.models import SpecialistProfile, Way
from matching.stories import actions as stories
from matching.stories.models import Story
from matching.stories.notices import REVIEWED
from matching.stories.states import StoryState
from matching.supervision import actions as supervision
from matching.supervision.models import Supervision
from matching.supervision.notices import BEGAN
from matching.supervision.policies import supervision_of
from matching.supervision.ratio import MOST
from peerhub.accounts import actions as accounts
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.demo.telling import Telling, keep, tell
from peerhub.notifications.models import Notice
from peerhub.topics.models import ContentNote, Topic
from peerhub.topics.taxonomy import shipped
from tests import again

STORY = {
    "before": "I used to lie awake and listen for the key in the lock.",
    "what_helped": "One person who stayed on the phone until I could breathe again.",
    "now": "Most nights I sleep. Some nights I do not, and that is all right.",
    "offer": "I can listen. You do not need to begin at the beginning.",
}

# A story is about something: where a test does not say what, about this.
STRUGGLE = "S112"
NOTHING = "…"


def topics(*codes: str) -> tuple[Topic, ...]:
    """The topics with these codes ("R7", "S35"), in this order.

    A code that is not in the table yet gets its row from the vocabulary that comes with us.
    """
    return tuple(_topic(code) for code in codes)


def content_notes(*slugs: str) -> tuple[ContentNote, ...]:
    """The content notes with these slugs, made where they are missing."""
    labels = {entry.slug: entry.label for entry in shipped().notes}
    return tuple(
        ContentNote.objects.get_or_create(
            slug=slug, defaults={"label": labels[slug], "position": list(labels).index(slug)}
        )[0]
        for slug in slugs
    )


def supervisor(*, now: datetime, number: int = 1) -> User:
    """A supervisor other than the cast's, made once in a test; ``number``: one of several."""
    handle = "Calm Publisher" if number == 1 else f"Calm Publisher {number}"
    found = User.objects.filter(handle=handle).first()
    if found is None:
        found = accounts.create_person(
            email=f"publisher{number}@people.example", password="-", handle=handle, now=now
        )
        accounts.grant_role(found, Role.SUPERVISOR, by=None, now=now)
    return found


def looked_into(
    person: User, *, result: Result = Result.CLEAR, by: User | None = None, now: datetime
) -> BackgroundCheck:
    """A background check of a specialist, made and written down today."""
    check = Check(provider="Oak Screening", checked_on=now.date(), result=result)
    return checks.write_down(person, check, by=by or supervisor(now=now), now=now)


def _free_supervisor(*, now: datetime) -> User:
    looked_after = Supervision.objects.current().count()
    return supervisor(now=now, number=1 + looked_after // MOST)


def certified(person: User, *, now: datetime) -> Certificate:
    """A check, a certificate, a supervisor and both signatures: all that is needed but a story."""
    by = _free_supervisor(now=now)
    looked_into(person, by=by, now=now)
    certificate = certificates.issue(person, by=by, now=now)
    if supervision_of(person) is None:
        given = supervision.assign(person, to=by, by=by, now=now).supervision
        for signer in (person, by):
            supervision.sign(given, by=signer, now=now)
    # What a specialist was told on the way lies behind them.
    Notice.objects.filter(person=person, kind__in=(ENDS.key, BEGAN.key)).delete()
    return certificate


def told_story(
    person: User,
    *,
    roots: tuple[str, ...] = (),
    struggles: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
    headline: str = "I have been there, and I am here now.",
    boundaries: str = "I do not give medical advice.",
    languages: tuple[str, ...] = ("en",),
    ways: tuple[str, ...] = tuple(Way.values),
    show: bool = True,
    now: datetime,
    parts: Mapping[str, str] | None = None,
) -> SpecialistProfile:
    """A specialist with an approved story that no supervisor has published yet.

    ``show`` False: a draft alone; what was shown before is taken back.
    """
    about = About(headline=headline, languages=languages, ways=ways, boundaries=boundaries)
    # No part of a story that is handed in is empty: where a test leaves one empty, it says nothing.
    given = {**STORY, **(parts or {})}
    words: dict[str, Any] = {key: said or (NOTHING if show else "") for key, said in given.items()}
    telling = Telling(
        **words,
        roots=topics(*roots),
        struggles=topics(*(struggles or (STRUGGLE,))),
        content_notes=content_notes(*notes),
    )
    if show:
        story = tell(person, about=about, telling=telling, reader=supervisor(now=now), now=now)
    else:
        story = keep(person, about=about, telling=telling, now=now)
        if story.state == StoryState.SHOWN:
            story = stories.retire(person, now=now)
    # That it was read is told to its writer, which is not what most tests are about.
    Notice.objects.filter(kind=REVIEWED.key).delete()
    profile = Story.objects.get(pk=story.pk).profile
    SpecialistProfile.objects.filter(pk=profile.pk).update(trained_on=date(2025, 2, 14))
    profile.refresh_from_db()
    return profile


def published_specialist(
    person: User,
    *,
    roots: tuple[str, ...] = (),
    struggles: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
    headline: str = "I have been there, and I am here now.",
    languages: tuple[str, ...] = ("en",),
    ways: tuple[str, ...] = tuple(Way.values),
    next_open_slot_at: datetime | None = None,
    now: datetime,
    parts: Mapping[str, str] | None = None,
) -> SpecialistProfile:
    """A specialist whom everybody can see. ``person`` gets the role if they do not hold it."""
    accounts.grant_role(person, Role.SPECIALIST, by=None, now=now)

    def by_the_actions() -> SpecialistProfile:
        profile = told_story(
            person,
            roots=roots,
            struggles=struggles,
            notes=notes,
            headline=headline,
            languages=languages,
            ways=ways,
            now=now,
            parts=parts,
        )
        certified(person, now=now)
        return peers.publish(profile, by=supervisor(now=now), now=now)

    like = (roots, struggles, notes, headline, languages, ways, now, *sorted((parts or {}).items()))
    known = {
        again.USERS: [person, supervisor(now=now), _free_supervisor(now=now)],
        again.TOPICS: topics(*roots, *(struggles or (STRUGGLE,))),
        again.NOTES: content_notes(*notes),
    }
    again.once_more(person, by_the_actions, like=like, known=known)
    profile = SpecialistProfile.objects.get(person=person)
    profile.person = person
    if next_open_slot_at is not None:
        peers.set_free_times(profile, next_open_slot_at, soon=[next_open_slot_at])
    return profile


def _topic(code: str) -> Topic:
    found = Topic.objects.filter(code=code).first()
    if found is None:
        entry = next(entry for entry in shipped().topics if entry.code == code)
        found = Topic.objects.create(
            code=entry.code,
            axis=entry.axis,
            slug=entry.slug,
            label=entry.label,
            group=entry.group,
            position=entry.position,
            synonyms=list(entry.synonyms),
            sensitive=entry.sensitive,
            opens_help=entry.opens_help,
        )
    return found
