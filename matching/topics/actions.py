"""Specialists put words forward for the vocabulary; staff take them in or say why not."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from matching.topics import notices, policies
from matching.topics.models import Addition
from matching.topics.states import Kind, Reason, State
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.topics import actions as topics
from peerhub.topics.actions import AlreadyThere, NewTopic
from peerhub.topics.models import Topic
from safety.flags.actions import Holding, watch
from safety.subjects import SubjectRef

SUBJECT = "matching.addition"
PLACE = "Words a peer put forward for the list of topics"


class NotForYou(DomainError):
    """Somebody else does this."""

    code: ClassVar[str] = "not_for_you"
    status: ClassVar[int] = 403


class TooLate(DomainError):
    """Somebody decided it meanwhile."""

    code: ClassVar[str] = "too_late"


@dataclass(frozen=True, kw_only=True)
class Putting:
    """What is put forward: words for a ``topic``, or a new topic of an ``axis``."""

    words: str
    topic: Topic | None = None
    axis: str = ""
    why: str = ""

    @property
    def kind(self) -> Kind:
        """Which of the two it is."""
        return Kind.SYNONYM if self.topic is not None else Kind.TOPIC


@transaction.atomic
def put_forward(putting: Putting, *, by: User, now: datetime) -> Addition:
    """Keep it for staff to read; the same once more while it waits changes nothing.

    Raises:
        NotForYou: no peer specialist.
        AlreadyThere: the topic is found by these words already.
    """
    if not by.has_role(Role.SPECIALIST):
        raise NotForYou("Only peer specialists put words forward.")
    topic = putting.topic
    if topic and putting.words.casefold() in {phrase.casefold() for phrase in topic.phrases}:
        raise AlreadyThere("This topic is found by these words already. Thank you.")
    addition, new = Addition.objects.get_or_create(
        kind=putting.kind,
        topic=topic,
        axis="" if topic else putting.axis,
        words=putting.words,
        by=by,
        state=State.WAITING,
        defaults={"why": putting.why, "put_at": now},
    )
    if new:
        watch(
            f"{putting.words}\n{putting.why}",
            author=by,
            subject=SubjectRef(SUBJECT, str(addition.pk)),
            place=PLACE,
            holding=Holding(may=False),
            now=now,
        )
        record(Verb.ADDITION_PUT_FORWARD, by=by, on=addition, kind=putting.kind.value)
    return addition


@transaction.atomic
def accept(
    addition: Addition, *, by: User, now: datetime, new_topic: NewTopic | None = None
) -> Topic:
    """Take it into the vocabulary, at once for everybody.

    Args:
        addition: what was put forward.
        by: the supervisor.
        now: the moment.
        new_topic: for a new topic, as the supervisor words and places it.

    Raises:
        NotForYou: no supervisor, or one's own words.
        TooLate: it was decided before.
        AlreadyThere: the vocabulary has it.
        ValueError: a new topic without its place.
    """
    addition = _undecided(addition, by=by)
    if addition.topic is not None:
        topics.add_synonym(addition.topic, addition.words)
        topic = addition.topic
    elif new_topic is not None:
        topic = topics.add_topic(new_topic, now=now)
    else:
        raise ValueError("a new topic needs a label and a group")
    _decide(addition, State.ACCEPTED, by=by, now=now)
    record(Verb.ADDITION_ACCEPTED, by=by, on=addition, topic=topic.code)
    return topic


@transaction.atomic
def refuse(addition: Addition, *, by: User, reason: Reason, now: datetime) -> None:
    """Leave the vocabulary as it is, and tell the writer why.

    Raises:
        NotForYou: no supervisor, or one's own words.
        TooLate: it was decided before.
    """
    addition = _undecided(addition, by=by)
    _decide(addition, State.REFUSED, by=by, now=now, reason=reason.value)
    record(Verb.ADDITION_REFUSED, by=by, on=addition, reason=reason.value)


def _undecided(addition: Addition, *, by: User) -> Addition:
    if not policies.may_decide(by, put_by=addition.by_id):
        raise NotForYou("Another supervisor decides this.")
    rows = Addition.objects.select_for_update(of=("self",)).select_related("topic", "by")
    held = rows.get(pk=addition.pk)
    if held.state != State.WAITING:
        raise TooLate("Somebody has decided this meanwhile. Nothing was changed.")
    return held


def _decide(addition: Addition, state: State, *, by: User, now: datetime, reason: str = "") -> None:
    addition.state, addition.reason = state, reason
    addition.decided_at, addition.decided_by = now, by
    addition.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    notices.tell_decided(addition, now=now)
