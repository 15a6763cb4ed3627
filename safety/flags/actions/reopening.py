"""A closed case is open again: one piece for people and for the second look."""

from datetime import datetime

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.events import publish
from safety.flags import ladder, notices
from safety.flags.actions.promising import promise_anew
from safety.flags.events import FlagChanged, FlagRaised
from safety.flags.models import Flag
from safety.flags.states import Act, FlagState


def open_again(flag: Flag, *, words: str, by: User | None, now: datetime) -> None:
    """Bring a locked, closed case back into the list, with a new time to answer.

    ``by`` None: the second look, which found more in words that were read in a review.
    """
    before = flag.outcome
    flag.move_to(
        FlagState.OPEN,
        outcome="",
        fate="",
        resolved_at=None,
        resolved_by=None,
        due_at=now + ladder.rung(flag.level).ack_within,
    )
    promise_anew(flag, now=now)
    flag.write(Act.REOPENED, by=by, now=now, detail=before, words=words)
    record(Verb.FLAG_REOPENED, by=by, on=flag, before=before, level=flag.level)
    if ladder.holds(flag.level):
        notices.tell_moderators(flag, notices.URGENT, now=now)
    publish(FlagRaised(flag_id=flag.pk))
    publish(FlagChanged(flag_id=flag.pk))
