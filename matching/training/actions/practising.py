"""Practice: a trainee asks, somebody who knows the work talks with them and says how it was."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from matching.training import notices, policies, practice
from matching.training.models import Practice
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from safety.flags.actions import Holding, Watch, watch
from safety.subjects import SubjectRef

SUBJECT_PRACTICE = "matching.practice"


class NotYet(DomainError):
    """Something comes before this."""

    code: ClassVar[str] = "not_yet"


class NotForYou(DomainError):
    """Somebody else does this."""

    code: ClassVar[str] = "not_for_you"
    status: ClassVar[int] = 403


class TooLate(DomainError):
    """It was done meanwhile."""

    code: ClassVar[str] = "too_late"


@transaction.atomic
def ask_for_practice(person: User, *, now: datetime) -> Practice:
    """Say that one is ready to practise, and tell supervisors; who waits already waits on.

    Raises:
        NotYet: the modules come first.
    """
    if not policies.has_read_all(person):
        raise NotYet("First go through all parts of the training.")
    User.objects.locked(person.pk)
    standing = Practice.objects.filter(trainee=person, held_at=None).first()
    if standing is not None:
        return standing
    made = Practice.objects.create(trainee=person, asked_at=now)
    record(Verb.PRACTICE_ASKED, by=person, on=made)
    notices.tell_asked(made, now=now)
    return made


@transaction.atomic
def observe(
    asked: Practice, points: Mapping[str, str], *, words: str, by: User, now: datetime
) -> Watch:
    """Write down how a practice session was; the trainee reads it, and it is never changed.

    Words that sound like danger go to a person as well.

    Raises:
        NotForYou: not certified and no supervisor, or the trainee.
        TooLate: somebody else has practised with them meanwhile.
    """
    held = Practice.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    if not policies.may_observe(by, held.trainee, now=now):
        raise NotForYou("Only a certified specialist or a supervisor can do this.")
    if held.held_at is not None:
        raise TooLate("Somebody else has practised with them meanwhile. Thank you for offering.")
    held.held_at, held.held_by, held.words = now, by, words
    held.points = {key: points[key] for key in practice.POINTS}
    held.went_well = practice.went_well(held.points)
    held.save(update_fields=["held_at", "held_by", "points", "words", "went_well"])
    notices.cancel_asked(held, now=now)
    record(Verb.PRACTICE_HELD, by=by, on=held, well=held.went_well)
    notices.tell_observed(held, now=now)
    return watch(
        words,
        author=by,
        subject=SubjectRef(SUBJECT_PRACTICE, str(held.pk)),
        place="Feedback on a practice session",
        now=now,
        holding=Holding(may=False),
    )
