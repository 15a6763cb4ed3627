"""All that must be known about a room and some people before their words are stored.

Read once for many messages: the number of queries does not grow with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.db.models import Count
from django.utils.functional import cached_property

from peerhub.errors import DomainError
from peerhub.topics.labels import note_labels
from rooms.bounds.models import Bound
from rooms.bounds.reading import bounds_of
from rooms.live.actions.refusals import AskedToPause, NotHere, Nudge, RoomIsClosed, SlowDown
from rooms.live.actions.speakers import Pace, Speaker, room_of, speakers_of
from rooms.live.models import NOTES, PACE_WINDOW, Former, Message, Room
from safety.detection.nudges import identifying, in_words
from safety.flags import ladder
from safety.flags.actions import Holding, Reading, Watched
from safety.subjects import SubjectRef

if TYPE_CHECKING:
    from rooms.live.actions.posting import Saying

SUBJECT = "rooms.message"
QUIET_HOLDS_FROM = 2  # level; nobody sits in the room who could answer at once
QUIET_GAP = timedelta(seconds=15)
FIRST_POST, CONTACT = "first_post", "contact"


@dataclass
class Desk:
    """One room at one instant, and what was said lately by those who speak now."""

    room: Room
    now: datetime
    is_quiet: bool
    known: dict[tuple[int, UUID], Message]
    bounds: dict[int, Bound]
    speakers: dict[int, Speaker]  # by mask
    paces: dict[int, Pace]  # by mask, and counted on with every saying that is taken
    places: dict[int, int]  # replied messages: place to row

    @classmethod
    def laid(cls, room_id: int, sayings: Sequence[Saying], *, now: datetime) -> Desk:
        """Look everything up.

        Raises:
            RoomIsClosed: nobody writes here any more.
        """
        room = room_of(room_id, now=now)
        if not room.is_open:
            raise RoomIsClosed("This room is closed. Nobody can write here any more.")
        masks = {saying.mask.pk for saying in sayings}
        replies = {saying.reply for saying in sayings if saying.reply}
        speakers = speakers_of(
            masks,
            {saying.client_id for saying in sayings},
            now=now,
            window=max(PACE_WINDOW, room.gap_at(now), QUIET_GAP),
        )
        bound = {mask for mask, speaker in speakers.items() if speaker.is_bound}
        again = [saying for saying in sayings if speakers[saying.mask.pk].is_known]
        return cls(
            room=room,
            now=now,
            is_quiet=not room.is_staffed,
            known=_known(again) if again else {},
            bounds=bounds_of(bound, now=now) if bound else {},
            speakers=speakers,
            paces={mask: speaker.pace for mask, speaker in speakers.items()},
            places=_places(room, replies) if replies else {},
        )

    @cached_property
    def newcomers(self) -> frozenset[int]:
        """Those whose words a person reads first, if the room asks for it."""
        if not self.room.hold_first:
            return frozenset()
        people = {one.person for one in self.speakers.values() if not one.is_host}
        return _newcomers(self.room, people)

    def stored(self, saying: Saying) -> Message | None:
        """What came under this client's id before."""
        return self.known.get((saying.mask.pk, saying.client_id))

    def replied(self, saying: Saying) -> int | None:
        """The row of the message it answers, if there is one in this room."""
        return self.places.get(saying.reply) if saying.reply else None

    def notes(self, saying: Saying) -> list[str]:
        """Its content notes: known ones, each once, three at most."""
        known = note_labels()
        return [slug for slug in dict.fromkeys(saying.notes) if slug in known][:NOTES]

    def watched(self, saying: Saying, message: Message, reading: Reading) -> Watched:
        """What safety must know of the words of a saying, as ``message`` keeps them."""
        return Watched(
            text=message.body,
            author=saying.mask.person,
            subject=SubjectRef(kind=SUBJECT, id=message.public_id),
            place=f"Room: {self.room.name}",
            holding=self._holding(saying, reading),
            reading=reading,
            strand=saying.mask.public_id,
        )

    def _holding(self, saying: Saying, reading: Reading) -> Holding:
        """When a person reads this before the others do."""
        if saying.mask.pk in self.bounds:
            return Holding(level=ladder.HELP_FROM)  # a cry for help is heard in any case
        kind = FIRST_POST if saying.mask.person_id in self.newcomers else ""
        past_the_nudge = saying.anyway or reading.show_help  # nobody refuses a cry for help
        if not kind and past_the_nudge and identifying(saying.body):
            kind = CONTACT
        level = QUIET_HOLDS_FROM if self.is_quiet else ladder.HOLD_FROM
        return Holding(level=level, kind=kind)

    def refusal(
        self, saying: Saying, reading: Reading, *, paced: bool = True
    ) -> DomainError | None:
        """Why this is not stored. What sounds like danger always is."""
        if reading.show_help:
            return None
        bound = self.bounds.get(saying.mask.pk)
        if bound is not None:
            return _bounded(bound)
        if not saying.anyway and (found := identifying(saying.body)):
            return Nudge(in_words(found))
        return self._pace(saying) if paced else None

    def says_something_new(self, saying: Saying, known: Message) -> bool:
        """Whether these words never were the message that came under the same id before."""
        if known.body == saying.body:
            return False
        return not (
            known.edited and Former.objects.filter(message=known, body=saying.body).exists()
        )

    def _pace(self, saying: Saying) -> DomainError | None:
        pace = self.paces[saying.mask.pk]
        if pace.count >= self.room.pace:
            return SlowDown("That was a lot at once. Wait a few seconds, then send it again.")
        free_at = pace.last + self._gap(saying) if pace.last else self.now
        if free_at > self.now:
            seconds = max(1, round((free_at - self.now).total_seconds()))
            why = "Nobody hosts right now" if self.is_quiet else "A host slowed the room down"
            return SlowDown(
                f"{why}, so there is a little time between messages."
                f" You can send this in {seconds} seconds."
            )
        # The next one of the same person is counted with it.
        self.paces[saying.mask.pk] = Pace(pace.count + 1, self.now)
        return None

    def _gap(self, saying: Saying) -> timedelta:
        slow = self.room.gap_at(self.now)
        gap = max(slow, QUIET_GAP) if self.is_quiet else slow
        return timedelta() if self.speakers[saying.mask.pk].is_host else gap


def second_id(saying: Saying) -> UUID:
    """The id of other words under an id that is known already."""
    return uuid5(saying.client_id, saying.body)


def _bounded(bound: Bound) -> DomainError:
    if bound.removes:
        return NotHere("You were asked to leave this room for a while.")
    return AskedToPause(
        "A host asked you not to write here for a while. You can read."
        " The page of this room says until when, and why."
    )


def _known(sayings: Sequence[Saying]) -> dict[tuple[int, UUID], Message]:
    """What came before under the ids of ``sayings``, or under their second ones."""
    ids = {one for saying in sayings for one in (saying.client_id, second_id(saying))}
    masks = {saying.mask.pk for saying in sayings}
    known = Message.objects.filter(mask__in=masks, client_id__in=ids)
    return {(message.mask_id, message.client_id): message for message in known}


def _newcomers(room: Room, people: set[int]) -> frozenset[int]:
    """Those who have said fewer messages that others could read than the room asks for."""
    said = (
        Message.objects.filter(mask__person__in=people, seq__isnull=False)
        .values("mask__person")
        .annotate(count=Count("pk"))
        .values_list("mask__person", "count")
    )
    experienced = {person for person, count in said if count >= room.hold_first}
    return frozenset(people - experienced)


def _places(room: Room, replies: set[int]) -> dict[int, int]:
    found = Message.objects.filter(room=room, seq__in=replies, gone="").values_list("seq", "pk")
    return {seq: row for seq, row in found if seq is not None}
