"""The row of places of a conversation, and the locks under which it is given on."""

from typing import ClassVar

from peerhub.accounts.models import User
from peerhub.errors import DomainError
from rooms.friends.models import Friendship
from rooms.letters.models import Exchange, FriendLetter


class NotYours(DomainError):
    """The other one wrote this, or nobody did."""

    code: ClassVar[str] = "not_yours"
    status: ClassVar[int] = 404


def hold_friendship(one_id: int, other_id: int) -> Friendship | None:
    """The friendship of the two until the transaction ends, if there is one.

    A block, and whoever ends it, waits for the message that is being stored; the next message
    finds none. It comes before the lock of a conversation, always.
    """
    between = Friendship.objects.standing().between(one_id, other_id)
    return between.select_for_update(of=("self",), no_key=True).first()


def locked(exchange_id: int) -> Exchange:
    """The conversation, until the transaction ends: of two messages at once, one waits."""
    return Exchange.objects.select_for_update(no_key=True).get(pk=exchange_id)


def take_place(exchange: Exchange) -> int:
    """The next place of a locked conversation."""
    exchange.last_seq += 1
    exchange.save(update_fields=["last_seq"])
    return exchange.last_seq


def both(letter: FriendLetter) -> tuple[Exchange, FriendLetter]:
    """The locked conversation, and the message as it is then."""
    exchange = locked(letter.exchange_id)
    return exchange, FriendLetter.objects.select_related("author").get(pk=letter.pk)


def reader_of(exchange: Exchange, letter: FriendLetter) -> User:
    """For whom it was written."""
    return User.objects.get(pk=exchange.other_id(letter.author_id))
