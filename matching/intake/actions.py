"""What a member tells for suggestions, and takes back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar

from django.db import transaction

from matching import wishes
from matching.intake import steps
from matching.intake.models import ROOTS_MOST, STRUGGLES_MOST, MemberTopics, MemberTopicsQuerySet
from peerhub.accounts import actions as accounts
from peerhub.accounts.models import Consent, User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.topics.models import Topic

PURPOSE = Consent.Purpose.MATCHING


class ConsentMissing(DomainError):
    """Nothing is kept without a yes."""

    code: ClassVar[str] = "consent_missing"


class TooMany(DomainError):
    """More topics than suggestions can be made from."""

    code: ClassVar[str] = "too_many"


@dataclass(frozen=True, kw_only=True)
class Answers:
    """All that a member may tell; all of it may be empty."""

    roots: tuple[Topic, ...] = ()
    struggles: tuple[Topic, ...] = ()
    ways: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    soon: bool = False
    musts: tuple[str, ...] = ()
    counts_more: tuple[str, ...] = ()
    said: tuple[str, ...] = ()

    @property
    def wish_keys(self) -> tuple[str, ...]:
        """What can be made a must."""
        return wishes.keys(ways=self.ways, languages=self.languages, facets=self.facets)


def answers_of(told: MemberTopics | None) -> Answers:
    """What is kept, as answers; empty when nothing is."""
    if told is None:
        return Answers()
    return Answers(
        roots=_in_order(told.roots.all()),
        struggles=_in_order(told.struggles.all()),
        ways=tuple(told.ways),
        languages=tuple(told.languages),
        facets=tuple(told.facets),
        soon=told.soon,
        musts=tuple(told.musts),
        counts_more=tuple(told.counts_more),
        said=tuple(told.said),
    )


def _in_order(topics: Iterable[Topic]) -> tuple[Topic, ...]:
    return tuple(sorted(topics, key=lambda topic: topic.position))


def has_agreed(member: User) -> bool:
    """Whether the member said yes to suggestions and has not taken it back."""
    return Consent.objects.filter(person=member, purpose=PURPOSE, withdrawn_at=None).exists()


def to_be_counted() -> MemberTopicsQuerySet:
    """What those told who said yes to words that speak of counting; nobody else is counted."""
    return MemberTopics.objects.agreed_to(PURPOSE, accounts.CONSENT_VERSIONS[PURPOSE])


@transaction.atomic
def agree(member: User, *, now: datetime) -> None:
    """Say yes to the use of answers for suggestions."""
    accounts.give_consent(member, PURPOSE, now=now)


@transaction.atomic
def keep(member: User, answers: Answers, *, agrees: bool, now: datetime) -> MemberTopics:
    """Keep what a member told, in place of what they told before.

    Args:
        member: whose answers they are.
        answers: what to keep.
        agrees: the box was ticked now; False when they agreed before.
        now: the moment.

    Raises:
        ConsentMissing: the member has not said yes, now or before.
        TooMany: more than three roots or five struggles.
    """
    if agrees:
        agree(member, now=now)
    if not has_agreed(member):
        raise ConsentMissing(
            "Tick the box if we may use your answers. Without it, we keep nothing."
        )
    if len(answers.roots) > ROOTS_MOST or len(answers.struggles) > STRUGGLES_MOST:
        raise TooMany("Choose three and five at most. You can change them at any time.")
    told, _ = MemberTopics.objects.update_or_create(
        person=member,
        defaults={
            "ways": list(answers.ways),
            "languages": list(answers.languages),
            "facets": list(answers.facets),
            "soon": answers.soon,
            "musts": [key for key in answers.musts if key in answers.wish_keys],
            "counts_more": [name for name in answers.counts_more if name in wishes.COUNTING],
            "said": list(answers.said),
        },
    )
    told.roots.set(answers.roots)
    told.struggles.set(answers.struggles)
    record(Verb.TOPICS_TOLD, by=member, on=told)
    return told


@transaction.atomic
def begin(member: User, *, now: datetime) -> MemberTopics:
    """Say yes and start with the first question; whoever began before goes on where they were."""
    agree(member, now=now)
    told, new = MemberTopics.objects.get_or_create(person=member, defaults={"at_step": steps.FIRST})
    if new:
        record(Verb.TOPICS_TOLD, by=member, on=told)
    return told


@transaction.atomic
def go_on(
    member: User, *, step: str, changes: Mapping[str, Any] | None = None, now: datetime
) -> MemberTopics:
    """Keep the answer to one question and remember which comes next; all other answers stay.

    Args:
        member: whose answer it is.
        step: the key of the question.
        changes: fields of ``Answers`` with their new values; None when it was skipped.
        now: the moment.

    Raises:
        ConsentMissing: the member has not said yes.
        TooMany: more than three roots or five struggles.
    """
    # Held until the end, so that two open windows lose neither's answer.
    told = MemberTopics.objects.select_for_update().filter(person=member).first()
    if changes:
        told = keep(member, replace(answers_of(told), **changes), agrees=False, now=now)
    if told is None:
        raise ConsentMissing("Say yes first. Without it, we keep nothing.")
    told.at_step = _next_after(step, told)
    told.save(update_fields=["at_step"])
    return told


def _next_after(step: str, told: MemberTopics) -> str:
    """Whoever was through stays through; without wishes nobody is asked which are musts."""
    if told.at_step == steps.DONE:
        return steps.DONE
    following = steps.after(step)
    if following == "musts" and not answers_of(told).wish_keys:
        return steps.after(following)
    return following


@transaction.atomic
def forget(member: User, *, now: datetime) -> None:
    """Take the yes back, and delete all answers with it; nothing happens where there were none."""
    for told in MemberTopics.objects.filter(person=member):
        record(Verb.TOPICS_FORGOTTEN, by=member, on=told)
        told.delete()
    accounts.withdraw_consent(member, PURPOSE, now=now)
