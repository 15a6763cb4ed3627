"""Why something cannot be done in a room, in words for the person who asked."""

from typing import ClassVar

from peerhub.errors import DomainError


class RoomIsClosed(DomainError):
    """Nobody writes here any more."""

    code: ClassVar[str] = "room_closed"


class RoomIsFull(DomainError):
    """As many people are here as the room is for."""

    code: ClassVar[str] = "room_full"


class SlowDown(DomainError):
    """More messages than the room's pace."""

    code: ClassVar[str] = "slow_down"
    status: ClassVar[int] = 429


class NotHere(DomainError):
    """This person wears no mask in this room, or was asked to leave it."""

    code: ClassVar[str] = "not_here"
    status: ClassVar[int] = 404


class AskedToPause(DomainError):
    """A host asked this person to read and not to write for a while."""

    code: ClassVar[str] = "asked_to_pause"


class Nudge(DomainError):
    """The words may tell who or where somebody is: their author looks again before they go."""

    code: ClassVar[str] = "nudge"


class AlreadySpoken(DomainError):
    """Others know the mask by now: its name stays."""

    code: ClassVar[str] = "already_spoken"


class NotYours(DomainError):
    """Somebody else said this, or nobody did."""

    code: ClassVar[str] = "not_yours"
    status: ClassVar[int] = 404


class TooLate(DomainError):
    """The time in which this could be changed is over."""

    code: ClassVar[str] = "too_late"
