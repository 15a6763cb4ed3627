"""Things to share, and yeses to them, as tests need them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from peerhub.accounts.models import User
from safety.sharing import actions
from safety.sharing.fields import Field
from safety.sharing.models import Sharing
from safety.sharing.states import Purpose, Until
from tests.cast import NOON

GOING = "The blue kettle is on."
SLEEP = "The paper boat floats."


def says(*lines: str) -> Any:
    """A reader that says always the same."""
    return lambda *_: lines


WENT = Field("test.went", "How many sessions I went to", says(GOING))
SLEPT = Field("test.slept", "How I sleep", says(SLEEP))
DRANK = Field("test.drank", "How my week was", says("Less."), about_substances=True)


def giving(to: User | actions.Outside, **given: Any) -> actions.Giving:
    """Two things, to work together, until that ends."""
    return actions.Giving(
        to=to,
        purpose=given.pop("purpose", Purpose.TOGETHER),
        until=given.pop("until", Until.TOGETHER),
        keys=given.pop("keys", (WENT.key, SLEPT.key)),
        **given,
    )


def shared(
    member: User,
    to: User | actions.Outside,
    *,
    keys: Sequence[str] = (WENT.key, SLEPT.key),
    now: datetime = NOON,
    **given: Any,
) -> Sharing:
    """A yes to exactly what was shown."""
    chosen = giving(to, keys=keys, **given)
    shown = actions.preview(chosen, member=member, now=now).shown
    return actions.give(chosen, shown=shown, member=member, now=now)
