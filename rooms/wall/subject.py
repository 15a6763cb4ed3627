"""How safety sees a post or a reply: what stands around it, and how to let it out or hide it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from peerhub.accounts.models import User
from rooms.wall import actions
from rooms.wall.models import Post, Reply, WallFormer, WallSilence, Written, picture_of
from rooms.wall.states import State
from safety.subjects import CONTEXT, Line, Snapshot, Subject, Wording

PLACE = "The wall"


class WrittenSubject(Subject):
    """Something on the wall, for the people on duty: under its author's handle."""

    can_hide = True
    can_mute = True

    def context(self, subject_id: str) -> Sequence[Line]:
        """The post, and the replies around the one in question."""
        written = self.found(subject_id)
        if written is None:
            return ()
        post = written.post if isinstance(written, Reply) else written
        replies = list(post.replies.select_related("author").order_by("posted_at", "pk"))
        at = next((n for n, each in enumerate(replies) if each.public_id == subject_id), 0)
        around = replies[max(0, at - CONTEXT + 1) : at + CONTEXT + 1]
        return [_line(each) for each in (post, *around)]

    def formers(self, subject_id: str) -> Sequence[Wording]:
        """What it said before each change by its author."""
        former = WallFormer.objects.of(subject_id)
        return [
            Wording(each.words, each.until, each.picture) for each in former.order_by("until", "pk")
        ]

    def place(self, subject_id: str) -> str:
        """The same for all."""
        return PLACE if self.found(subject_id) else ""

    def release(self, subject_id: str, now: datetime) -> None:
        """Let others see it."""
        if (written := self.found(subject_id)) is not None:
            actions.let_out(written, now=now)

    def keep_unseen(self, subject_id: str, by_id: int, now: datetime) -> None:
        """It waits no longer, and its author can change it."""
        del now
        if (written := self.found(subject_id)) is not None:
            actions.keep_unseen(written, by=User.objects.get(pk=by_id))

    def snapshot(self, subject_id: str) -> Snapshot | None:
        """What it says, also when it was deleted or hidden since."""
        written = self.found(subject_id)
        if written is None:
            return None
        author: User = written.author
        return Snapshot(
            words=actions.text_of(written),
            author_id=author.pk,
            place=PLACE,
            strand=author.handle,
            drawing=_drawing(written),
        )

    def is_seen(self, subject_id: str) -> bool:
        """Whether it stands on the wall."""
        written = self.found(subject_id)
        return written is not None and written.is_shown

    def picture(self, drawing: Any) -> str:
        """Made anew of the strokes."""
        return picture_of(drawing["strokes"], drawing["shows"]) if drawing else ""

    def hide(self, subject_id: str, by_id: int, now: datetime) -> None:
        """Let nobody see it any more."""
        del now
        if (written := self.found(subject_id)) is not None:
            actions.hide(written, by=User.objects.get(pk=by_id))

    def show(self, subject_id: str, by_id: int, now: datetime) -> None:
        """Let others see it again."""
        del now
        if (written := self.found(subject_id)) is not None:
            actions.show_again(written, by=User.objects.get(pk=by_id))

    def mute(self, subject_id: str, reason: str, until: datetime, by_id: int, now: datetime) -> str:
        """Its author reads the wall, and does not write there."""
        if (author := self._author(subject_id)) is None:
            return ""
        by = User.objects.get(pk=by_id)
        return str(actions.silence(author, reason, until, by=by, now=now).pk)

    def unmute(self, subject_id: str, by_id: int, now: datetime) -> None:
        """They write again, whoever made them silent."""
        if (author := self._author(subject_id)) is not None:
            actions.end_silence(author, by=User.objects.get(pk=by_id), now=now)

    def end_mute(self, key: str, by_id: int, now: datetime) -> None:
        """One of them ends."""
        actions.end_silences(
            WallSilence.objects.filter(pk=key), by=User.objects.get(pk=by_id), now=now
        )

    def muted_until(self, subject_id: str, now: datetime) -> datetime | None:
        """The latest end."""
        author = self._author(subject_id)
        held = WallSilence.objects.active(now=now).filter(person=author)
        return max(held.values_list("until", flat=True), default=None)

    def found(self, subject_id: str) -> Post | Reply | None:
        """The post or reply, whatever became of it."""
        raise NotImplementedError

    def _author(self, subject_id: str) -> User | None:
        written = self.found(subject_id)
        return written.author if written is not None else None


class PostSubject(WrittenSubject):
    """A post."""

    def found(self, subject_id: str) -> Post | None:
        """The post, whatever became of it."""
        return Post.objects.select_related("author").filter(public_id=subject_id).first()


class ReplySubject(WrittenSubject):
    """A reply."""

    def found(self, subject_id: str) -> Reply | None:
        """The reply with its post, whatever became of it."""
        replies = Reply.objects.select_related("author", "post__author")
        return replies.filter(public_id=subject_id).first()

    def parties(self, subject_id: str) -> Sequence[int]:
        """Whose post it answers."""
        reply = self.found(subject_id)
        return [reply.post.author_id] if reply is not None else []


class UnwalledSubject(Subject):
    """Words that did not get onto the wall: nobody else saw them."""

    def place(self, subject_id: str) -> str:
        """The same for all."""
        del subject_id
        return f"{PLACE} (not sent: nobody else saw it)"


def _line(written: Written) -> Line:
    gone = "" if written.is_shown else str(State(written.state).label)
    return Line(
        who=written.author.handle,
        words=actions.text_of(written),
        at=written.written_at,
        gone=gone,
        picture=written.picture,
    )


def _drawing(written: Post | Reply) -> Any:
    """Strokes with what they show: a report keeps both, whatever becomes of the post."""
    if isinstance(written, Reply) or not written.drawing:
        return None
    return {"strokes": written.drawing, "shows": written.drawing_description}
