"""Somebody asks for a person, adds something, takes it back, and hears that somebody came."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from safety.asking import notices
from safety.asking.models import HelpRequest
from safety.asking.states import LEAST, LEVELS, Safe
from safety.flags.actions import Holding, add_to, read, watch
from safety.flags.models import Flag
from safety.flags.states import ASKING, FlagState
from safety.subjects import SubjectRef

KIND = "asked"  # of such a flag
PLACE = "Somebody who asks to talk to a person now"
NO_WORDS = "(They asked for a person and added no words.)"
TAKEN_BACK = "(They say that they need nobody now.)"
AGAIN = "(They ask for a person again.)"


@dataclass(frozen=True)
class Asking:
    """What somebody said with it; both can be left out."""

    safe: Safe | None = None
    words: str = ""

    @property
    def level(self) -> int:
        """How urgent it is by their own answer."""
        return LEVELS[self.safe] if self.safe else LEAST


@transaction.atomic
def ask(asking: Asking, *, person: User, now: datetime) -> HelpRequest:
    """Bring somebody who asks for a person before the team.

    A person has one case at a time: asking again, from another window or after taking it back,
    adds to the case that waits. The same thing twice (a double tap) changes nothing.
    """
    # Locked: of two taps at the same moment the second finds what the first one asked.
    User.objects.locked(person.pk)
    known = HelpRequest.objects.of(person).unresolved().select_for_update(of=("self",)).first()
    if known is not None:
        return _more(known, asking, now=now)
    return _first(asking, person=person, now=now)


@transaction.atomic
def take_back(asked: HelpRequest, *, by: User, now: datetime) -> None:
    """The person needs nobody now. Their case stays: somebody still reads what they wrote.

    Done again, it changes nothing.
    """
    if HelpRequest.objects.filter(pk=asked.pk, ended_at=None).update(ended_at=now):
        record(Verb.HELP_TAKEN_BACK, by=by, on=asked)
        if asked.flag.state != FlagState.RESOLVED:
            add_to(asked.flag, TAKEN_BACK, level=0, now=now)


@transaction.atomic
def tell_who_asked(flag_id: int, *, now: datetime) -> None:
    """Somebody took the case: its person hears of it, once for each time."""
    taken = HelpRequest.objects.filter(flag=flag_id, flag__state=FlagState.CLAIMED, ended_at=None)
    for asked in taken.select_related("person", "flag"):
        notices.tell_taken(asked, now=now)


def _first(asking: Asking, *, person: User, now: datetime) -> HelpRequest:
    """Open a case; what they asked before it was closed has ended."""
    HelpRequest.objects.filter(person=person, ended_at=None).update(ended_at=now)
    public_id = uuid.uuid4()
    seen = watch(
        asking.words or NO_WORDS,
        author=person,
        subject=SubjectRef(ASKING, str(public_id)),
        place=PLACE,
        now=now,
        holding=Holding(may=False, kind=KIND, least=asking.level),
    )
    made = HelpRequest.objects.create(
        public_id=public_id,
        person=person,
        flag=Flag.objects.get(pk=seen.flag_id or 0),
        safe=asking.safe or "",
        words=asking.words,
        asked_at=now,
    )
    record(Verb.HELP_ASKED, by=person, on=made, flag=made.flag_id)
    return made


def _more(known: HelpRequest, asking: Asking, *, now: datetime) -> HelpRequest:
    """Add what is new to the case that waits."""
    came_back = known.ended_at is not None
    said_before = {known.words, *known.flag.notes.values_list("words", flat=True)}
    words = "" if asking.words in said_before else asking.words
    answer = asking.safe if asking.safe and asking.safe != known.safe else None
    if not (came_back or words or answer):
        return known
    known.ended_at, known.safe = None, answer or known.safe
    known.save(update_fields=["ended_at", "safe"])
    told = [AGAIN if came_back else "", f"({answer.label})" if answer else "", words]
    level = max(asking.level, read(words, kind=ASKING).level)
    add_to(known.flag, "\n".join(filter(None, told)), level=level, now=now)
    record(Verb.HELP_ASKED_MORE, by=known.person, on=known)
    return known
