"""Why something cannot be done in a thread, in words for the person who asked."""

from typing import ClassVar

from peerhub.errors import DomainError
from sessions.threads.standing import Why


class Closed(DomainError):
    """Nobody, or not this person, writes here now."""

    code: ClassVar[str] = "thread_closed"


class SlowDown(DomainError):
    """Very much at once, or as much as a day holds."""

    code: ClassVar[str] = "slow_down"
    status: ClassVar[int] = 429


class NotYours(DomainError):
    """The other one wrote this, or nobody did."""

    code: ClassVar[str] = "not_yours"
    status: ClassVar[int] = 404


class TooLate(DomainError):
    """The time in which this could be taken back is over."""

    code: ClassVar[str] = "too_late"


WORDS = {
    Why.RESTS: "Nobody can write here at the moment. You can still read what was written.",
    Why.NO_SESSION: "The two of you can write here once a session is booked.",
    Why.LONG_AGO: (
        "You can write here while a session with them is booked, and for four weeks after one."
        " They can write to you at any time."
    ),
    Why.ENOUGH: (
        "You wrote a lot today. You can write more here tomorrow, and in a session as much as you"
        " like. If it cannot wait, help is there now."
    ),
}


def in_words(why: Why) -> str:
    """Why somebody cannot write now, for them to read."""
    return WORDS[why]
