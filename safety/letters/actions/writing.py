"""Writing a message: screened, sealed and sent on, or nothing of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID, uuid5

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from safety.flags.actions import Reading, Unkept, Watched, hear_unkept, read, watch_many
from safety.letters import notices
from safety.letters.actions.opening import NotOpen, held
from safety.letters.models import WORDS, Correspondence, Letter
from safety.letters.policies import known_link, why_not
from safety.letters.states import Side, Why
from safety.subjects import SubjectRef

SUBJECT = "safety.letter"
UNSENT = "safety.letter_unsent"
# What staff read of where it was written: no name.
PLACE = "Messages of a member and a clinician"
NOT_SENT = f"{PLACE} (not sent: nobody else saw it)"

SAYS = {
    Why.OVER: "Nobody can write here now. You can still read what was written.",
    Why.CLOSED: "They would rather not be written to here at the moment.",
    Why.ENOUGH: (
        "That is as much as one day holds here. You can go on tomorrow."
        " If you need somebody now, help is on this page."
    ),
}


class Closed(DomainError):
    """Nobody, or not this person, writes here now."""

    code: ClassVar[str] = "letters_closed"


class SlowDown(DomainError):
    """As much as a day holds."""

    code: ClassVar[str] = "slow_down"
    status: ClassVar[int] = 429


@dataclass(frozen=True)
class Written:
    """What came of writing."""

    letter: Letter
    show_help: bool


def write(
    correspondence: Correspondence,
    words: str,
    *,
    side: Side,
    client_id: UUID,
    reply_to: UUID | None = None,
    now: datetime,
) -> Written:
    """Write to the other one of the two.

    Args:
        correspondence: between whom.
        words: 1 to ``WORDS`` characters.
        side: who writes.
        client_id: chosen by the page for this message; sent again, it stores nothing new.
        reply_to: the message that it answers; one that is not there any more is left out.
        now: an aware instant.

    Raises:
        NotOpen: a clinician who may not know of the member.
        Closed: nobody, or not this person, writes here now.
        SlowDown: as much as a day holds, and nothing sounds like danger.
    """
    reading = read(words, kind=SUBJECT)  # before the lock: it takes longer than storing
    letter = Letter(side=side, client_id=client_id, sent_at=now)
    return _store(correspondence, letter, words, reading, reply_to=reply_to)


def hear_unsent(correspondence: Correspondence, words: str, *, by: User, now: datetime) -> bool:
    """Screen words that were not taken; whether their author should see where help is."""
    subject = SubjectRef(kind=UNSENT, id=f"{correspondence.public_id}:{by.pk}")
    return hear_unkept(Unkept(words, by, subject, NOT_SENT, most=10 * WORDS), now=now)


@transaction.atomic
def _store(
    correspondence: Correspondence,
    letter: Letter,
    words: str,
    reading: Reading,
    *,
    reply_to: UUID | None,
) -> Written:
    now, side = letter.sent_at, Side(letter.side)
    correspondence, _ = held(correspondence)
    mine = Letter.objects.by(side).filter(correspondence=correspondence)
    known = mine.filter(client_id=letter.client_id).first()
    if known is not None and known.words != words:  # a page that came back with other words
        letter.client_id = uuid5(letter.client_id, words)
        known = mine.filter(client_id=letter.client_id).first()
    if known is not None:
        return Written(known, reading.show_help)
    _may(correspondence, side, reading, now=now)
    letter.correspondence = correspondence
    letter.in_reply_to = _answered(correspondence, side, reply_to)
    letter.put(words)
    letter.out_at = None if _is_held(letter, words, reading, now=now) else now
    letter.save()
    record(Verb.LETTER_WRITTEN, by=correspondence.person_on(side), on=letter)
    notices.tell_reader(correspondence, letter, now=now)
    return Written(letter, reading.show_help)


def _may(correspondence: Correspondence, side: Side, reading: Reading, *, now: datetime) -> None:
    """Refuse what cannot be written. What sounds like danger waits for no bound of a day."""
    member, clinician = correspondence.member, correspondence.clinician
    if side == Side.CLINICIAN and known_link(member, clinician, now) is None:
        raise NotOpen("We could not find that person.")
    why = why_not(correspondence, side, now)
    if why == Why.ENOUGH and not reading.show_help:
        raise SlowDown(SAYS[why])
    if why in (Why.OVER, Why.CLOSED):
        raise Closed(SAYS[why])


def _answered(correspondence: Correspondence, side: Side, which: UUID | None) -> Letter | None:
    """What the writer answers: their own, or what they can read of the other's."""
    if which is None:
        return None
    found = Letter.objects.filter(correspondence=correspondence, public_id=which).first()
    if found is None or (found.side != side and (found.out_at is None or found.hidden_at)):
        return None
    return found


def _is_held(letter: Letter, words: str, reading: Reading, *, now: datetime) -> bool:
    """Have it watched; whether a person reads it before the other one does."""
    correspondence = letter.correspondence
    watched = Watched(
        text=words,
        author=correspondence.person_on(Side(letter.side)),
        subject=SubjectRef(kind=SUBJECT, id=str(letter.public_id)),
        place=PLACE,
        reading=reading,
        strand=f"{correspondence.public_id}.{letter.side}",
    )
    return watch_many([watched], now=now)[0].hold
