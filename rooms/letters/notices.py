"""What somebody is told of a message: that there is one, on this site alone; never what or whose."""

from datetime import datetime, timedelta

from peerhub.accounts.models import User
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from rooms.letters.models import Exchange, FriendLetter, Shelf

WRITTEN = Kind(key="rooms.letter", line="Somebody wrote to you.", by_mail=False)
ALL = (WRITTEN,)
# Whoever has the page open sees it there first, and then hears of it nowhere else.
PATIENCE = timedelta(minutes=1)


def tell_reader(letter: FriendLetter, reader: User, *, url: str, now: datetime) -> None:
    """Tell the other one, once until they have looked."""
    if letter.seq is None:
        return  # a person reads it first
    shelf = Shelf.objects.filter(exchange=letter.exchange_id, person=reader).first()
    unseen = FriendLetter.objects.standing().filter(
        exchange=letter.exchange_id, author=letter.author_id, seq__gt=shelf.read_seq if shelf else 0
    )
    if unseen.exclude(pk=letter.pk).exists():
        return
    notifications.schedule(
        reader,
        kind=WRITTEN.key,
        reference=f"{_prefix(letter.exchange_id, reader.pk)}{letter.pk}",
        due_at=now + PATIENCE,
        url=url,
    )


def call_off(exchange: Exchange, reader_id: int, *, now: datetime) -> None:
    """Tell ``reader_id`` of nothing there any more."""
    notifications.cancel(_prefix(exchange.pk, reader_id), now=now)


def _prefix(exchange_id: int, reader_id: int) -> str:
    return f"letter:{exchange_id}:{reader_id}:"
