"""Writing on the wall: screened, stored, and shown to others at once or once a person has read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.topics.models import ContentNote, Topic
from rooms.wall import notices
from rooms.wall.actions.desk import (
    POST,
    REPLY,
    Desk,
    Said,
    all_of,
    posts_too_much,
    reason_to_wait,
    replies_too_much,
    second_id,
    state_of,
    text_of,
)
from rooms.wall.actions.refusals import NeedsDescription, NeedsTopic, NotThere, SaysNothing
from rooms.wall.drawing import Stroke, plain
from rooms.wall.models import TOPICS, Post, Reply, Written
from rooms.wall.states import Audience, State


@dataclass(frozen=True, kw_only=True)
class NewPost:
    """What somebody wants to post. ``anyway``: although it may tell who or where somebody is."""

    words: str
    client_id: UUID
    content_note: ContentNote | None = None
    topics: Sequence[Topic] = ()
    audience: Audience = Audience.EVERYONE
    drawing: Sequence[Stroke] = ()
    drawing_description: str = ""
    anyway: bool = False


@dataclass(frozen=True, kw_only=True)
class NewReply:
    """What somebody wants to answer."""

    words: str
    client_id: UUID
    content_note: ContentNote | None = None
    anyway: bool = False


@transaction.atomic
def post(new: NewPost, *, by: User, now: datetime) -> Said:
    """Post on the wall. Sent twice under one ``client_id`` it is one post.

    Raises:
        SaysNothing: neither words nor a drawing.
        NeedsDescription: a drawing without words of what it shows.
        NeedsTopic: it is for people with the same topic, and names none.
        AskedToPause, Nudge, SlowDown: see ``Desk.refuse``.
    """
    must_say_something(new.words, has_drawing=bool(new.drawing), shows=new.drawing_description)
    must_name_topic(new.audience, new.topics)
    User.objects.locked(by.pk)
    made = Post(
        author=by,
        words=new.words,
        client_id=new.client_id,
        content_note=new.content_note,
        audience=new.audience,
        drawing=plain(new.drawing) or None,
        drawing_description=new.drawing_description,
        written_at=now,
        posted_at=now,
    )
    if (known := _known(made)) is not None:
        return Said(known, show_help=False)
    desk = Desk.laid(text_of(made), by=by, kind=POST, now=now, anyway=new.anyway)
    desk.refuse(too_much=posts_too_much(by, now=now))
    reason = reason_to_wait(made)
    seen = desk.watch(made, reason=reason)
    made.state = state_of(seen, reason=reason)
    made.save()
    made.topics.set(list(new.topics)[:TOPICS])
    return Said(made, show_help=seen.show_help)


@transaction.atomic
def reply(to: Post, new: NewReply, *, by: User, now: datetime) -> Said:
    """Answer a post that this person sees. Sent twice under one ``client_id`` it is one reply.

    Raises:
        NotThere: they do not see the post, or nobody does at the moment.
        AskedToPause, Nudge, SlowDown: see ``Desk.refuse``.
    """
    User.objects.locked(by.pk)
    # Only its state could change meanwhile, and others see no reply without its post.
    if not Post.objects.visible_to(by, now).filter(pk=to.pk, state=State.SHOWN).exists():
        raise NotThere("We could not find that post.")
    made = Reply(
        post=to,
        author=by,
        words=new.words,
        client_id=new.client_id,
        content_note=new.content_note,
        written_at=now,
        posted_at=now,
    )
    if (known := _known(made)) is not None:
        return Said(known, show_help=False)
    desk = Desk.laid(made.words, by=by, kind=REPLY, now=now, anyway=new.anyway)
    desk.refuse(too_much=replies_too_much(by, now=now))
    seen = desk.watch(made)
    made.state = state_of(seen, reason="")
    made.save()
    if made.is_shown:
        notices.tell_answered(made, now=now)
    return Said(made, show_help=seen.show_help)


def must_say_something(words: str, *, has_drawing: bool, shows: str) -> None:
    """Whoever posts says something; whoever draws says what it ``shows``.

    Raises:
        SaysNothing: neither words nor a drawing.
        NeedsDescription: a drawing without words of what it shows.
    """
    if has_drawing and not shows:
        raise NeedsDescription("Say what the drawing shows, for people who cannot see it.")
    if not words and not has_drawing:
        raise SaysNothing("Write something first.")


def must_name_topic(audience: Audience, topics: Sequence[Topic]) -> None:
    """Whoever shows a post to people with the same topic says which.

    Raises:
        NeedsTopic: they do not.
    """
    if audience == Audience.TOPIC and not topics:
        raise NeedsTopic("Choose a topic, so that we know who has the same one.")


def _known(made: Written) -> Written | None:
    """The same that came under the same id before; what says something else gets its own id."""
    rows = type(made)._default_manager.filter(author=made.author)  # noqa: SLF001
    known: Written | None = rows.filter(client_id=made.client_id).first()
    if known is None or known.changed_at or all_of(known) in {"", all_of(made)}:
        return known
    made.client_id = second_id(made.client_id, all_of(made))
    again: Written | None = rows.filter(client_id=made.client_id).first()
    return again
