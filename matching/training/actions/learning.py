"""A supervisor lets somebody learn; they read, and answer questions that teach."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from matching.training import exam, policies
from matching.training.content import Module
from matching.training.models import Enrolment, ModulePass, QuizAnswer
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb


@transaction.atomic
def enrol(person: User, *, recognised: Iterable[str] = (), by: User, now: datetime) -> Enrolment:
    """Open the training to somebody; who decides that is for the caller to know. Twice is once.

    ``recognised``: what they need not do again, of ``policies.PARTS``; others are passed over.
    """
    brought = [part for part in policies.PARTS if part in set(recognised)]
    enrolment, new = Enrolment.objects.update_or_create(
        person=person,
        defaults={"recognised": brought},
        create_defaults={"enrolled_at": now, "enrolled_by": by, "recognised": brought},
    )
    if new:
        record(Verb.TRAINING_OPENED, by=by, on=enrolment, person=person.pk)
    return enrolment


def answers_of(person: User, module: Module, *, since: datetime | None) -> dict[str, QuizAnswer]:
    """The newest answer to each question of the module as it reads today, since an instant."""
    rows = QuizAnswer.objects.filter(person=person, module=module.slug, version=module.version)
    if since is not None:
        rows = rows.filter(answered_at__gte=since)
    return {row.question: row for row in rows.order_by("answered_at", "pk")}


@transaction.atomic
def answer(
    person: User,
    module: Module,
    given: Mapping[str, str],
    *,
    now: datetime,
    since: datetime | None = None,
) -> bool:
    """Keep what was answered; a wrong one can be tried again, a right one stays.

    Args:
        person: who answers.
        module: of which the questions are.
        given: a letter for each question that was answered; others are left as they were.
        now: the moment.
        since: answers before this count no more; None: all count.

    Returns:
        Whether the module is done now.
    """
    # Held until the end, so that two presses at the same moment pass once.
    User.objects.locked(person.pk)
    known = answers_of(person, module, since=since)
    for question in module.questions:
        chosen = question.answer(given.get(question.key, ""))
        before = known.get(question.key)
        if chosen is None or (before is not None and before.right):
            continue
        known[question.key] = QuizAnswer.objects.create(
            person=person,
            module=module.slug,
            version=module.version,
            question=question.key,
            letter=chosen.letter,
            right=chosen.right,
            answered_at=now,
        )
    right = sum(row.right for row in known.values())
    return right >= exam.needed(len(module.questions)) and _pass(person, module, since, now=now)


def _pass(person: User, module: Module, since: datetime | None, *, now: datetime) -> bool:
    passed = ModulePass.objects.filter(person=person, module=module.slug, version=module.version)
    if since is not None:
        passed = passed.filter(passed_at__gte=since)
    if not passed.exists():
        made = ModulePass.objects.create(
            person=person, module=module.slug, version=module.version, passed_at=now
        )
        record(Verb.MODULE_PASSED, by=person, on=made, module=module.slug, version=module.version)
    return True
