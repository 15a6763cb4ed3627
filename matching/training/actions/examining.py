"""The exam: drawn from the question bank, two tries, then a talk with a supervisor."""

import random
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from matching.training import exam, notices, policies
from matching.training.actions.practising import NotForYou, NotYet, TooLate
from matching.training.events import ExamPassed
from matching.training.models import ExamTalk, ExamTry
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.events import publish


@transaction.atomic
def begin_exam(person: User, *, chance: random.Random | None = None, now: datetime) -> ExamTry:
    """Draw an exam; who has begun one goes on with that one. It has no clock.

    Raises:
        NotYet: the modules or practice come first, or a talk with a supervisor.
        TooLate: it was passed.
    """
    User.objects.locked(person.pk)
    standing = ExamTry.objects.filter(person=person, ended_at=None).first()
    if standing is not None:
        return standing
    if policies.has_passed_exam(person):
        raise TooLate("You have passed the exam.")
    if not policies.has_practised(person):
        raise NotYet("The exam comes after the practice sessions.")
    if not policies.tries_left(person):
        raise NotYet("Before the next try, a supervisor talks with you. They know that you wait.")
    made = ExamTry.objects.create(
        person=person, questions=exam.draw(chance or random.SystemRandom()), begun_at=now
    )
    record(Verb.EXAM_BEGUN, by=person, on=made)
    return made


@transaction.atomic
def hand_in(begun: ExamTry, given: Mapping[str, str], *, by: User, now: datetime) -> ExamTry:
    """Count the answers; what is handed in stays so.

    Raises:
        NotForYou: somebody else's.
        TooLate: it was handed in.
    """
    held = ExamTry.objects.select_for_update().get(pk=begun.pk)
    if held.person_id != by.pk:
        raise NotForYou("We could not find that.")
    if held.ended_at is not None:
        raise TooLate("You have handed this one in.")
    held.answers = {key: given[key] for key in held.questions if given.get(key)}
    held.right = exam.count(held.questions, held.answers)
    held.passed = held.right >= exam.needed(len(held.questions))
    held.ended_at = now
    held.save(update_fields=["answers", "right", "passed", "ended_at"])
    record(Verb.EXAM_ENDED, by=by, on=held, right=held.right, passed=held.passed)
    if held.passed:
        publish(ExamPassed(person_id=by.pk, passed_at=now))
    elif not policies.tries_left(by):
        notices.tell_talk(by, tries=by.exam_tries.count(), now=now)
    return held


@transaction.atomic
def talk_after_exam(person: User, *, by: User, now: datetime) -> ExamTalk:
    """A supervisor talked with somebody who used their tries: two more are open.

    Raises:
        NotForYou: not a supervisor, or their own.
        TooLate: no talk is needed (any more).
    """
    if not by.has_role(Role.SUPERVISOR) or by == person:
        raise NotForYou("A supervisor does this.")
    User.objects.locked(person.pk)
    if policies.tries_left(person) or policies.has_passed_exam(person):
        raise TooLate("Nobody waits for this talk any more.")
    made = ExamTalk.objects.create(person=person, held_at=now, held_by=by)
    record(Verb.EXAM_TALKED, by=by, on=made, person=person.pk)
    return made
