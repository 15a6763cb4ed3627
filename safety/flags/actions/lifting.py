"""What a second look at a stored text changes: a flag is raised or lifted, never lowered."""

from datetime import datetime

from django.db import transaction

from peerhub.events import publish
from safety.detection.assess import Assessment
from safety.detection.exemplars import rationales
from safety.flags import ladder
from safety.flags.actions.raising import to_level
from safety.flags.actions.reopening import open_again
from safety.flags.actions.vouching import CLOSES_AT, was_read
from safety.flags.actions.watching import Watched, kept_of, raise_flag, text_mark
from safety.flags.events import FlagChanged
from safety.flags.models import Flag, FlagQuerySet
from safety.flags.states import FlagState, Outcome

MORE = "It was read again, and more was found."


def level_of(watched: Watched) -> int | None:
    """The level of the case of this text; None where there is none."""
    return _of(watched).values_list("level", flat=True).first()


@transaction.atomic
def lift(watched: Watched, found: Assessment, *, now: datetime) -> Flag | None:
    """Bring ``found`` before a person, where it is more than what is known of this text.

    A case that somebody closed already stays closed: a person has read these words. What was read
    in a review makes no case of the lowest level; where more is found, there is one, open again if
    the review had closed it.

    Returns:
        The flag of this text; None where nothing was found and nothing is flagged.
    """
    flag = _of(watched).select_for_update(of=("self",)).first()
    if flag is None:
        if not ladder.shows_help(found.level):
            return None
        if found.level <= CLOSES_AT and was_read(watched):
            return None
        return raise_flag(watched, found, level=found.level, held=False, now=now)
    if found.level <= flag.level:
        return flag
    if flag.state == FlagState.RESOLVED:
        if flag.outcome != Outcome.READ_IN_REVIEW:
            return flag
        open_again(flag, words=MORE, by=None, now=now)
    return _lifted(flag, watched, found, now=now)


def _of(watched: Watched) -> FlagQuerySet:
    kind, id_ = watched.subject.kind, watched.subject.id
    mark = text_mark(watched.text)
    return Flag.objects.filter(subject_kind=kind, subject_id=id_, text_mark=mark)


def _lifted(flag: Flag, watched: Watched, found: Assessment, *, now: datetime) -> Flag:
    kept = kept_of(watched.text, found)
    for name, value in kept.items():
        setattr(flag, name, value)
    flag.kinds = list(dict.fromkeys([*flag.kinds, *found.kinds]))
    flag.save(update_fields=[*kept, "kinds"])
    why = rationales().get(found.reasons[0].rule_id, MORE)
    to_level(flag, found.level, by=None, now=now, words=why)
    publish(FlagChanged(flag_id=flag.pk))
    return flag
