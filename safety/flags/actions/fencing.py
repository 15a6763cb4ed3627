"""Acts under an old claim are refused: the page that they come from shows what was, not what is.

Each claim of a case has a number, which only grows. A page carries the number it was made under.
"""

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction

from peerhub.errors import DomainError
from safety.flags.actions.holding import locked
from safety.flags.models import Flag

T = TypeVar("T")
LONGEST = 10  # digits of a claim number


class Overtaken(DomainError):
    """Somebody took the case since the page was made."""

    code = "overtaken"


def claim_number(given: str) -> int | None:
    """The claim number that a page carried; None where it carried none."""
    return int(given) if given.isdecimal() and len(given) < LONGEST else None


@transaction.atomic
def under(flag: Flag, claim: int | None, deed: Callable[[], T]) -> T:
    """Do ``deed``, unless the case was taken since its claim number ``claim``.

    Args:
        flag: the case; its row stays locked until the deed is done, so no claim comes between.
        claim: the number on the page; None for a page that was made before pages had one. The
            deed itself still asks who is on the case.
        deed: what is done.

    Raises:
        Overtaken: the number is an old one; nothing is done.
    """
    if claim is not None and locked(flag).claims != claim:
        raise Overtaken(
            "This case was taken since you opened this page, so nothing was done. What you wrote"
            " is still here. Look at what was done meanwhile. If yours is still right, press again."
        )
    return deed()
