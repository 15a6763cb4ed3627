"""Our team writes to the person a case is about, and reads what they answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts import pseudonyms
from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose, looker
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from peerhub.errors import DomainError
from peerhub.events import publish
from safety.flags import gates, ladder
from safety.flags.actions import NotThisWay, NotYet, mine, stay
from safety.flags.events import FlagChanged
from safety.flags.models import Flag
from safety.flags.states import Act
from safety.talk import notices, ready
from safety.talk.models import Talk, TalkLine, Voice


class Unfilled(DomainError):
    """A gap of ready words is still open."""

    code: ClassVar[str] = "unfilled"
    status: ClassVar[int] = 422


class TheyLeft(DomainError):
    """The person left the conversation: our team writes there no more."""

    code: ClassVar[str] = "they_left"


@transaction.atomic
def write(flag: Flag, words: str, *, by: User, ready_id: str = "", now: datetime) -> TalkLine:
    """Write to the author of a case, under a role and a made-up name.

    Args:
        flag: the case.
        words: what the person reads.
        by: whoever is on the case; a person, at every level.
        ready_id: the ready words that it began with, "" for none.
        now: an aware instant.

    Raises:
        NotYours: ``by`` has not taken the case, or lost it meanwhile.
        Unfilled: a gap of the ready words is open; the message names it.
        NotThisWay: ready words alone, from level 3 on.
        TheyLeft: the person does not want to be written to any more.
        NotYet: something comes first: a hand-over to read.
    """
    flag = mine(flag, by)
    if first := gates.held_back(flag, by=by, now=now):
        raise NotYet(first)
    _may_be_sent(words, ready_id, level=flag.level)
    talk = _talk_of(flag, now=now)
    if talk.left_at is not None:
        raise TheyLeft(
            "They left this conversation, so nothing was sent. They can come back at any time."
        )
    line = TalkLine.objects.create(
        talk=talk, voice=_voice(talk, by), at=now, words=words, ready=ready_id
    )
    flag.write(Act.WROTE_TO, by=by, now=now, detail=ready_id)
    stay(flag, by, now=now)
    record(Verb.TALK_WRITTEN, by=by, on=line, flag=flag.pk, ready=ready_id)
    notices.tell_person(talk, line, due_at=talk.quiet_until(now=now) or now)
    publish(FlagChanged(flag_id=flag.pk))
    return line


@transaction.atomic
def read(flag: Flag, *, by: User, now: datetime) -> Sequence[TalkLine]:
    """All that was said; what the person wrote counts as seen, and they can read that it was."""
    talk = Talk.objects.filter(flag=flag).first()
    if talk is None:
        return ()
    if talk.lines.by_person().exists():
        record(Verb.TALK_READ, by=by, on=talk)
        disclose(to=by, about=talk.member_id, what=What.TALK, why=Why.ANSWERED, now=now)
        talk.lines.by_person().unseen().update(seen_at=now)
        if Flag.objects.filter(pk=flag.pk, answered_at__isnull=False).update(answered_at=None):
            publish(FlagChanged(flag_id=flag.pk))
    return list(talk.lines.in_order())


def _may_be_sent(words: str, ready_id: str, *, level: int) -> None:
    open_gaps = ready.gaps(words)
    if open_gaps:
        raise Unfilled(f"Fill this in first, or take it out: {', '.join(open_gaps)}")
    began = ready.ready_words().get(ready_id)
    if began is not None and ladder.holds(level) and words.split() == began.words.split():
        raise NotThisWay("From level 3 on, add at least a sentence of your own.")


def _talk_of(flag: Flag, *, now: datetime) -> Talk:
    """The conversation of a locked case; the first message opens it."""
    talk, _ = Talk.objects.get_or_create(
        flag=flag, defaults={"member_id": flag.author_id, "opened_at": now}
    )
    return Talk.objects.select_for_update(of=("self",)).get(pk=talk.pk)


def _voice(talk: Talk, by: User) -> Voice:
    """Under which name ``by`` writes here; drawn once, and linked to nothing."""
    voice = talk.voices.filter(person=by).first()
    if voice is not None:
        return voice
    taken = set(talk.voices.values_list("name", flat=True))
    name = next(drawn for drawn in iter(pseudonyms.suggest, None) if drawn not in taken)
    return Voice.objects.create(talk=talk, person=by, role=looker(by.roles), name=name)
