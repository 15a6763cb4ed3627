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

PLAIN = f"""
    NOT post.state = '{State.DELETED}' AND post.state = '{State.SHOWN}'
    AND post.author_id <> %(reader)s AND NOT post.author_id = ANY(%(turned)s)
    AND (
        post.audience = '{Audience.EVERYONE}'
        OR post.audience = '{Audience.FRIENDS}' AND post.author_id = ANY(%(friends)s)
        OR post.audience = '{Audience.TOPIC}' AND EXISTS (
            SELECT FROM rooms_post_topics link
            WHERE link.post_id = post.id AND link.topic_id = ANY(%(told)s)))
    AND post.posted_at <= %(now)s
"""
HIDDEN = "ARRAY(SELECT id FROM topics_contentnote WHERE slug = ANY(%(hidden)s))"
NO_NOTE = f" AND NOT COALESCE(post.content_note_id = ANY({HIDDEN}), false)"
NOT_AWAY = " AND NOT post.id = ANY(%(away_posts)s)"
SINCE = " AND post.posted_at > %(since)s"
BEFORE = " AND (post.posted_at, post.id) < (%(last_at)s, %(last_id)s)"
# What is asked in other tables: whether its author is here, and what it is about.
OF_A_NOTE = f"""
    FROM rooms_post_topics link JOIN topics_topic topic ON topic.id = link.topic_id
    WHERE link.post_id = post.id AND topic.content_note_id = ANY({HIDDEN})
"""
AWAY = """
    FROM rooms_post_topics link WHERE link.post_id = post.id AND link.topic_id = ANY(%(away_topics)s)
"""
ABOUT = """
    AND EXISTS (SELECT FROM rooms_post_topics link
        WHERE link.post_id = post.id AND link.topic_id = ANY(%(near)s))
"""
BY_FRIENDS = " AND post.author_id = ANY(%(friends)s)"
IN_ORDER = " ORDER BY post.posted_at DESC, post.id DESC"
MOST = " LIMIT %(most)s"


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
    plain = PLAIN + "".join(_narrower(reader, since=since, before=before))
    found = f"({_everybodys(plain, reader, ABOUT if about is not None else '')})"
    if about is not None:
        # Two ways apart: "either" in one condition lets PostgreSQL read every post about fifty
        # topics before it sorts; each alone follows an index, and stops.
        found += f" UNION ({_of_friends(plain, reader)})"
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
        cursor.execute(f"SELECT id FROM ({found}) post {IN_ORDER}{MOST}", given)  # noqa: S608
        return [pk for (pk,) in cursor.fetchall()]


def _everybodys(plain: str, reader: Reader, near: str) -> str:
    """The newest of all: by the index of time, until there are enough."""
    asked = "".join(f" AND NOT EXISTS (SELECT {each})" for each in _topics(reader))
    return (
        "SELECT post.id, post.posted_at FROM rooms_post post"  # noqa: S608 - our own words
        " JOIN accounts_user author ON author.id = post.author_id"
        f" WHERE author.is_active AND {plain}{asked}{near}{IN_ORDER}{MOST}"
    )


def _of_friends(plain: str, reader: Reader) -> str:
    """The newest of friends: all of theirs by the index of authors, sorted.

    Only then other tables are asked, for each in turn, until there are enough; joins would be made
    for all that friends ever wrote.
    """
    theirs = f"SELECT * FROM rooms_post post WHERE {plain}{BY_FRIENDS}{IN_ORDER} OFFSET 0"  # noqa: S608
    asked = "".join(f" AND (SELECT count(*) {each}) = 0" for each in _topics(reader))
    return (
        f"SELECT post.id, post.posted_at FROM ({theirs}) post"  # noqa: S608
        " WHERE (SELECT is_active FROM accounts_user WHERE id = post.author_id)"
        f"{asked}{IN_ORDER}{MOST}"
    )


def _narrower(reader: Reader, *, since: datetime | None, before: Post | None) -> Iterator[str]:
    """What not every reader asks for, of the post itself."""
    if reader.hidden:
        yield NO_NOTE
    if reader.away_posts:
        yield NOT_AWAY
    if since is not None:
        yield SINCE
    if before is not None:
        yield BEFORE


def _topics(reader: Reader) -> Iterator[str]:
    """Links to topics that the reader does not want to meet, where there are any."""
    if reader.hidden:
        yield OF_A_NOTE
    if reader.away_topics:
        yield AWAY
