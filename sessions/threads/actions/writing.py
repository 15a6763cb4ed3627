"""Writing a line: screened, stored and given its place, or nothing of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.events import publish
from safety.flags.actions import Reading, Watched, read, watch_many
from safety.subjects import SubjectRef
from sessions.threads import notices, said
from sessions.threads.actions.places import locked, take_place
from sessions.threads.actions.refusals import Closed, SlowDown, in_words
from sessions.threads.events import LineWritten
from sessions.threads.models import Keeping, Line, Thread
from sessions.threads.standing import Why, standing_of

SUBJECT = "sessions.line"
PLACE = "A private conversation"  # what staff read of where it was written: no name
BURST, BURST_IN = 20, timedelta(seconds=30)  # lines of one person


@dataclass(frozen=True)
class Written:
    """What came of writing."""

    line: Line
    show_help: bool


def write(thread: Thread, words: str, *, client_id: UUID, by: User, now: datetime) -> Written:
    """Say something to the other one of the two.

    Args:
        thread: where.
        words: 1 to 2,000 characters.
        client_id: chosen by the page for this line; sent again, it stores nothing new. Other words
            under a known one are another line: a page that came back from the browser's history
            may still carry it.
        by: one of the two.
        now: an aware instant.

    Raises:
        Closed: nobody, or not this person, writes here now.
        SlowDown: as much as a day holds, or very much at once, and nothing sounds like danger.
    """
    reading = read(words, kind=SUBJECT)  # before the lock: it takes longer than storing
    return _store(thread.pk, words, reading, client_id=client_id, by=by, now=now)


@transaction.atomic
def _store(
    thread_id: int, words: str, reading: Reading, *, client_id: UUID, by: User, now: datetime
) -> Written:
    thread = locked(thread_id)
    side = thread.side_of(by)
    Keeping.objects.filter(thread=thread, side=side).update(draft="")
    mine = Line.objects.filter(thread=thread).by(side)
    known = mine.filter(client_id=client_id).first()
    if known is not None and known.words != words and known.emptied_at is None:
        client_id = uuid5(client_id, words)
        known = mine.filter(client_id=client_id).first()
    if known is not None:
        return Written(known, reading.show_help)
    if (refusal := _refusal(thread, reading, by=by, now=now)) is not None:
        raise refusal
    line = Line(thread=thread, side=side, client_id=client_id, at=now, words=words)
    if not _is_held(line, reading, by=by, now=now):
        line.seq = take_place(thread)
    line.save()
    record(Verb.LINE_WRITTEN, by=by, on=line, thread=thread.pk)
    said.tell(thread, by, words, now=now)
    notices.tell_reader(thread, line, now=now)
    publish(LineWritten(thread_id=thread.pk, line_id=line.pk, author_id=by.pk))
    return Written(line, reading.show_help)


def strand_of(line: Line) -> str:
    """Names the writer as the other one sees them here; never a person."""
    return f"{line.thread.public_id}.{line.side}"


def _is_held(line: Line, reading: Reading, *, by: User, now: datetime) -> bool:
    """Have it watched; whether a person reads it before the other one does."""
    watched = Watched(
        text=line.words,
        author=by,
        subject=SubjectRef(kind=SUBJECT, id=line.public_id),
        place=PLACE,
        reading=reading,
        strand=strand_of(line),
    )
    return watch_many([watched], now=now)[0].hold


def _refusal(thread: Thread, reading: Reading, *, by: User, now: datetime) -> DomainError | None:
    """Why it is not stored. What sounds like danger waits for no bound, where they may write."""
    why = standing_of(thread, by, now=now).why
    if why is not None and why != Why.ENOUGH:
        return Closed(in_words(why))
    if reading.show_help:
        return None
    if why is not None:
        return SlowDown(in_words(why))
    lately = Line.objects.filter(thread=thread, at__gt=now - BURST_IN)
    if lately.by(thread.side_of(by)).count() >= BURST:
        return SlowDown("That was a lot at once. Wait a few seconds, then send it again.")
    return None
