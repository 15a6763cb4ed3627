"""Speaking in a room: screened, stored and given its place, or nothing of it.

Messages of one room that come at the same time are stored in one transaction: a commit costs the
same for one and for fifty. Each has its own answer, and none is told before the commit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import IntegrityError, OperationalError, transaction
from psycopg.errors import DeadlockDetected

from peerhub.accounts.models import User
from peerhub.database import insert
from peerhub.errors import DomainError
from peerhub.events import publish
from rooms.live import hub
from rooms.live.actions.desk import SUBJECT, Desk, second_id
from rooms.live.actions.places import next_places
from rooms.live.actions.refusals import NotHere, RoomIsClosed
from rooms.live.events import MessagePosted
from rooms.live.lines import Line
from rooms.live.models import Message, Room
from rooms.live.reading.wire import line_of
from rooms.masks.models import Mask, opaque_id
from safety.flags.actions import Reading, Watch, read, watch_many

ATTEMPTS = 3  # of one transaction that others may stand in the way of


@dataclass(frozen=True)
class Saying:
    """What somebody says. ``anyway``: although it may tell who or where somebody is."""

    mask: Mask  # with its person
    body: str
    client_id: UUID
    reply: int | None = None  # the place of the message it answers
    notes: tuple[str, ...] = ()
    anyway: bool = False
    prompt: bool = False


@dataclass(frozen=True)
class Posted:
    """What came of speaking."""

    message: Message
    show_help: bool


@dataclass
class Draft:
    """A saying on its way through the transaction."""

    saying: Saying
    message: Message
    is_new: bool
    reading: Reading
    watch: Watch | None = None
    outcome: Posted | DomainError | None = None
    twins: list[int] = field(default_factory=list)  # the same message again, by index


def post_message(
    *, room: Room, person: User, body: str, client_id: UUID, now: datetime, **more: object
) -> Posted:
    """Say something in ``room``.

    Args:
        room: where.
        person: who; must have entered.
        body: 1 to 2,000 characters.
        client_id: chosen by the sender for this message; sending it again stores nothing new.
            Other words under a known one are another message: a page that came back from the
            browser's history may still carry it.
        now: an aware instant.
        **more: the other fields of ``Saying``.

    Raises:
        NotHere: the person has not entered, or was asked to leave.
        RoomIsClosed: nobody writes here any more.
        SlowDown: more than the room's pace, and nothing in it sounds like danger.
        AskedToPause: a host asked this person not to write for a while; likewise.
        Nudge: it may tell who or where somebody is, and was not sent "anyway"; likewise.
    """
    mask = Mask.objects.filter(room=room, person=person).first()
    if mask is None:
        raise NotHere("Go into the room first.")
    mask.person = person
    saying = Saying(mask=mask, body=body, client_id=client_id, **more)  # type: ignore[arg-type]
    (outcome,) = post_together(room.pk, [saying], now=now)
    if isinstance(outcome, DomainError):
        raise outcome
    return outcome


def post_together(
    room_id: int, sayings: Sequence[Saying], *, now: datetime
) -> list[Posted | DomainError]:
    """Store several sayings of one room in one transaction; an answer for each, in order."""
    try:
        return _store_patiently(room_id, sayings, now=now)
    except RoomIsClosed as closed:
        return [closed] * len(sayings)
    except IntegrityError:
        # One of them came by another way at the same moment. Each for itself, and once more:
        # then the other one is there to be found.
        if len(sayings) > 1:
            return [post_together(room_id, [saying], now=now)[0] for saying in sayings]
        return _store(room_id, sayings, now=now)


def _store_patiently(
    room_id: int, sayings: Sequence[Saying], *, now: datetime
) -> list[Posted | DomainError]:
    """Two transactions that wait for each other: PostgreSQL ends one, and that one tries again."""
    for _ in range(ATTEMPTS - 1):
        try:
            return _store(room_id, sayings, now=now)
        except OperationalError as error:
            if not isinstance(error.__cause__, DeadlockDetected):
                raise
    return _store(room_id, sayings, now=now)


@transaction.atomic
def _store(room_id: int, sayings: Sequence[Saying], *, now: datetime) -> list[Posted | DomainError]:
    desk = Desk.laid(room_id, sayings, now=now)
    drafts = _drafts(desk, sayings, now=now)
    for draft in drafts:
        if draft.is_new:
            draft.outcome = desk.refusal(draft.saying, draft.reading)
    # Before the room's row is locked: reading takes longer than storing.
    taken = [draft for draft in drafts if draft.outcome is None]
    watched = [desk.watched(draft.saying, draft.message, draft.reading) for draft in taken]
    for draft, seen in zip(taken, watch_many(watched, now=now), strict=True):
        draft.watch = seen
        draft.outcome = Posted(message=draft.message, show_help=seen.show_help)
    _give_places(desk, [draft for draft in taken if draft.is_new])
    return _answers(drafts, len(sayings))


def _drafts(desk: Desk, sayings: Sequence[Saying], *, now: datetime) -> list[Draft]:
    drafts: dict[tuple[int, UUID], Draft] = {}
    for index, given in enumerate(sayings):
        saying = given
        known = desk.stored(saying)
        if known is not None and desk.says_something_new(saying, known):
            saying = replace(saying, client_id=second_id(saying))
            known = desk.stored(saying)
        key = (saying.mask.pk, saying.client_id)
        if key not in drafts:
            message = known or _message(desk, saying, now=now)
            reading = read(message.body, kind=SUBJECT)
            drafts[key] = Draft(saying, message, is_new=known is None, reading=reading)
        drafts[key].twins.append(index)
    return list(drafts.values())


def _message(desk: Desk, saying: Saying, *, now: datetime) -> Message:
    return Message(
        room=desk.room,
        mask=saying.mask,
        public_id=opaque_id(),
        body=saying.body,
        posted_at=now,
        client_id=saying.client_id,
        notes=desk.notes(saying),
        reply_to_id=desk.replied(saying),
        prompt=saying.prompt,
    )


def _give_places(desk: Desk, drafts: Sequence[Draft]) -> None:
    if not drafts:
        return
    said = [draft.message for draft in drafts if draft.watch and not draft.watch.hold]
    if said:
        for message, seq in zip(said, next_places(desk.room.pk, len(said)), strict=True):
            message.seq = seq
        lines = [_line(desk, message) for message in said if message.reply_to_id is None]
        transaction.on_commit(partial(hub.hand, desk.room.public_id, lines), robust=True)
        publish(MessagePosted(room=desk.room.public_id, seq=said[-1].seq or 0))
    insert([draft.message for draft in drafts])


def _line(desk: Desk, message: Message) -> Line:
    """A message that nobody can have changed yet; an answer is read with what it quotes."""
    speaker = desk.speakers[message.mask_id]
    message.by_host = speaker.is_host
    return replace(line_of(message), name=speaker.name)


def _answers(drafts: Sequence[Draft], count: int) -> list[Posted | DomainError]:
    answers: dict[int, Posted | DomainError] = {}
    for draft in drafts:
        for index in draft.twins:
            if draft.outcome is not None:
                answers[index] = draft.outcome
    return [answers[index] for index in range(count)]
