"""How safety sees a message: what was said around it, where, and how to let it out."""

from collections.abc import Sequence
from datetime import datetime

from peerhub.accounts.models import User
from rooms.bounds import actions as bounds
from rooms.bounds.models import Bound, BoundKind
from rooms.live import actions
from rooms.live.models import Former, Gone, Message
from rooms.masks.models import Mask
from rooms.roster.models import Shift
from safety.subjects import CONTEXT, Line, Snapshot, Subject, Wording

READ_FIRST = "a person reads it first"


class MessageSubject(Subject):
    """A message of a room, for the people on duty: masks, never persons."""

    can_hide = True
    can_mute = True

    def context(self, subject_id: str) -> Sequence[Line]:
        """Ten lines before, the message itself, ten lines after."""
        return tuple(
            Line(who=one.mask.name, words=one.body, at=one.posted_at, gone=_gone(one))
            for one in self._around(subject_id)
        )

    def parties(self, subject_id: str) -> Sequence[int]:
        """Who spoke around it, under whatever mask."""
        return sorted({one.mask.person_id for one in self._around(subject_id)})

    def _around(self, subject_id: str) -> Sequence[Message]:
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
        return [
            *reversed(before.order_by("-seq")[:CONTEXT]),
            message,
            *after.order_by("seq")[:CONTEXT],
        ]

    def formers(self, subject_id: str) -> Sequence[Wording]:
        """What it said before each change by its author."""
        former = Former.objects.filter(message__public_id=subject_id).order_by("until", "pk")
        return [Wording(words=one.body, until=one.until) for one in former]

    def place(self, subject_id: str) -> str:
        """The room by name."""
        names = Message.objects.filter(public_id=subject_id).values_list("room__name", flat=True)
        return "".join(f"Room: {name}" for name in names)

    def companions(self, subject_id: str) -> Sequence[int]:
        """The host who was there when it was said; of one that the room never saw, nobody."""
        message = Message.objects.filter(public_id=subject_id, seq__isnull=False).first()
        if message is None:
            return ()
        return Shift.objects.at(message.posted_at, room_id=message.room_id).hosts()

    def release(self, subject_id: str, now: datetime) -> None:
        """Show a held message to the room."""
        del now
        message = Message.objects.filter(public_id=subject_id).first()
        if message is not None:
            actions.let_out(message)

    def keep_unseen(self, subject_id: str, by_id: int, now: datetime) -> None:
        """It waited, or was changed and taken out of sight: now it is hidden, and by whom."""
        self.hide(subject_id, by_id, now)

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
            strand=message.mask.public_id,
        )

    def is_seen(self, subject_id: str) -> bool:
        """Whether the room sees it."""
        said = Message.objects.filter(public_id=subject_id, seq__isnull=False)
        return said.filter(gone="").exists()

    def hide(self, subject_id: str, by_id: int, now: datetime) -> None:
        """Let nobody see it any more."""
        message = Message.objects.filter(public_id=subject_id).first()
        if message is not None:
            actions.hide(message, by=User.objects.get(pk=by_id), now=now, for_good=True)

    def show(self, subject_id: str, by_id: int, now: datetime) -> None:
        """Let the room see it again."""
        message = Message.objects.filter(public_id=subject_id).first()
        if message is not None:
            actions.show_again(message, by=User.objects.get(pk=by_id), now=now)

    def mute(self, subject_id: str, reason: str, until: datetime, by_id: int, now: datetime) -> str:
        """The mask reads on in this room, and does not write."""
        message = Message.objects.select_related("mask__room").filter(public_id=subject_id).first()
        if message is None:
            return ""
        bound = bounds.bind(
            message.mask,
            kind=BoundKind.SILENCED,
            reason=reason,
            until=until,
            by=User.objects.get(pk=by_id),
            now=now,
        )
        return str(bound.pk)

    def unmute(self, subject_id: str, by_id: int, now: datetime) -> None:
        """The mask writes again, whoever made it silent."""
        for bound in _silenced(subject_id, now=now):
            bounds.lift(bound, by=User.objects.get(pk=by_id), now=now)

    def end_mute(self, key: str, by_id: int, now: datetime) -> None:
        """One bound ends; another one, of a host perhaps, stays."""
        for bound in Bound.objects.select_related("mask__room").filter(pk=key):
            bounds.lift(bound, by=User.objects.get(pk=by_id), now=now)

    def muted_until(self, subject_id: str, now: datetime) -> datetime | None:
        """The latest end."""
        return max((bound.until for bound in _silenced(subject_id, now=now)), default=None)


def _silenced(subject_id: str, *, now: datetime) -> Sequence[Bound]:
    """What keeps the writer of a message from writing."""
    active = Bound.objects.active(now=now).filter(
        kind=BoundKind.SILENCED, mask__messages__public_id=subject_id
    )
    return list(active.select_related("mask__room").order_by("pk"))


def _gone(message: Message) -> str:
    """Why the room does not see it, in words; "" when it does."""
    if message.gone == Gone.HIDDEN and message.gone_by_id == message.mask.person_id:
        return f"changed by its author, {READ_FIRST}"
    if message.gone == Gone.HIDDEN and message.held:
        return "a person read it and did not pass it on"
    if message.gone:
        return str(Gone(message.gone).label)
    return READ_FIRST if message.held else ""


class UnpostedSubject(Subject):
    """Words that did not get into a room: nobody else saw them, and nothing was said around them.

    What they were stands in the case; whose they are stays behind the mask.
    """

    def place(self, subject_id: str) -> str:
        """The room by name."""
        names = Mask.objects.filter(public_id=subject_id).values_list("room__name", flat=True)
        return "".join(f"Room: {name} (not sent: nobody else saw it)" for name in names)
