"""What the pages of rooms show to one person: stretches of the log, one message, the directory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import cached_property

from peerhub.accounts.models import How
from peerhub.accounts.not_today import shown_how
from rooms.bounds.models import Bound
from rooms.bounds.reading import bound_of
from rooms.live import presence
from rooms.live.lines import Shown
from rooms.live.models import Gone, Message, Reaction, Room
from rooms.live.reading.wire import fields_of, kinds_of
from rooms.masks.actions import quieted_by
from rooms.masks.models import Mask, Quieted
from rooms.roster.reading import Standing, standings
from rooms.roster.states import State

if TYPE_CHECKING:
    from peerhub.accounts.models import User

PAGE = 40  # messages of one page
FOUND = 30  # messages of one search
UNSEEN_SHOWN = timedelta(days=1)  # how long one reads that words of one's own were not passed on
CLOSED_SHOWN = timedelta(days=30)  # how long a closed room stays in the list of who was in it
UNSEEN = "unseen"  # a held message that a person read and let nobody see


@dataclass(frozen=True)
class Log:
    """A stretch of what was said, oldest first."""

    lines: Sequence[Shown]
    held: Sequence[Shown]  # the reader's own, which a person reads first
    older: int | None  # read on before this place; None: it began here
    newer: int | None  # read on after this place; None: nothing newer
    last: int  # everything up to this place of the room is in here, or before it
    read: int  # how far the reader had read before this visit
    new_begins_earlier: bool = False  # what the reader has not seen begins before this stretch

    @property
    def first_new(self) -> int | None:
        """The first place that the reader had not seen, among what they had not said."""
        if not self.read:
            return None
        new = (line.seq for line in self.lines if line.seq and not line.is_own)
        return next((seq for seq in new if seq > self.read), None)

    @property
    def is_latest(self) -> bool:
        """Whether it ends with the newest message."""
        return self.newer is None


@dataclass(frozen=True)
class Reader:
    """One mask that looks at a room at an instant, and what it chose not to meet."""

    room: Room  # read before anything that is said: its last place bounds what is shown
    mask: Mask
    now: datetime

    @cached_property
    def choices(self) -> dict[str, How]:
        """Content notes to cover or to hide."""
        return shown_how(self.mask.person, now=self.now)

    @cached_property
    def bound(self) -> Bound | None:
        """What a host has set for this person here, if anything holds now."""
        return bound_of(self.mask.pk, now=self.now)

    @cached_property
    def quieted(self) -> dict[int, str]:
        """Masks whose words are covered: row and public id."""
        return quieted_by(self.mask)

    def latest(self) -> Log:
        """The newest page, with what is held back."""
        return self._back(self._said(), held=self.held())

    def before(self, seq: int) -> Log:
        """The page before a place."""
        return self._back(self._said().filter(seq__lt=seq))

    def after(self, seq: int) -> Log:
        """The page after a place."""
        found = list(self._said().filter(seq__gt=seq).order_by("seq")[: PAGE + 1])
        return self._log(found[:PAGE], older=seq > 0, newer=len(found) > PAGE)

    def around(self, seq: int) -> Log:
        """A page with a place in its middle."""
        half = PAGE // 2
        back = list(self._said().filter(seq__lte=seq).order_by("-seq")[: half + 1])
        on = list(self._said().filter(seq__gt=seq).order_by("seq")[: half + 1])
        messages = [*back[:half][::-1], *on[:half]]
        return self._log(messages, older=len(back) > half, newer=len(on) > half)

    def held(self) -> list[Shown]:
        """What the reader said that a person reads before the others do, or has read and kept."""
        own = Message.objects.filter(mask=self.mask, seq=None).with_host()
        lately = Q(gone=Gone.HIDDEN, gone_at__gt=self.now - UNSEEN_SHOWN)
        found = list(own.filter(Q(gone="") | lately).order_by("posted_at", "pk"))
        return [
            replace(line, body=message.body, gone=UNSEEN) if message.gone else line
            for message, line in zip(found, self.shown(found), strict=True)
        ]

    def found(self, words: str) -> list[Shown]:
        """Messages with all of ``words``, the newest first; without those the reader hides.

        One more than ``FOUND`` says that there are more.
        """
        messages = Message.objects.filter(room=self.room).mentioning(words).with_host()
        lines = self.shown(messages[: FOUND + 1])
        return [line for line in lines if line.how != How.HIDE and not line.quieted]

    def one(self, seq: int) -> Shown | None:
        """The message at a place."""
        lines = self.shown(Message.objects.filter(room=self.room, seq=seq).with_host())
        return lines[0] if lines else None

    def newest_own(self) -> Shown | None:
        """What the reader said last and can still see here."""
        own = Message.objects.filter(mask=self.mask, seq__isnull=False, gone="").with_host()
        lines = self.shown(own.order_by("-seq")[:1])
        return lines[0] if lines else None

    def shown(self, messages: Iterable[Message]) -> list[Shown]:
        """Messages as this reader sees them."""
        listed = list(messages)
        if not listed:
            return []
        kinds = kinds_of(listed)
        mine = self._mine(listed)
        return [
            self._without_quieted(
                Shown(
                    **fields_of(message, kinds.get(message.pk, ())),
                    **self._own(message),
                    mine=frozenset(mine.get(message.pk, ())),
                )
            )
            for message in listed
        ]

    def _without_quieted(self, line: Shown) -> Shown:
        """A quotation does not show what its author would not show either."""
        if line.reply is None or line.reply.mask not in self.quieted.values():
            return line
        return replace(line, reply=replace(line.reply, words=""))

    def _own(self, message: Message) -> dict[str, Any]:
        is_own = message.mask_id == self.mask.pk
        return {
            "is_own": is_own,
            "client_id": str(message.client_id) if is_own else "",
            "quieted": message.mask_id in self.quieted,
            "how": "" if is_own or message.gone else self._how(message.notes),
            "may_edit": is_own and message.may_be_edited(now=self.now),
            "may_undo": is_own and message.may_be_undone(now=self.now),
        }

    def _how(self, notes: Sequence[str]) -> str:
        if any(self.choices.get(slug) == How.HIDE for slug in notes):
            return How.HIDE
        return How.COVER if notes else ""

    def _mine(self, messages: Sequence[Message]) -> dict[int, set[str]]:
        mine: dict[int, set[str]] = {}
        given = Reaction.objects.filter(mask=self.mask, message__in=[one.pk for one in messages])
        for row, kind in given.values_list("message", "kind"):
            mine.setdefault(row, set()).add(kind)
        return mine

    def _said(self) -> QuerySet[Message]:
        said = Message.objects.filter(room=self.room, seq__lte=self.room.last_seq)
        return said.exclude(gone=Gone.WITHDRAWN).with_host()

    def _back(self, said: QuerySet[Message], *, held: Sequence[Shown] | None = None) -> Log:
        found = list(said.order_by("-seq")[: PAGE + 1])
        shown = found[:PAGE][::-1]
        return self._log(shown, older=len(found) > PAGE, newer=held is None, held=held or ())

    def _log(
        self,
        messages: Sequence[Message],
        *,
        older: bool,
        newer: bool,
        held: Sequence[Shown] = (),
    ) -> Log:
        first = messages[0].seq if older and messages else None
        return Log(
            lines=self.shown(messages),
            held=held,
            older=first,
            newer=messages[-1].seq if newer and messages else None,
            last=self.room.last_seq,
            read=self.mask.read_seq,
            new_begins_earlier=first is not None and self._has_new_before(first),
        )

    def _has_new_before(self, seq: int) -> bool:
        read = self.mask.read_seq
        return (
            bool(read)
            and self._said().filter(seq__gt=read, seq__lt=seq).exclude(mask=self.mask).exists()
        )


@dataclass(frozen=True)
class Entry:
    """A room in the list of rooms."""

    room: Room
    here: str
    standing: Standing
    notes: Sequence[str]
    entered: bool
    is_new: bool  # somebody else said something since the reader was here
    is_hidden: bool  # the reader chose not to meet what it is about


def directory(person: User, *, now: datetime) -> list[Entry]:
    """The rooms: open ones first, then quiet, then closed ones that one has been in lately.

    Within, known ones first.
    """
    masks = {mask.room_id: mask for mask in _masks(person)}
    hidden = {slug for slug, how in shown_how(person, now=now).items() if how == How.HIDE}
    lately = Q(pk__in=masks, closed_at__gt=now - CLOSED_SHOWN)
    found = Room.objects.filter(Q(closed_at=None) | lately).with_here(now=now)
    rooms = list(found.prefetch_related("content_notes").order_by("name"))
    standing = standings(rooms, now=now)
    entries = [
        Entry(
            room=room,
            here=presence.in_words(room.here),
            standing=standing[room.pk],
            notes=[note.label for note in room.content_notes.all()],
            entered=room.pk in masks,
            is_new=room.pk in masks and masks[room.pk].is_new,  # type: ignore[attr-defined]
            is_hidden=any(note.slug in hidden for note in room.content_notes.all()),
        )
        for room in rooms
    ]
    order = list(State)
    return sorted(entries, key=lambda entry: (order.index(entry.standing.state), not entry.entered))


def _masks(person: User) -> QuerySet[Mask]:
    """The person's masks, each with ``is_new``: whether there is something to read."""
    muted = Quieted.objects.filter(wearer=OuterRef(OuterRef("pk")), mask=OuterRef("mask"))
    new = Message.objects.filter(
        ~Exists(muted), room=OuterRef("room"), seq__gt=OuterRef("read_seq"), gone=""
    ).exclude(mask=OuterRef("pk"))
    return Mask.objects.filter(person=person).annotate(is_new=Exists(new))
