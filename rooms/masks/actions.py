"""Drawing a mask, wearing it, drawing another."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import IntegrityError, transaction

from peerhub.accounts.actions import handle_is_free
from peerhub.accounts.models import User
from peerhub.errors import DomainError
from rooms.masks import names
from rooms.masks.models import Mask, Quieted

if TYPE_CHECKING:
    from rooms.live.models import Room

DRAWS = 50  # after which a room has so many masks that a number is added


class NameTaken(DomainError):
    """Somebody in the room has this name by now."""

    code: ClassVar[str] = "name_taken"


def propose(room: Room) -> str:
    """A name that nobody in ``room`` wears and that is nobody's handle on the site."""
    for _ in range(DRAWS):
        name = names.draw()
        if not room.masks.filter(name=name).exists() and handle_is_free(name):
            return name
    return f"{names.draw()} {room.masks.count() + 1}"


@transaction.atomic
def wear(*, room: Room, person: User, name: str, now: datetime) -> Mask:
    """Give ``person`` a mask in ``room``; who has one already keeps it.

    Raises:
        NameTaken: somebody in the room has this name.
    """
    mask = Mask.objects.filter(room=room, person=person).first()
    if mask is not None:
        return mask
    try:
        with transaction.atomic():
            return Mask.objects.create(room=room, person=person, name=name, drawn_at=now)
    except IntegrityError:
        # Either the name is gone, or the same person pressed twice.
        mask = Mask.objects.filter(room=room, person=person).first()
        if mask is None:
            raise _taken() from None
        return mask


@transaction.atomic
def rename(mask: Mask, *, name: str, now: datetime) -> Mask:
    """Put another name on a mask that nobody has seen yet; the caller knows that nobody has.

    Raises:
        NameTaken: somebody in the room has this name.
    """
    mask.name, mask.drawn_at = name, now
    try:
        with transaction.atomic():
            mask.save(update_fields=["name", "drawn_at"])
    except IntegrityError:
        raise _taken() from None
    return mask


def quiet_person(wearer: Mask, mask: Mask, *, now: datetime) -> None:
    """Cover what ``mask`` says, for ``wearer`` alone; nobody is told. Twice changes nothing."""
    if wearer.pk != mask.pk:
        Quieted.objects.get_or_create(wearer=wearer, mask=mask, defaults={"since": now})


def hear_person(wearer: Mask, mask: Mask) -> None:
    """Show again what ``mask`` says."""
    Quieted.objects.filter(wearer=wearer, mask=mask).delete()


def quieted_by(wearer: Mask) -> dict[int, str]:
    """The masks whose words ``wearer`` chose to cover: row and public id."""
    return dict(Quieted.objects.filter(wearer=wearer).values_list("mask", "mask__public_id"))


def _taken() -> NameTaken:
    return NameTaken("Someone here took that name just now. Here is another one.")
