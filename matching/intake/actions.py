"""What a member tells for suggestions, and takes back."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from matching.intake.models import ROOTS_MOST, STRUGGLES_MOST, MemberTopics
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


def has_agreed(member: User) -> bool:
    """Whether the member said yes to suggestions and has not taken it back."""
    return Consent.objects.filter(person=member, purpose=PURPOSE, withdrawn_at=None).exists()


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
        },
    )
    told.roots.set(answers.roots)
    told.struggles.set(answers.struggles)
    record(Verb.TOPICS_TOLD, by=member, on=told)
    return told


@transaction.atomic
def forget(member: User, *, now: datetime) -> None:
    """Take the yes back, and delete all answers with it; nothing happens where there were none."""
    for told in MemberTopics.objects.filter(person=member):
        record(Verb.TOPICS_FORGOTTEN, by=member, on=told)
        told.delete()
    accounts.withdraw_consent(member, PURPOSE, now=now)
