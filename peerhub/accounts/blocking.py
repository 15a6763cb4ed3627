"""Blocking a person: the two are not shown to each other, and do not meet, until it is undone.

The one who is blocked is never told. Rooms are not asked: there everybody has another name, and a
block that held there, too, would say whose name that is.
"""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from django.db import transaction
from django.db.models import Q

from peerhub import asking
from peerhub.accounts.models import Block, User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError

# Ends what the two have together. Given: who blocks, whom, and when.
Ending = Callable[[User, User, datetime], None]

_endings: list[Ending] = []


class NotOneself(DomainError):
    """Nobody blocks themselves."""

    code: ClassVar[str] = "not_oneself"


def offer(ending: Ending) -> None:
    """Let ``ending`` run in the transaction of each block; offering it twice changes nothing."""
    if ending not in _endings:
        _endings.append(ending)


@transaction.atomic
def block(whom: User, *, by: User, now: datetime) -> Block:
    """Let the two meet no more; a second time changes nothing.

    Sessions to come and shared plans end in the same transaction.

    Raises:
        NotOneself: it is the same person.
    """
    if whom.pk == by.pk:
        raise NotOneself("You cannot block yourself.")
    # Whoever books or shares locks the two as well, so that nothing comes to be in between.
    User.objects.all_locked(by.pk, whom.pk)
    made, new = Block.objects.get_or_create(by=by, whom=whom, defaults={"at": now})
    if new:
        record(Verb.PERSON_BLOCKED, by=by, on=made)
        for ending in _endings:
            ending(by, whom, now)
    return made


@transaction.atomic
def unblock(made: Block, *, by: User) -> None:
    """Take one's own block back; nothing of it is left. What it ended stays ended."""
    for mine in Block.objects.select_for_update().filter(pk=made.pk, by=by):
        record(Verb.PERSON_UNBLOCKED, by=by, on=mine)
        mine.delete()


def apart_from(person_id: int) -> frozenset[int]:
    """Ids of everybody whom this person does not meet, whoever of the two said so; one query."""
    return _blocks(person_id) - {person_id}


_blocks = asking.ids_of_person(
    lambda person_id: Block.objects.filter(Q(by=person_id) | Q(whom=person_id)).values_list(
        "by", "whom"
    )
)


def are_apart(one_id: int, other_id: int) -> bool:
    """Whether one of the two blocked the other."""
    return Block.objects.between(one_id, other_id).exists()
