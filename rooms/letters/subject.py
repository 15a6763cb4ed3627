"""What safety sees of a message that was flagged or reported, and may do with it: no names."""

from collections.abc import Sequence
from datetime import datetime

from peerhub.accounts.models import User
from rooms.letters import actions
from rooms.letters.models import FriendLetter, FriendLetterQuerySet, KeptWords, LettersQuiet
from rooms.letters.states import Gone
from safety.subjects import CONTEXT, Line, Snapshot, Subject

READ_FIRST = "a person reads it first"
EMPTIED = "too old, or deleted some time ago"
ITS_AUTHOR, OTHER = "Whoever wrote it", "Their friend"


class LetterSubject(Subject):
    """A message between two friends."""

    can_hide = True
    can_mute = True

    def context(self, subject_id: str) -> Sequence[Line]:
        """Ten before, the message itself, ten after."""
        letter = _one(subject_id).first()
        if letter is None:
            return ()
        return [
            Line(
                who=ITS_AUTHOR if one.author_id == letter.author_id else OTHER,
                words=one.words,
                at=one.at,
                gone=why_gone(one),
            )
            for one in FriendLetter.objects.around(letter, CONTEXT)
        ]

    def others(self, subject_id: str) -> Sequence[int]:
        """The other one, where words of theirs stand around it."""
        letter = _one(subject_id).first()
        if letter is None:
            return ()
        around = FriendLetter.objects.around(letter, CONTEXT)
        return sorted({one.author_id for one in around} - {letter.author_id})

    def place(self, subject_id: str) -> str:
        """The same for all."""
        del subject_id
        return actions.PLACE

    def release(self, subject_id: str, now: datetime) -> None:
        """Let the other one read it after all."""
        for letter in _one(subject_id):
            actions.let_out(letter, now=now)

    def keep_unseen(self, subject_id: str, by_id: int, now: datetime) -> None:
        """It waits no longer, and reaches nobody."""
        self.hide(subject_id, by_id, now)

    def snapshot(self, subject_id: str) -> Snapshot | None:
        """What it says, also when it was deleted a moment ago."""
        letter = _one(subject_id).first()
        if letter is None:
            return None
        strand = letter.exchange.strand_of(letter.author_id)
        return Snapshot(
            letter.words, author_id=letter.author_id, place=actions.PLACE, strand=strand
        )

    def is_seen(self, subject_id: str) -> bool:
        """Whether the other one can read it."""
        there = _one(subject_id).filter(seq__isnull=False, emptied_at=None)
        return there.filter(gone="").exists()

    def hide(self, subject_id: str, by_id: int, now: datetime) -> None:
        """Let neither of the two see it any more."""
        for letter in _one(subject_id):
            actions.hide(letter, by=User.objects.get(pk=by_id), now=now)

    def show(self, subject_id: str, by_id: int, now: datetime) -> None:
        """Let both see it again."""
        del now
        for letter in _one(subject_id):
            actions.show_again(letter, by=User.objects.get(pk=by_id))

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
