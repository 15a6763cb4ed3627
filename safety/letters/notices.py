"""What the two are told: that somebody wrote, never who, where or what."""

from datetime import datetime

from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from safety.letters.models import Correspondence, Letter, LetterQuerySet
from safety.letters.states import Side

WRITTEN = Kind(key="safety.letter_written", line="Somebody wrote to you.")
KINDS = (WRITTEN,)


def tell_reader(correspondence: Correspondence, letter: Letter, *, now: datetime) -> None:
    """Tell the other one, once until they have looked. What is held is told when it goes out."""
    if letter.out_at is None:
        return
    writer = Side(letter.side)
    waiting = new_for(correspondence, writer.other).exclude(pk=letter.pk)
    if waiting.exists():
        return
    notifications.schedule(
        correspondence.person_on(writer.other),
        kind=WRITTEN.key,
        reference=f"{_prefix(correspondence, writer.other)}{letter.pk}",
        due_at=now,
        url=correspondence.url_for(writer.other),
    )


def call_off(correspondence: Correspondence, reader: Side, *, now: datetime) -> None:
    """They have looked: nothing waits to be told."""
    notifications.cancel(_prefix(correspondence, reader), now=now)


def new_for(correspondence: Correspondence, reader: Side) -> LetterQuerySet:
    """What the other one wrote since ``reader`` looked."""
    theirs = Letter.objects.standing().by(reader.other).filter(correspondence=correspondence)
    since = correspondence.looked_at(reader)
    found: LetterQuerySet = theirs if since is None else theirs.filter(out_at__gt=since)
    return found


def _prefix(correspondence: Correspondence, reader: Side) -> str:
    return f"letters:{correspondence.pk}:{reader.value}:"
