"""Opening a closed case again."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.events import publish
from safety.closing.actions.case import not_own
from safety.flags import ladder, notices
from safety.flags.actions import NotThisWay
from safety.flags.actions.holding import locked
from safety.flags.actions.promising import promise_anew
from safety.flags.events import FlagChanged, FlagRaised
from safety.flags.models import Flag
from safety.flags.states import Act, FlagState


@transaction.atomic
def reopen(flag: Flag, *, words: str, by: User, now: datetime) -> Flag:
    """Bring a closed case back into the list, with a new time to answer.

    What was written down stays; to close it again, the person is looked after again. Check-ins
    that are still to come stay booked.

    Raises:
        NotThisWay: it is not closed, it is about their own words, or no reason is given.
    """
    flag = locked(flag)
    not_own(flag, by)
    if flag.state != FlagState.RESOLVED:
        raise NotThisWay("This is open already.")
    if not words.strip():
        raise NotThisWay("Say in a few words why it is opened again.")
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
    return flag
