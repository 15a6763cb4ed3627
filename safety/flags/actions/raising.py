"""A case turns out more urgent than it looked: one piece for people, reports and the second look."""

from datetime import datetime

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from safety.flags import ladder, notices
from safety.flags.actions.promising import hasten
from safety.flags.models import Flag
from safety.flags.states import Act


def to_level(flag: Flag, level: int, *, by: User | None, now: datetime, words: str = "") -> None:
    """Give a locked case a higher level: the answer is due sooner, never later.

    ``by`` None: a report, or with ``words`` the second look, which says why.
    """
    before, flag.level = flag.level, level
    flag.due_at = min(flag.due_at, now + ladder.rung(level).ack_within)
    flag.save(update_fields=["level", "due_at"])
    hasten(flag, now=now)
    flag.write(Act.LEVEL_RAISED, by=by, now=now, detail=f"{before}>{level}", words=words)
    record(Verb.FLAG_LEVEL_RAISED, by=by, on=flag, before=before, level=level)
    notices.tell_urgent(flag, now=now)
