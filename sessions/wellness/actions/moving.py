"""A goal rests, is reached, is let go, and is open again; so are steps. Nothing is counted."""

from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from sessions.wellness.actions.keeping import held
from sessions.wellness.actions.sharing import end_all
from sessions.wellness.models import PlanItem
from sessions.wellness.states import MOVES, Kind, State


class NoSuchState(DomainError):
    """This kind of thing never stands there."""

    code: ClassVar[str] = "no_such_state"
    status: ClassVar[int] = 404


@transaction.atomic
def move(item: PlanItem, state: State, *, by: User, now: datetime) -> PlanItem:
    """Let it stand elsewhere; the same place again changes nothing. Every way leads back.

    What is let go stays for the member to read, and nobody else: its shares end, and stay ended
    when it is open again.

    Raises:
        NotYours: it is not theirs, or was deleted.
        NoSuchState: it cannot stand there.
    """
    item = held(item, by)
    if state not in MOVES[Kind(item.kind)]:
        raise NoSuchState("We could not do that.")
    if item.state == state:
        return item
    item.state, item.moved_at = state, now
    item.save(update_fields=["state", "moved_at"])
    record(Verb.PLAN_ITEM_MOVED, by=by, on=item, kind=item.kind, state=state.value)
    if state == State.LET_GO:
        end_all(item, by=by)
    return item
