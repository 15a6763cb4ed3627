"""What a second look at a stored text changes: a flag is raised or lifted, never lowered."""

from datetime import datetime

from django.db import transaction

from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.events import publish
from safety.detection.assess import Assessment
from safety.flags import excerpts, ladder, notices
from safety.flags.actions.promising import hasten
from safety.flags.actions.watching import Watched, raise_flag, reasons_kept, text_mark
from safety.flags.events import FlagChanged
from safety.flags.models import EXCERPT, Flag
from safety.flags.states import Act, FlagState


@transaction.atomic
def lift(watched: Watched, found: Assessment, *, now: datetime) -> Flag | None:
    """Bring ``found`` before a person, where it is more than what is known of this text.

    A case that somebody closed already stays closed: a person has read these words.

    Returns:
        The flag of this text; None where nothing was found and nothing is flagged.
    """
    subject = watched.subject
    flag = (
        Flag.objects.select_for_update(of=("self",))
        .filter(subject_kind=subject.kind, subject_id=subject.id, text_mark=text_mark(watched.text))
        .first()
    )
    if flag is None:
        if not ladder.shows_help(found.level):
            return None
        return raise_flag(watched, found, level=found.level, held=False, now=now)
    if flag.state == FlagState.RESOLVED or found.level <= flag.level:
        return flag
    return _lifted(flag, watched, found, now=now)


def _lifted(flag: Flag, watched: Watched, found: Assessment, *, now: datetime) -> Flag:
    before = flag.level
    begin = excerpts.cut(watched.text, _first(found), EXCERPT)[1]
    flag.level = found.level
    flag.kinds = list(dict.fromkeys([*flag.kinds, *found.kinds]))
    flag.excerpt = excerpts.cut(watched.text, _first(found), EXCERPT)[0]
    flag.reasons = reasons_kept(found, begin, len(flag.excerpt))
    flag.rules_version = found.version
    flag.due_at = min(flag.due_at, now + ladder.rung(found.level).ack_within)
    flag.save()
    hasten(flag, now=now)
    flag.write(Act.LEVEL_RAISED, by=None, now=now, detail=f"{before}>{found.level}")
    record(Verb.FLAG_LEVEL_RAISED, by=None, on=flag, before=before, level=found.level)
    if ladder.holds(found.level):
        notices.tell_moderators(flag, notices.URGENT, now=now)
    publish(FlagChanged(flag_id=flag.pk))
    return flag


def _first(found: Assessment) -> int:
    return next((reason.start for reason in found.reasons if reason.level), 0)
