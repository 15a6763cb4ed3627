"""A dozen posts on the wall with answers, and one that a guide has still to read."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.test.utils import override_settings

from peerhub.demo.cast import MAYA
from peerhub.demo.world.content import rows
from peerhub.demo.world.people import People
from peerhub.topics.models import ContentNote, Topic
from rooms.kindness import Kindness
from rooms.wall import actions
from rooms.wall.drawing import strokes_from
from rooms.wall.models import Post
from rooms.wall.states import Audience

FIRST = "Hello. I read here for a while now. Today I wanted to say that it helps."


def write(people: People, *, now: datetime) -> None:
    """Write them in order of time; everybody but the last has been read before."""
    notes = {note.slug: note for note in ContentNote.objects.all()}
    topics = {topic.code: topic for topic in Topic.objects.all()}
    with override_settings(WALL_FIRST_POSTS=0, WALL_DRAWINGS_FIRST=False):
        posts = [_put(row, people, notes, topics, now=now) for row in rows("wall", "post")]
    actions.save(posts[1], by=people[MAYA.name], on=True, now=now)
    actions.follow(topics["S29"], by=people[MAYA.name], on=True, now=now)
    first = actions.NewPost(words=FIRST, client_id=uuid4())
    actions.post(first, by=people["m002"], now=now - timedelta(minutes=25))


def _put(
    row: dict[str, Any],
    people: People,
    notes: dict[str, ContentNote],
    topics: dict[str, Topic],
    *,
    now: datetime,
) -> Post:
    at = now - timedelta(hours=row["hours"])
    new = actions.NewPost(
        words=row["words"],
        client_id=uuid4(),
        content_note=notes[row["note"]] if "note" in row else None,
        topics=[topics[code] for code in row.get("topics", ())],
        drawing=strokes_from(row.get("drawing", "")),
        drawing_description=row.get("shows", ""),
        audience=Audience(row.get("audience", Audience.EVERYONE)),
    )
    made = actions.post(new, by=people[row["who"]], now=at).written
    assert isinstance(made, Post)  # noqa: S101 - for the type alone
    for said in row.get("replies", ()):
        reply = actions.NewReply(words=said["words"], client_id=uuid4())
        when = at + timedelta(minutes=said["after"])
        actions.reply(made, reply, by=people[said["who"]], now=when)
    for who, kind in row.get("kinds", {}).items():
        actions.react(made, Kindness(kind), by=people[who], on=True, now=now)
    return made
