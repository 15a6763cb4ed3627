"""The newest posts of others that a person sees, by number alone: the question of the page near one.

Written out, because building it costs more than asking it: the page spent a third of its time on that.
The rules are those of ``PostQuerySet.visible_to`` and ``rooms.wall.reading.without``. A test holds
both ways equal, over all that can part people and posts.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from rooms.wall.models.eyes import Eyes
from rooms.wall.models.post import Post
from rooms.wall.states import Audience, State

SEEN = f"""
    SELECT post.id, post.posted_at
    FROM rooms_post post JOIN accounts_user author ON author.id = post.author_id
    WHERE NOT post.state = '{State.DELETED}' AND post.state = '{State.SHOWN}'
    AND author.is_active AND post.author_id <> %(reader)s AND NOT post.author_id = ANY(%(turned)s)
    AND (
        post.audience = '{Audience.EVERYONE}'
        OR post.audience = '{Audience.FRIENDS}' AND post.author_id = ANY(%(friends)s)
        OR post.audience = '{Audience.TOPIC}' AND EXISTS (
            SELECT FROM rooms_post_topics link
            WHERE link.post_id = post.id AND link.topic_id = ANY(%(told)s)))
    AND post.posted_at <= %(now)s
"""  # noqa: S608 - our own words
HIDDEN = "(SELECT id FROM topics_contentnote WHERE slug = ANY(%(hidden)s))"
NO_NOTE = f"""
    AND NOT COALESCE(post.content_note_id = ANY(ARRAY{HIDDEN}), false)
    AND NOT EXISTS (
        SELECT FROM rooms_post_topics link JOIN topics_topic topic ON topic.id = link.topic_id
        WHERE link.post_id = post.id AND topic.content_note_id = ANY(ARRAY{HIDDEN}))
"""
NOT_AWAY = """
    AND NOT post.id = ANY(%(away_posts)s)
    AND NOT EXISTS (
        SELECT FROM rooms_post_topics link
        WHERE link.post_id = post.id AND link.topic_id = ANY(%(away_topics)s))
"""
SINCE = " AND post.posted_at > %(since)s"
BEFORE = " AND (post.posted_at, post.id) < (%(last_at)s, %(last_id)s)"
ABOUT = """
    AND EXISTS (SELECT FROM rooms_post_topics link
        WHERE link.post_id = post.id AND link.topic_id = ANY(%(near)s))
"""
BY_FRIENDS = " AND post.author_id = ANY(%(friends)s)"
ORDER = " ORDER BY posted_at DESC, id DESC LIMIT %(most)s"


@dataclass(frozen=True, kw_only=True)
class Reader:
    """What was looked up of somebody who reads.

    Attributes:
        hidden: slugs of the content notes that they leave out now.
        away_posts, away_topics: ids of what they put away until tomorrow.
    """

    person: int
    eyes: Eyes
    hidden: Collection[str] = ()
    away_posts: Collection[int] = ()
    away_topics: Collection[int] = ()


def newest_of_others(
    reader: Reader,
    *,
    about: Collection[int] | None,
    most: int,
    since: datetime | None = None,
    before: Post | None = None,
    now: datetime,
) -> list[int]:
    """Ids of posts by others that this person sees, the newest first; one query.

    Args:
        reader: who reads.
        about: posts about one of these topics, and those by friends; None: all.
        most: so many.
        since: only what came later.
        before: only what comes after this post on the wall, where the newest stands first.
        now: an aware instant.
    """
    seen = SEEN + "".join(_narrower(reader, since=since, before=before))
    # Two ways apart: "either" in one condition lets PostgreSQL read every post about fifty topics
    # before it sorts; each alone follows the index by time, and stops.
    ways = [""] if about is None else [ABOUT, BY_FRIENDS]
    found = " UNION ".join(f"({seen}{way}{ORDER})" for way in ways)
    given: dict[str, Any] = {
        "reader": reader.person,
        "turned": list(reader.eyes.turned_from),
        "friends": list(reader.eyes.friends),
        "told": list(reader.eyes.topics),
        "near": list(about or ()),
        "hidden": list(reader.hidden),
        "away_posts": list(reader.away_posts),
        "away_topics": list(reader.away_topics),
        "since": since,
        "last_at": before.posted_at if before else None,
        "last_id": before.pk if before else None,
        "now": now,
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM ({found}) found {ORDER}", given)  # noqa: S608 - our own words
        return [pk for (pk,) in cursor.fetchall()]


def _narrower(reader: Reader, *, since: datetime | None, before: Post | None) -> Iterator[str]:
    """What not every reader asks for."""
    if reader.hidden:
        yield NO_NOTE
    if reader.away_posts or reader.away_topics:
        yield NOT_AWAY
    if since is not None:
        yield SINCE
    if before is not None:
        yield BEFORE
