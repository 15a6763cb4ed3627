"""A talk for whoever was part of a hard case: offered, never asked for, never explained."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from safety.closing import notices, rules
from safety.closing.models import Debrief
from safety.closing.states import DebriefAnswer
from safety.flags.actions import NotThisWay
from safety.flags.models import Flag
from safety.flags.states import Act, FlagState
from safety.subjects import adapter_for

LOOK_BACK = timedelta(days=7)  # an offer that comes later than this helps nobody
HARD = frozenset({Act.CLAIMED, Act.CONTACTED, Act.STEPPED, Act.SIGNED})


def offer_debriefs(*, now: datetime) -> int:
    """Offer a talk to everyone who was part of a case of level 3 and up that closed.

    That is whoever worked on it, and the specialists who were there and could read it: the host of
    the room, the specialist of the session. Its author is never among them.

    Returns how many were offered one; nobody is offered one twice for a case.
    """
    hard = Flag.objects.filter(
        state=FlagState.RESOLVED, level__gte=rules.ASSESS_FROM, resolved_at__gt=now - LOOK_BACK
    )
    return sum(_offer_for(flag, now=now) for flag in hard.filter(debriefs=None).order_by("pk"))


@transaction.atomic
def _offer_for(flag: Flag, *, now: datetime) -> int:
    worked = flag.notes.filter(act__in=HARD).exclude(author=None).values("author")
    there = adapter_for(flag.subject_kind).companions(flag.subject_id)
    people = User.objects.filter(Q(pk__in=worked) | Q(pk__in=there, is_active=True))
    people = people.exclude(pk=flag.author_id).order_by("pk")
    return sum(_offer(flag, person, now=now) for person in people)


def _offer(flag: Flag, person: User, *, now: datetime) -> bool:
    debrief, new = Debrief.objects.get_or_create(
        flag=flag, person=person, defaults={"offered_at": now}
    )
    if new:
        record(Verb.DEBRIEF_OFFERED, by=None, on=debrief, person=person.pk)
        notices.offer_debrief(debrief, now=now)
    return new


@transaction.atomic
def answer_debrief(debrief: Debrief, said: DebriefAnswer, *, by: User, now: datetime) -> Debrief:
    """Yes, later or no; it can be changed until the talk was held.

    Raises:
        NotThisWay: it was held.
    """
    debrief = Debrief.objects.select_for_update(of=("self",)).get(pk=debrief.pk)
    if debrief.held_at is not None:
        raise NotThisWay("You have had this talk.")
    debrief.answered_at, debrief.answer = now, said
    debrief.save(update_fields=["answered_at", "answer"])
    record(Verb.DEBRIEF_ANSWERED, by=by, on=debrief, answer=said.value)
    if said == DebriefAnswer.YES:
        notices.tell_that_a_debrief_is_wanted(debrief, now=now)
    return debrief


@transaction.atomic
def hold_debrief(debrief: Debrief, *, by: User, now: datetime) -> Debrief:
    """A supervisor had the talk.

    Raises:
        NotThisWay: nobody waits for it any more, or it is their own.
    """
    debrief = Debrief.objects.select_for_update(of=("self",)).get(pk=debrief.pk)
    if debrief.answer != DebriefAnswer.YES or debrief.held_at is not None:
        raise NotThisWay("Nobody waits for this talk any more.")
    if debrief.person_id == by.pk:
        raise NotThisWay("This one is for you. Another supervisor has it with you.")
    debrief.held_at, debrief.held_by = now, by
    debrief.save(update_fields=["held_at", "held_by"])
    record(Verb.DEBRIEF_HELD, by=by, on=debrief)
    return debrief
