"""What safety sees of a message that was flagged or reported, and may do with it: no names."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, Protocol

from peerhub.accounts.models import User
from rooms.letters import actions
from rooms.letters.models import (
    FriendLetter,
    FriendLetterQuerySet,
    KeptWords,
    KeptWordsQuerySet,
    LettersQuiet,
)
from rooms.letters.states import Gone
from safety.subjects import CONTEXT, Line, Snapshot, Subject

READ_FIRST = "a person reads it first"
EMPTIED = "too old, or deleted some time ago"
ITS_AUTHOR, OTHER = "Whoever wrote it", "Their friend"


class Deeds(Protocol):
    """What our team can do with the words: the actions of whoever owns them."""

    PLACE: str  # what staff read of where it was written

    def let_out(self, line: Any, /, *, now: datetime) -> None:
        """Let the other one read it."""

    def hide(self, line: Any, /, *, by: User, now: datetime) -> None:
        """Let nobody see it any more."""

    def show_again(self, line: Any, /, *, by: User) -> None:
        """Undo that."""


class KeptWordsSubject(Subject):
    """A message between two."""

    can_hide = True
    deeds: ClassVar[Deeds]

    def found(self, subject_id: str) -> KeptWordsQuerySet[Any]:
        """The message, with what ``who`` and ``strand`` look at."""
        raise NotImplementedError

    def who(self, one: Any, line: Any) -> str:
        """How staff read of the author of ``one``, which stands around ``line``: no name."""
        raise NotImplementedError

    def strand(self, line: Any) -> str:
        """Names the author of ``line`` as the other one meets them here; never a person."""
        raise NotImplementedError

    def context(self, subject_id: str) -> Sequence[Line]:
        """Ten before, the message itself, ten after."""
        line = self.found(subject_id).first()
        return [
            Line(who=self.who(one, line), words=one.words, at=one.at, gone=why_gone(one))
            for one in self._around(line)
        ]

    def others(self, subject_id: str) -> Sequence[int]:
        """The others whose words stand around it."""
        line = self.found(subject_id).first()
        around = {one.author_id for one in self._around(line)}
        return sorted(around - {line.author_id}) if line is not None else ()

    def place(self, subject_id: str) -> str:
        """The same for all."""
        del subject_id
        return self.deeds.PLACE

    def release(self, subject_id: str, now: datetime) -> None:
        """Let the other one read it after all."""
        for line in self.found(subject_id):
            self.deeds.let_out(line, now=now)

    def keep_unseen(self, subject_id: str, by_id: int, now: datetime) -> None:
        """It waits no longer, and reaches nobody."""
        self.hide(subject_id, by_id, now)

    def snapshot(self, subject_id: str) -> Snapshot | None:
        """What it says, also when it was deleted a moment ago."""
        line = self.found(subject_id).first()
        if line is None:
            return None
        return Snapshot(
            line.words,
            author_id=line.author_id,
            place=self.deeds.PLACE,
            strand=self.strand(line),
        )

    def is_seen(self, subject_id: str) -> bool:
        """Whether the other one can read it."""
        return self.found(subject_id).standing().filter(emptied_at=None).exists()

    def hide(self, subject_id: str, by_id: int, now: datetime) -> None:
        """Let neither of the two see it any more."""
        for line in self.found(subject_id):
            self.deeds.hide(line, by=User.objects.get(pk=by_id), now=now)

    def show(self, subject_id: str, by_id: int, now: datetime) -> None:
        """Let both see it again."""
        del now
        for line in self.found(subject_id):
            self.deeds.show_again(line, by=User.objects.get(pk=by_id))

    def _around(self, line: Any) -> Sequence[Any]:
        return type(line).objects.around(line, CONTEXT) if line is not None else ()


class LetterSubject(KeptWordsSubject):
    """A message between two friends."""

    can_mute = True
    deeds: ClassVar[Deeds] = actions

    def found(self, subject_id: str) -> FriendLetterQuerySet:
        """The letter, with the two."""
        return _one(subject_id)

    def who(self, one: FriendLetter, line: FriendLetter) -> str:
        """By what the two are to each other."""
        return ITS_AUTHOR if one.author_id == line.author_id else OTHER

    def strand(self, line: FriendLetter) -> str:
        """By the side."""
        return line.exchange.strand_of(line.author_id)

    def mute(self, subject_id: str, reason: str, until: datetime, by_id: int, now: datetime) -> str:
        """Its author reads on, and writes no messages to anybody."""
        letter = _one(subject_id).first()
        if letter is None:
            return ""
        by = User.objects.get(pk=by_id)
        quiet = actions.ask_for_quiet(letter.author, reason=reason, until=until, by=by, now=now)
        return str(quiet.pk)

    def unmute(self, subject_id: str, by_id: int, now: datetime) -> None:
        """They can write again."""
        for letter in _one(subject_id):
            actions.end_quiet(letter.author, by=User.objects.get(pk=by_id), now=now)

    def end_mute(self, key: str, by_id: int, now: datetime) -> None:
        """One of them ends."""
        actions.end_quiets(
            LettersQuiet.objects.filter(pk=key), by=User.objects.get(pk=by_id), now=now
        )

    def muted_until(self, subject_id: str, now: datetime) -> datetime | None:
        """The latest end."""
        letter = _one(subject_id).first()
        if letter is None:
            return None
        quiet = LettersQuiet.objects.active(letter.author_id, now=now).first()
        return quiet.until if quiet is not None else None


class UnsentSubject(Subject):
    """Words that did not get to a friend: nobody else saw them, and nothing was said around them."""

    def place(self, subject_id: str) -> str:
        """The same for all."""
        del subject_id
        return actions.UNSENT_PLACE


def _one(subject_id: str) -> FriendLetterQuerySet:
    return FriendLetter.objects.select_related("exchange", "author").filter(public_id=subject_id)


def why_gone(letter: KeptWords) -> str:
    """Why words are not seen (any more), for whoever looks after a case; "" where they are."""
    if letter.emptied_at is not None:
        return EMPTIED
    if letter.gone == Gone.HIDDEN and letter.seq is None:
        return "a person read it and did not pass it on"
    if letter.gone:
        return str(Gone(letter.gone).label)
    return READ_FIRST if letter.seq is None else ""
