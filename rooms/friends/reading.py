"""Who is friends with whom, for whoever shows something to friends alone, and for the page of one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from peerhub import asking
from peerhub.accounts.models import User
from rooms.friends.models import Friendship, TakesAsks
from rooms.friends.policies import may_have_friends
from rooms.friends.said import words_of


def friends_of(person_id: int) -> frozenset[int]:
    """Ids of a person's friends; one query."""
    return _standing(person_id) - {person_id}


_standing = asking.ids_of_person(
    lambda person_id: Friendship.objects.standing().of(person_id).values_list("asker", "asked")
)


def ever_friends_of(person_id: int) -> frozenset[int]:
    """The same, and whoever was one: what they wrote for friends then can still be reported."""
    accepted = Friendship.objects.filter(accepted_at__isnull=False).of(person_id)
    pairs = accepted.values_list("asker", "asked")
    return frozenset(each for pair in pairs for each in pair) - {person_id}


def are_friends(one_id: int, other_id: int) -> bool:
    """Whether the two are friends now."""
    return Friendship.objects.standing().between(one_id, other_id).exists()


@dataclass(frozen=True)
class Entry:
    """A friendship as one of the two sees it."""

    friendship: Friendship
    person: User  # the other one
    has_new: bool = False


@dataclass(frozen=True)
class Friends:
    """What a person's page of friends shows."""

    may_have: bool
    takes_asks: bool
    asks: Sequence[Entry]  # of others, which wait for an answer
    friends: Sequence[Entry]
    asked: Sequence[Entry]  # one's own, answered with a no or not at all
    before: Sequence[Entry]  # words are there, and nothing more can be written


def page_of(person: User, *, now: datetime) -> Friends:
    """Everything on it; the same number of queries for one friend and for fifty."""
    mine = Friendship.objects.of(person.pk).with_people()
    said = words_of(person.pk)
    takes = TakesAsks.objects.filter(person=person).exists()
    standing = [each for each in mine.standing() if each.other(person).is_active]
    known = {each.other(person).pk for each in standing}
    ended: dict[int, Entry] = {}
    for each in mine.filter(accepted_at__isnull=False).order_by("accepted_at", "pk"):
        other = each.other(person)
        if other.pk in said and other.pk not in known:
            ended[other.pk] = Entry(each, other)
    waiting = mine.waiting(now=now).filter(asked=person, asker__is_active=True)
    kept = mine.kept_by(person.pk, now=now)
    return Friends(
        may_have=may_have_friends(person),
        takes_asks=takes,
        asks=[Entry(each, each.asker) for each in waiting.order_by("asked_at", "pk")],
        friends=_by_name(
            Entry(each, each.other(person), said.get(each.other(person).pk, False))
            for each in standing
        ),
        asked=[Entry(each, each.asked) for each in kept.order_by("asked_at", "pk")],
        before=_by_name(ended.values()),
    )


def _by_name(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda each: (not each.has_new, each.person.handle.casefold()))
