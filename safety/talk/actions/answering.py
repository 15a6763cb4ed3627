"""The person's own side: they look, answer, ask for quiet, leave, and come back.

The timeline of the case tells it of "the person": neither their name nor their mask stands there.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.events import publish
from safety.flags import notices as flag_notices
from safety.flags.actions import Holding, watch
from safety.flags.events import FlagChanged
from safety.flags.models import Flag
from safety.flags.states import TALK, Act, FlagState
from safety.subjects import SubjectRef
from safety.talk import notices
from safety.talk.models import Talk, TalkLine

SUBJECT = TALK
ANSWERED = "answered"  # the kind of a flag that an answer in a closed case raises


@dataclass(frozen=True)
class Heard:
    """An answer that was kept, and whether its words ask for help to be shown."""

    line: TalkLine
    show_help: bool


@transaction.atomic
def look(talk: Talk, *, now: datetime) -> None:
    """The person opened the page: what our team wrote so far counts as seen."""
    talk.lines.by_team().unseen().update(seen_at=now)


@transaction.atomic
def answer(talk: Talk, words: str, *, by: User, now: datetime) -> Heard:
    """Keep what the person answers, and bring it before somebody.

    It joins the case, and whoever is on it is told; where nobody is, everyone on duty is. In a
    closed case it is a new one. Words that sound like danger are a flag of their own as well.
    Who answers is there again: quiet and leaving end.
    """
    flag, talk = _locked(talk)
    talk.quiet_since = talk.left_at = None
    talk.save(update_fields=["quiet_since", "left_at"])
    line = TalkLine.objects.create(talk=talk, at=now, words=words)
    is_closed = flag.state == FlagState.RESOLVED
    seen = watch(
        words,
        author=by,
        subject=SubjectRef(kind=SUBJECT, id=str(line.pk)),
        place=f"An answer in case {flag.pk}",
        now=now,
        # Only our team reads it, and nobody waits to see it.
        holding=Holding(may=False, kind=ANSWERED if is_closed else ""),
    )
    new = Flag.objects.get(pk=seen.flag_id) if seen.flag_id is not None else None
    _tell(flag, line, new, now=now)
    record(Verb.TALK_ANSWERED, by=by, on=line, flag=flag.pk)
    return Heard(line, seen.show_help)


@transaction.atomic
def be_quiet(talk: Talk, *, by: User, now: datetime) -> None:
    """Not now: for a day the person is told of nothing new here."""
    flag, talk = _locked(talk)
    talk.quiet_since = now
    talk.save(update_fields=["quiet_since"])
    _note(flag, Act.NOT_NOW, now=now)
    record(Verb.TALK_QUIET, by=by, on=talk)


@transaction.atomic
def leave(talk: Talk, *, by: User, now: datetime) -> None:
    """Leave it: our team can write here no more. Twice changes nothing."""
    flag, talk = _locked(talk)
    if talk.left_at is not None:
        return
    talk.left_at = now
    talk.save(update_fields=["left_at"])
    _note(flag, Act.LEFT_TALK, now=now)
    record(Verb.TALK_LEFT, by=by, on=talk)


@transaction.atomic
def come_back(talk: Talk, *, by: User, now: datetime) -> None:
    """Be there again: our team can write. Twice changes nothing."""
    flag, talk = _locked(talk)
    if talk.left_at is None and talk.quiet_since is None:
        return
    talk.left_at = talk.quiet_since = None
    talk.save(update_fields=["left_at", "quiet_since"])
    _note(flag, Act.CAME_BACK, now=now)
    record(Verb.TALK_JOINED_AGAIN, by=by, on=talk)


def _locked(talk: Talk) -> tuple[Flag, Talk]:
    """The case and the conversation, in the order in which our team locks them, too."""
    flag = Flag.objects.select_for_update(of=("self",)).get(pk=talk.flag_id)
    return flag, Talk.objects.select_for_update(of=("self",)).get(pk=talk.pk)


def _note(flag: Flag, act: Act, *, now: datetime) -> None:
    flag.write(act, by=None, now=now)
    publish(FlagChanged(flag_id=flag.pk))


def _tell(flag: Flag, line: TalkLine, new: Flag | None, *, now: datetime) -> None:
    """The case shows that there is an answer, and whoever should read it is told."""
    flag.answered_at = now
    flag.save(update_fields=["answered_at"])
    _note(flag, Act.ANSWERED, now=now)
    if flag.claimed_by is not None and not flag.is_free(now=now):
        notices.tell_holder(flag, flag.claimed_by, line, now=now)
        return
    flag_notices.tell_moderators(new if new is not None else flag, notices.ANSWERED, now=now)
