"""What one person reads of the wall. Each page costs the same number of queries for 1 and 50."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Count, Exists, OuterRef, Q

from peerhub.accounts.models import How
from peerhub.accounts.not_today import shown_how
from peerhub.topics.models import ContentNote, Topic
from rooms.wall.kindly import came
from rooms.wall.models import (
    Post,
    PostQuerySet,
    PostReaction,
    PutAway,
    Reply,
    SavedPost,
    Written,
)
from rooms.wall.models.eyes import eyes_of

if TYPE_CHECKING:
    from peerhub.accounts.models import User

PAGE = 20  # posts
REPLIES = 200  # of one post

W = TypeVar("W", bound=Written)


@dataclass(frozen=True, kw_only=True)
class Item:
    """A post or a reply as one person reads it.

    Attributes:
        written: the row; of a post with its author, note and topics.
        at: when others could read it first, to the minute.
        kind: how to say ``at``: "time" today, "day" before.
        is_own: the reader wrote it.
        how: "cover" its words until they are opened; "hide": likewise, and it stands in no list.
        notes: what it mentions.
        topics: what a post is about.
    """

    written: Written
    at: datetime
    kind: str
    is_own: bool
    how: str
    notes: Sequence[ContentNote]
    topics: Sequence[Topic]


@dataclass(frozen=True)
class Page:
    """A stretch of the wall, newest first. ``older``: the post after which one reads on, or ""."""

    items: Sequence[Item]
    older: str


def page_of(person: User, before: str, *, now: datetime) -> Page:
    """The newest posts, or those that come after the post with the public id ``before``."""
    choices = shown_how(person, now=now)
    posts = Post.objects.visible_to(person, now)
    posts = after(without(posts, choices, put_away_by(person, now=now)), before)
    found = list(posts.newest_first().for_page()[: PAGE + 1])
    older = found[PAGE - 1].public_id if len(found) > PAGE else ""
    return Page(items_of(found[:PAGE], person, choices, now=now), older)


def after(posts: PostQuerySet, before: str) -> PostQuerySet:
    """Those that come after the post with the public id ``before``; all without one."""
    if not before:
        return posts
    last = post_by(before)
    return posts.older_than(last) if last is not None else posts.none()


def post_by(public_id: str) -> Post | None:
    """The post of an address, whoever may see it: a place in the order of time, not to be shown."""
    # Whatever is no id may be no text for a database either.
    return Post.objects.filter(public_id=public_id).first() if public_id.isalnum() else None


@dataclass(frozen=True)
class Away:
    """Ids of posts and topics that a person put away until tomorrow."""

    posts: frozenset[int]
    topics: frozenset[int]


def put_away_by(person: User, *, now: datetime) -> Away:
    """What ``person`` put away and what still is; one query."""
    rows = list(PutAway.objects.active(now=now).filter(person=person))
    return Away(
        posts=frozenset(row.post_id for row in rows if row.post_id is not None),
        topics=frozenset(row.topic_id for row in rows if row.topic_id is not None),
    )


def hidden_by(choices: Mapping[str, How]) -> list[str]:
    """The notes that the reader leaves out, of those that they cover or leave out."""
    return [slug for slug, how in choices.items() if how == How.HIDE]


def without(posts: PostQuerySet, choices: Mapping[str, How], away: Away) -> PostQuerySet:
    """Leave out what the reader does not want to meet now."""
    links = Post.topics.through.objects.filter(post=OuterRef("pk"))
    if hidden := hidden_by(choices):
        about = links.filter(topic__content_note__slug__in=hidden)
        # Notes and topics by their ids: joined by their names, the list is read in no order.
        noted = ContentNote.objects.filter(slug__in=hidden).values_list("pk", flat=True)
        posts = posts.filter(~Q(content_note__in=noted), ~Exists(about))
    if away.topics:
        posts = posts.filter(~Exists(links.filter(topic__in=away.topics)))
    return posts.exclude(pk__in=away.posts) if away.posts else posts


def items_of(
    written: Iterable[Written], person: User, choices: Mapping[str, How], *, now: datetime
) -> list[Item]:
    """Posts (see ``for_page``) or replies, as this person reads them."""
    reader, zone = person.pk, person.zone
    today = now.astimezone(zone).date()

    def is_today(each: Written) -> bool:
        return each.posted_at.astimezone(zone).date() == today

    return [
        _item(each, choices, is_own=each.author_id == reader, is_today=is_today(each))
        for each in written
    ]


def post_for(
    person: User, public_id: str, *, now: datetime, past_turning: bool = False
) -> Post | None:
    """A post that this person may see; ``past_turning``: see ``visible_to``."""
    seen = Post.objects.visible_to(person, now, past_turning=past_turning).for_page()
    return seen.filter(public_id=public_id).first()


def reply_for(
    person: User, public_id: str, *, now: datetime, past_turning: bool = False
) -> Reply | None:
    """A reply that this person may see, under a post that they may see."""
    posts = Post.objects.visible_to(person, now, past_turning=past_turning)
    seen = Reply.objects.visible_to(person, now, past_turning=past_turning).filter(
        Q(post__in=posts) | Q(author=person)
    )
    wanted = seen.select_related("author", "content_note", "post")
    return wanted.filter(public_id=public_id).first()


def author_of_post(person: User, public_id: str, now: datetime) -> User | None:
    """Who wrote a post that this person may see."""
    post = post_for(person, public_id, now=now)
    return post.author if post is not None else None


def author_of_reply(person: User, public_id: str, now: datetime) -> User | None:
    """Who wrote a reply that this person may see."""
    reply = reply_for(person, public_id, now=now)
    return reply.author if reply is not None else None


def replies_to(post: Post, person: User, *, now: datetime) -> list[Item]:
    """The replies to a post that this person sees, as they stand under it."""
    choices = shown_how(person, now=now)
    seen = Reply.objects.visible_to(person, now).filter(post=post).in_order()
    items = items_of(
        seen.select_related("author", "content_note")[:REPLIES], person, choices, now=now
    )
    return [item for item in items if item.is_own or item.how != How.HIDE]


def own_reactions(post: Post, person: User) -> frozenset[str]:
    """With which kind words this person answered."""
    given = PostReaction.objects.filter(post=post, person=person)
    return frozenset(given.values_list("kind", flat=True))


def reactions_that_came(post: Post, person: User) -> list[str]:
    """What the author reads of them; nobody else reads anything."""
    if post.author_id != person.pk:
        return []
    given = PostReaction.objects.filter(post=post, person__is_active=True)
    others = given.exclude(person__in=eyes_of(person.pk).turned_from)
    return came(dict(others.values_list("kind").annotate(count=Count("pk"))))


def saved_by(person: User, *, now: datetime) -> list[Item]:
    """What this person kept and may still see, what was kept last first."""
    kept = SavedPost.objects.filter(person=person, post=OuterRef("pk"))
    posts = Post.objects.visible_to(person, now).filter(Exists(kept)).for_page()
    when = dict(SavedPost.objects.filter(person=person).values_list("post", "saved_at"))
    found = sorted(posts, key=lambda post: when.get(post.pk, now), reverse=True)
    return items_of(found, person, shown_how(person, now=now), now=now)


def to_the_minute(instant: datetime) -> datetime:
    """``instant`` without what would tell one keystroke from another."""
    return instant.replace(second=0, microsecond=0)


def _item(written: Written, choices: Mapping[str, How], *, is_own: bool, is_today: bool) -> Item:
    own = [written.content_note] if written.content_note else []
    topics = list(written.topics.all()) if isinstance(written, Post) else []
    implied = [topic.content_note for topic in topics if topic.content_note]
    chosen = {choices[note.slug] for note in (*own, *implied) if note.slug in choices}
    if How.HIDE in chosen:
        how = How.HIDE.value
    else:
        how = How.COVER.value if chosen or (own and not is_own) else ""
    met = [note for note in implied if note.slug in choices]
    return Item(
        written=written,
        at=to_the_minute(written.posted_at),
        kind="time" if is_today else "day",
        is_own=is_own,
        how=how,
        notes=list({note.slug: note for note in (*own, *met)}.values()),
        topics=topics,
    )
