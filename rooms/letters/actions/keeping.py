"""Up to where one has read; and words that do not stay for ever."""

from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.resealing import seal_rows_anew
from rooms.letters import notices
from rooms.letters.models import Exchange, FriendLetter, Shelf
from rooms.letters.states import Gone

# As long as conversations of members and specialists; numbers of our own.
KEPT = timedelta(days=730)
FOR_REPORTS = timedelta(days=30)  # after it was deleted: so long the other one can still report it
AT_ONCE = 500


@transaction.atomic
def look(exchange: Exchange, *, by: User, upto: int, now: datetime) -> None:
    """A page showed a person what stands up to a place. Nobody else learns of it, ever."""
    mine = Shelf.objects.filter(exchange=exchange, person=by, read_seq__lt=upto)
    if mine.update(read_seq=upto):
        notices.call_off(exchange, by.pk, now=now)


def call_off_between(by: User, whom: User, now: datetime) -> None:
    """After a block nobody is told any more that the other one wrote."""
    for exchange in Exchange.objects.between(by.pk, whom.pk):
        for reader in (by, whom):
            notices.call_off(exchange, reader.pk, now=now)


@transaction.atomic
def empty_old(*, now: datetime) -> int:
    """Empty what has been kept long enough, some of it at once; returns how many.

    What remains is that there was a message, whose, and when. What safety keeps of one that was
    flagged or reported is its own. Two at a time share the work, and running again does nothing.
    """
    taken = Q(gone=Gone.DELETED, gone_at__lt=now - FOR_REPORTS)
    old = FriendLetter.objects.filter(taken | Q(at__lt=now - KEPT), emptied_at=None)
    rows = old.select_for_update(skip_locked=True).order_by("pk")[:AT_ONCE]
    found = dict(rows.values_list("pk", "exchange"))
    FriendLetter.objects.filter(pk__in=found).update(sealed=b"", emptied_at=now)
    counts = Counter(found.values())
    for exchange in Exchange.objects.filter(pk__in=counts).order_by("pk"):
        record(Verb.FRIEND_LETTERS_EMPTIED, by=None, on=exchange, letters=counts[exchange.pk])
    return len(found)


def seal_anew() -> int:
    """Seal all of it with the first key, as ``resealing.seal_rows_anew`` does."""
    written = FriendLetter.objects.filter(emptied_at=None)
    return seal_rows_anew(written, FriendLetter.reseal, verb=Verb.FRIEND_LETTER_SEALED_ANEW)
