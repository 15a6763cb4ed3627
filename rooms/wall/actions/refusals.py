"""Why something cannot be done on the wall, in words for the person who asked."""

from typing import ClassVar

from peerhub.errors import DomainError


class NotThere(DomainError):
    """There is no such post or reply for this person."""

    code: ClassVar[str] = "not_there"
    status: ClassVar[int] = 404


class SlowDown(DomainError):
    """More than the wall takes of one person in a day."""

    code: ClassVar[str] = "slow_down"
    status: ClassVar[int] = 429


class AskedToPause(DomainError):
    """A moderator asked this person to read and not to write for a while."""

    code: ClassVar[str] = "asked_to_pause"


class Nudge(DomainError):
    """The words may tell who or where somebody is: their author looks again before they go."""

    code: ClassVar[str] = "nudge"


class NeedsTopic(DomainError):
    """For people with the same topic: but no topic was chosen."""

    code: ClassVar[str] = "needs_topic"


class SaysNothing(DomainError):
    """Neither words nor a drawing."""

    code: ClassVar[str] = "says_nothing"


class NeedsDescription(DomainError):
    """A drawing, and nothing for people who cannot see it."""

    code: ClassVar[str] = "needs_description"


class CannotShare(DomainError):
    """This post does not go there."""

    code: ClassVar[str] = "cannot_share"
