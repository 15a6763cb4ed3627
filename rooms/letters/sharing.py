"""A friend as somebody to whom a post of the wall can be shown: a message with a link."""

from collections.abc import Sequence
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from peerhub.accounts.models import User
from rooms.friends.actions import NobodyThere
from rooms.friends.models import Friendship
from rooms.letters import actions


class ToFriend:
    """Writes a message in the person's name; the same to the same friend again is one message."""

    key = "friend"
    label = "To which friend?"
    is_masked = False  # friends and the wall know the same name

    def choices(self, person: User, *, now: datetime) -> Sequence[tuple[str, str]]:
        """Friends by name."""
        del now
        mine = Friendship.objects.standing().of(person.pk).with_people()
        there = [(str(each.public_id), each.other(person)) for each in mine]
        known = [(key, other.handle) for key, other in there if other.is_active]
        return sorted(known, key=lambda each: each[1].casefold())

    def send(self, person: User, to: str, words: str, *, now: datetime) -> str:
        """Write it.

        Raises:
            NobodyThere: they are no friends now.
            DomainError: what ``actions.write`` says.
        """
        if to not in dict(self.choices(person, now=now)):
            raise NobodyThere("This friend is not there any more.")
        friendship = Friendship.objects.with_people().get(public_id=to)
        client_id = uuid5(NAMESPACE_URL, f"{friendship.public_id}:{person.pk}:{words}")
        actions.write(friendship, words, client_id=client_id, by=person, now=now)
        return friendship.get_absolute_url()
