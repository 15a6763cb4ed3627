"""Changing and deleting one's own words on the wall."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.topics.models import ContentNote, Topic
from rooms.wall.actions.desk import (
    POST,
    REPLY,
    Desk,
    Said,
    changes_too_much,
    reason_after,
    state_of,
    text_of,
)
from rooms.wall.actions.posting import must_name_topic, must_say_something
from rooms.wall.actions.refusals import NotThere
from rooms.wall.models import TOPICS, Post, WallFormer, Written
from rooms.wall.states import Audience, State

W = TypeVar("W", bound=Written)


@dataclass(frozen=True, kw_only=True)
class Changed:
    """Other words. ``topics``, ``audience`` and what is drawn: of posts alone.

    A drawing stays as it is; what it shows can be said in other words, or it is taken away.
    """

    words: str
    content_note: ContentNote | None = None
    topics: Sequence[Topic] = ()
    audience: Audience = Audience.EVERYONE
    drawing_description: str = ""
    without_drawing: bool = False
    anyway: bool = False


@transaction.atomic
def change(written: Written, new: Changed, *, by: User, now: datetime) -> Said:
    """Change one's own post or reply; what it said before is kept for moderators.

    The new words are held to all that holds for new ones. What a person of ours has kept back or
    hidden is read again before others see it, and so are changes to one of the first posts.

    Raises:
        NotThere: it is not theirs, or was deleted.
        SaysNothing, NeedsDescription: nothing would be left of it, or nothing of what it shows.
        NeedsTopic: it is for people with the same topic, and names none.
        AskedToPause, Nudge, SlowDown: see ``Desk.refuse``.
    """
    mine = own(written, by=by)
    before, taken = text_of(mine), None
    mine.words, mine.content_note = new.words, new.content_note
    if isinstance(mine, Post):
        must_name_topic(new.audience, new.topics)
        mine.topics.set(list(new.topics)[:TOPICS])
        mine.audience = new.audience
        taken = _drawn_anew(mine, new)
    if text_of(mine) == before:
        mine.save()
        return Said(mine, show_help=False)
    reason = reason_after(mine, by=by)
    kind = POST if isinstance(mine, Post) else REPLY
    desk = Desk.laid(text_of(mine), by=by, kind=kind, now=now, anyway=new.anyway)
    desk.refuse(too_much=changes_too_much(mine, now=now))
    whose = {"post": mine} if isinstance(mine, Post) else {"reply": mine}
    if before:
        WallFormer.objects.create(words=before, drawing=taken, until=now, **whose)
    seen = desk.watch(mine, reason=reason)
    if mine.is_shown:
        mine.changed_at = now
    mine.state = state_of(seen, reason=reason)
    mine.save()
    return Said(mine, show_help=seen.show_help)


@transaction.atomic
def delete(written: Written, *, by: User) -> None:
    """Let nobody see one's own post or reply any more; what it said stays for reports.

    Raises:
        NotThere: it is not theirs, or was deleted.
    """
    mine = own(written, by=by)
    mine.state = State.DELETED
    mine.save(update_fields=["state"])


def _drawn_anew(mine: Post, new: Changed) -> Any:
    """Say what the drawing shows in other words, or take it away; gives what was taken."""
    taken = mine.drawing if new.without_drawing else None
    if taken:
        mine.drawing, mine.drawing_description = None, ""
    elif mine.drawing:
        mine.drawing_description = new.drawing_description
    shows = mine.drawing_description
    must_say_something(mine.words, has_drawing=bool(mine.drawing), shows=shows)
    return taken


def own(written: W, *, by: User) -> W:
    """One's own, locked, unless it was deleted.

    Raises:
        NotThere: it is not theirs, or was deleted.
    """
    mine = locked(written)
    if mine.author_id != by.pk or mine.state == State.DELETED:
        raise NotThere("We could not find that.")
    return mine


def locked(written: W) -> W:
    """A post or a reply as it is now, changed by one at a time."""
    rows = type(written)._default_manager.select_for_update(of=("self",), no_key=True)  # noqa: SLF001
    found: W = rows.select_related("author").get(pk=written.pk)
    return found
