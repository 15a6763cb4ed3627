"""Why a host cannot do something, in words for the host."""

from datetime import datetime
from typing import ClassVar

from peerhub.accounts.models import User
from peerhub.errors import DomainError
from rooms.hosting import policies
from rooms.live.models import Room
from rooms.masks.models import Mask


class OffShift(DomainError):
    """This person does not look after the room now."""

    code: ClassVar[str] = "off_shift"
    status: ClassVar[int] = 403


class NotThisPerson(DomainError):
    """What was asked cannot be done to this person."""

    code: ClassVar[str] = "not_this_person"


class NotYetShown(DomainError):
    """A specialist whose page nobody can see cannot be booked."""

    code: ClassVar[str] = "not_yet_shown"


def must_keep(person: User, room: Room, *, now: datetime) -> None:
    """Go on only for who looks after ``room`` at this moment.

    Raises:
        OffShift: they do not.
    """
    if not policies.keeps(person, room, now=now):
        raise OffShift("You are not on shift in this room now. Begin your shift first.")


def must_be_a_guest(mask: Mask) -> None:
    """Go on only for people who do not look after rooms themselves.

    Raises:
        NotThisPerson: it is a host or a moderator. Which of the two is not said.
    """
    if policies.is_of_the_team(mask):
        raise NotThisPerson(
            "This cannot be done to this person from here. You can call a moderator instead."
        )
