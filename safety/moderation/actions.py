"""Taking several steps in one go: all of them or none."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from safety.flags.actions import (
    NotThisWay,
    Rest,
    hide_text,
    must_pause,
    mute_author,
    pause_author,
)
from safety.flags.models import Flag
from safety.moderation.steps import Steps
from safety.talk.actions import write
from safety.talk.models import Talk


@transaction.atomic
def take(flag: Flag, steps: Steps, *, by: User, now: datetime) -> None:
    """Warn, hide, let be silent, pause: whatever was chosen, in one transaction.

    The letter goes first: whoever is paused could not be written to. Who left the conversation
    gets none; a mute and a pause are told where they are met.

    Raises:
        NotYours: ``by`` has not taken the case, or lost it meanwhile.
        NotThisWay: nothing was chosen, the text was meant for us alone, or its owner cannot do it.
        Unfilled: a gap is open in what the person reads.
        NotThisPerson: they work here and cannot be paused.
        AlreadyPaused: this case has paused them already.
    """
    flag = must_pause(flag, by=by)
    if not steps.names:
        raise NotThisWay("Choose at least one step.")
    record(Verb.FLAG_STEPS_CHOSEN, by=by, on=flag, steps=",".join(steps.names))
    if steps.writes and not has_left(flag):
        write(flag, steps.letter, by=by, now=now)
    if steps.hide:
        hide_text(flag, by=by, now=now, rule=steps.rule, told=steps.told)
    if steps.mute is not None:
        mute_author(flag, Rest(steps.mute, steps.told, steps.rule), by=by, now=now)
    if steps.pause is not None:
        pause_author(flag, Rest(steps.pause, steps.told, steps.rule), by=by, now=now)


def has_left(flag: Flag) -> bool:
    """Whether the person left the conversation of the case, so that no letter goes out."""
    return Talk.objects.filter(flag=flag, left_at__isnull=False).exists()
