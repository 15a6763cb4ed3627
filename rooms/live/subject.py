"""How safety sees a message: what was said around it, where, and how to let it out."""

from collections.abc import Sequence
from datetime import datetime

from peerhub.accounts.models import User
from rooms.live import actions
from rooms.live.models import Message
from safety.subjects import CONTEXT, Line, Snapshot, Subject


class MessageSubject(Subject):
    """A message of a room, for the people on duty: masks, never persons."""

    def context(self, subject_id: str) -> Sequence[Line]:
        """Ten lines before, the message itself, ten lines after."""
        message = Message.objects.select_related("mask").filter(public_id=subject_id).first()
        if message is None:
            return ()
        said = Message.objects.filter(room=message.room_id, seq__isnull=False).select_related(
            "mask"
        )
        # A held message has no place yet: it stands where it was written.
        if message.seq is None:
            before = said.filter(posted_at__lte=message.posted_at)
            after = said.filter(posted_at__gt=message.posted_at)
        else:
            before, after = said.filter(seq__lt=message.seq), said.filter(seq__gt=message.seq)
        around = [
            *reversed(before.order_by("-seq")[:CONTEXT]),
            message,
            *after.order_by("seq")[:CONTEXT],
        ]
        return [Line(who=one.mask.name, words=one.body, at=one.posted_at) for one in around]

    def place(self, subject_id: str) -> str:
        """The room by name."""
        names = Message.objects.filter(public_id=subject_id).values_list("room__name", flat=True)
        return "".join(f"Room: {name}" for name in names)

    def release(self, subject_id: str, now: datetime) -> None:
        """Show a held message to the room."""
        del now
        message = Message.objects.filter(public_id=subject_id).first()
        if message is not None:
            actions.let_out(message)

    def snapshot(self, subject_id: str) -> Snapshot | None:
        """What it says, also when its author or a host took it away since."""
        message = (
            Message.objects.select_related("room", "mask").filter(public_id=subject_id).first()
        )
        if message is None:
            return None
        return Snapshot(
            words=message.body,
            author_id=message.mask.person_id,
            place=f"Room: {message.room.name}",
        )

    def hide(self, subject_id: str, by_id: int, now: datetime) -> None:
        """Let nobody see it any more."""
        message = Message.objects.filter(public_id=subject_id).first()
        if message is not None:
            actions.hide(message, by=User.objects.get(pk=by_id), now=now)
