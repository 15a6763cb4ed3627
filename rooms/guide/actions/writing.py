"""Writing to the guide on shift, and back: screened, sealed and given its place, or nothing of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from rooms.guide import notices
from rooms.guide.actions.waits import answered, begin, locked
from rooms.guide.models import GuideAsk, GuideLine
from rooms.letters.actions import Closed, SlowDown
from rooms.letters.actions.writing import BURST, BURST_IN
from rooms.letters.models import WORDS
from rooms.letters.standing import A_DAY, A_DAY_NEW, NEW
from safety.flags.actions import Reading, Unkept, Watched, hear_unkept, read, watch_many
from safety.subjects import SubjectRef

SUBJECT = "rooms.guide_line"
UNSENT = "rooms.unsent_guide_line"
PLACE = "A message to or from a guide"  # what staff read of where it was written: no name
UNSENT_PLACE = "A message to a guide (not sent: nobody else saw it)"
ASKS_NEW, ASKS = 3, 10  # asks that begin within 24 hours; numbers of our own
DAY = timedelta(days=1)
OVER = "This was ended. What was written stays here for you to read. You can ask again."
ENOUGH = "You wrote a lot today. You can write more tomorrow. If it cannot wait, help is there now."


@dataclass(frozen=True)
class Written:
    """What came of writing."""

    line: GuideLine
    show_help: bool


def ask_guide(words: str, *, client_id: UUID, by: User, now: datetime) -> Written:
    """Ask whoever is on shift; where one is open already it is said there.

    Args:
        words: 1 to 2,000 characters.
        client_id: chosen by the page; sent again, it stores nothing new.
        by: whoever asks.
        now: an aware instant.

    Raises:
        SlowDown: as much as a day holds, and nothing sounds like danger.
    """
    reading = read(words, kind=SUBJECT)  # before the locks: it takes longer than storing
    with transaction.atomic():
        ask = _open_ask(by, reading, now=now)
        return _store(ask, words, reading, client_id=client_id, by=by, now=now)


def write(ask: GuideAsk, words: str, *, client_id: UUID, by: User, now: datetime) -> Written:
    """Say something there, as its member or as the guide who has it.

    Raises:
        Closed: it was ended, or somebody else has it by now.
        SlowDown: as much as a day holds, or very much at once, and nothing sounds like danger.
    """
    reading = read(words, kind=SUBJECT)
    with transaction.atomic():
        return _store(ask, words, reading, client_id=client_id, by=by, now=now)


def was_sent(ask: GuideAsk, words: str, *, client_id: UUID, by: User) -> bool:
    """Whether ``by`` sent these very words there before, from this page."""
    mine = GuideLine.objects.filter(ask=ask, author=by)
    return mine.sent_as(client_id, words)[1] is not None


def hear_unsent(words: str, *, by: User, now: datetime) -> bool:
    """Screen words that were not taken; whether their author should see where help is."""
    subject = SubjectRef(kind=UNSENT, id=str(uuid5(NAMESPACE_URL, f"guide:{by.pk}")))
    return hear_unkept(Unkept(words, by, subject, UNSENT_PLACE, most=10 * WORDS), now=now)


def _open_ask(by: User, reading: Reading, *, now: datetime) -> GuideAsk:
    mine = GuideAsk.objects.filter(member=by)
    found = mine.standing().first()
    if found is not None:
        return found
    most = ASKS_NEW if now < by.joined_at + NEW else ASKS
    if not reading.show_help and mine.filter(asked_at__gt=now - DAY).count() >= most:
        raise SlowDown(ENOUGH)
    ask, new = GuideAsk.objects.get_or_create(member=by, closed_at=None, defaults={"asked_at": now})
    if new:
        record(Verb.GUIDE_ASKED, by=by, on=ask)
    return ask


def _store(
    ask: GuideAsk, words: str, reading: Reading, *, client_id: UUID, by: User, now: datetime
) -> Written:
    ask = locked(ask.pk)
    mine = GuideLine.objects.filter(ask=ask, author=by)
    client_id, known = mine.sent_as(client_id, words)
    if known is not None:
        return Written(known, reading.show_help)
    if (refusal := _refusal(ask, reading, by=by, now=now)) is not None:
        raise refusal
    line = GuideLine(ask=ask, author=by, client_id=client_id, at=now)
    line.put(words)
    if not _is_held(line, words, reading, now=now):
        place(ask, line, now=now)
    line.save()
    record(Verb.GUIDE_LINE_WRITTEN, by=by, on=line, ask=ask.pk)
    return Written(line, reading.show_help)


def place(ask: GuideAsk, line: GuideLine, *, now: datetime) -> None:
    """Let the other one read it: a member's waits for an answer, a guide's is one.

    An answer that a person read first is none to what the member wrote meanwhile: that waits on.
    """
    line.seq = ask.take_place()
    if line.author_id == ask.member_id:
        begin(ask, since=line.at, now=now)
    elif GuideLine.objects.standing().filter(ask=ask, author=ask.member, at__gt=line.at).exists():
        notices.tell_answered(ask, now=now)
    else:
        answered(ask, now=now)
    ask.save(update_fields=["last_seq", "waits_since"])


def _is_held(line: GuideLine, words: str, reading: Reading, *, now: datetime) -> bool:
    """Have it watched; whether a person reads it before the other one does."""
    watched = Watched(
        text=words,
        author=line.author,
        subject=SubjectRef(kind=SUBJECT, id=str(line.public_id)),
        place=PLACE,
        reading=reading,
        strand=line.strand,
    )
    return watch_many([watched], now=now)[0].hold


def _refusal(ask: GuideAsk, reading: Reading, *, by: User, now: datetime) -> DomainError | None:
    """Why it is not stored. What sounds like danger waits for no bound while it is open."""
    if ask.closed_at is not None:
        return Closed(OVER)
    if by.pk not in {ask.member_id, ask.guide_id}:
        return Closed("Somebody else has this one by now. Nothing was sent.")
    if reading.show_help:
        return None
    most = A_DAY_NEW if now < by.joined_at + NEW else A_DAY
    if GuideLine.objects.filter(author=by, at__gt=now - DAY).count() >= most:
        return SlowDown(ENOUGH)
    lately = GuideLine.objects.filter(ask=ask, author=by, at__gt=now - BURST_IN)
    if lately.count() >= BURST:
        return SlowDown("That was a lot at once. Wait a few seconds, then send it again.")
    return None
