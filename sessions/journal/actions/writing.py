"""The member writes to themself, changes it, and deletes it for good.

The member's row is locked first, always: what they chose about screening holds until the words
are stored.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from safety.flags.actions import Holding, watch
from safety.flags.states import JOURNAL
from safety.subjects import SubjectRef
from sessions.journal.actions.choosing import is_screened
from sessions.journal.models import WORDS, JournalEntry
from sessions.journal.prompts import NONE, PROMPTS

SUBJECT = JOURNAL
# Staff read this beside the words.
PLACE = "A member’s note to themself; they asked that we look for danger in these"


class NotYours(DomainError):
    """There is no such entry of theirs."""

    code: ClassVar[str] = "not_yours"
    status: ClassVar[int] = 404


class NoSuchWords(DomainError):
    """There are none, or more than fit."""

    code: ClassVar[str] = "no_such_words"


@dataclass(frozen=True)
class Kept:
    """An entry after it was kept, and whether its words ask for help to be shown."""

    entry: JournalEntry
    show_help: bool = False


@transaction.atomic
def write(words: str, *, prompt: str = NONE, member: User, now: datetime) -> Kept:
    """Keep a new entry, sealed. A program looks at it only where the member said so.

    Args:
        words: what they wrote.
        prompt: the key of the words that it began with; one that we do not have is none.
        member: whose it is.
        now: an aware instant.

    Raises:
        NoSuchWords: there are none, or more than ``WORDS`` characters.
    """
    words = _fitting(words)
    User.objects.locked(member.pk)
    known = prompt if prompt in PROMPTS else NONE
    entry = JournalEntry(member=member, prompt=known, written_at=now, changed_at=now)
    return _keep(entry, words, by=member, now=now)


@transaction.atomic
def change(entry: JournalEntry, words: str, *, by: User, now: datetime) -> Kept:
    """Put other words in their place; what stood there is gone.

    Raises:
        NoSuchWords: there are none, or more than ``WORDS`` characters.
        NotYours: it is not theirs, or was deleted.
    """
    words = _fitting(words)
    entry = _held(entry, by)
    if words == entry.words:
        return Kept(entry)
    entry.changed_at = now
    return _keep(entry, words, by=by, now=now)


@transaction.atomic
def forget(entry: JournalEntry, *, by: User) -> None:
    """Delete it for good. Where the rules flagged it, those words stay with their case.

    Twice, or by somebody else, changes nothing.
    """
    User.objects.locked(by.pk)
    found = JournalEntry.objects.of(by).filter(pk=entry.pk).first()
    if found is not None:
        record(Verb.JOURNAL_ENTRY_DELETED, by=by, on=found)
        found.delete()


@transaction.atomic
def forget_all(*, by: User) -> int:
    """Delete all of them for good; returns how many there were."""
    User.objects.locked(by.pk)
    count, _ = JournalEntry.objects.of(by).delete()
    if count:
        record(Verb.JOURNAL_ENTRIES_DELETED, by=by, on=by)
    return count


def _keep(entry: JournalEntry, words: str, *, by: User, now: datetime) -> Kept:
    entry.put(words)
    entry.save()
    record(Verb.JOURNAL_ENTRY_KEPT, by=by, on=entry)
    if not is_screened(by):
        return Kept(entry)
    made = watch(
        words,
        author=by,
        subject=SubjectRef(SUBJECT, str(entry.pk)),
        place=PLACE,
        now=now,
        holding=Holding(may=False),
    )
    return Kept(entry, made.show_help)


def _held(entry: JournalEntry, by: User) -> JournalEntry:
    User.objects.locked(by.pk)
    found = JournalEntry.objects.of(by).filter(pk=entry.pk).first()
    if found is None:
        raise NotYours("There is no such note.")
    return found


def _fitting(words: str) -> str:
    words = words.strip()
    if not words:
        raise NoSuchWords("There are no words yet. One is enough.")
    if len(words) > WORDS:
        raise NoSuchWords(f"That is longer than {WORDS:,} characters. You can write two notes.")
    return words
