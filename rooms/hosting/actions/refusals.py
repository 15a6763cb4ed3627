"""Why a host cannot do something, in words for the host."""

from datetime import datetime
from typing import ClassVar

from peerhub.accounts.models import User
from peerhub.accounts.policies import is_moderator
from peerhub.errors import DomainError
from rooms.hosting import policies
from rooms.live.models import Room
from rooms.live.policies import is_host
from rooms.masks.models import Mask


class OffShift(DomainError):
    """This person does not look after the room now."""

    code: ClassVar[str] = "off_shift"
    status: ClassVar[int] = 403


class NotThisPerson(DomainError):
    """What was asked cannot be done to this person."""

    code: ClassVar[str] = "not_this_person"


class AlreadyGone(DomainError):
    """Nobody in the room sees the message, and it was not our team who took it away."""

    code: ClassVar[str] = "already_gone"


class NotYetShown(DomainError):
    """A specialist whose page nobody can see cannot be booked."""

    code: ClassVar[str] = "not_yet_shown"


class NameInUse(DomainError):
    """Another open room is called the same."""

    code: ClassVar[str] = "name_in_use"


class CannotHost(DomainError):
    """This person cannot look after this room."""

    code: ClassVar[str] = "cannot_host"


def must_keep(person: User, room: Room, *, now: datetime) -> None:
    """Go on only for who looks after ``room`` at this moment.

    Raises:
        OffShift: they do not.
    """
    if not policies.keeps(person, room, now=now):
        raise OffShift("You are not on shift in this room now. Begin your shift first.")


def must_shape(person: User) -> None:
    """Go on only for those who open rooms, change them and appoint their hosts.

    Raises:
        OffShift: this person does not.
    """
    if not policies.shapes_rooms(person):
        raise OffShift("Only moderators and supervisors open and change rooms.")


def must_be_a_guest(mask: Mask) -> None:
    """Go on only for people who do not look after this room: those have a badge here.

    A moderator under a mask is here like everybody else. To refuse there would tell hosts who
    they are, in every room.

    Raises:
        NotThisPerson: it is a host of this room.
    """
    if is_host(mask.person, mask.room):
        raise NotThisPerson(
            "This cannot be done to a host from here. You can call a moderator instead."
        )


def may_be_bound(mask: Mask, by: User) -> None:
    """Go on for guests; for hosts of this room, too, when a moderator decides.

    Raises:
        NotThisPerson: a host would bind a host.
    """
    if not is_moderator(by):
        must_be_a_guest(mask)
