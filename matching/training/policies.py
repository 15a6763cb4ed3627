"""Who learns, who says how practice was, and how far somebody is."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from matching.certificates.policies import is_certified
from matching.training import exam, practice
from matching.training.content import modules
from matching.training.models import Enrolment, ExamTry, ModulePass, Practice
from peerhub.accounts.models import User
from peerhub.accounts.policies import any_of, is_specialist, is_supervisor

PARTS = (MODULES, PRACTICE, EXAM) = ("modules", "practice", "exam")  # that one can bring


def is_enrolled(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whoever a supervisor said yes to."""
    return (
        isinstance(user, User) and user.is_active and Enrolment.objects.filter(person=user).exists()
    )


# A supervisor reads what the others learn.
may_read_training = any_of(is_enrolled, is_specialist, is_supervisor)
may_observe_somebody = any_of(is_specialist, is_supervisor)


def may_observe(person: User, trainee: User, *, now: datetime) -> bool:
    """Whoever knows the work, and never for themself."""
    return person != trainee and knows_the_work(person, now=now)


def knows_the_work(person: User, *, now: datetime) -> bool:
    """A supervisor, or a specialist whose certificate holds."""
    return is_supervisor(person) or (is_specialist(person) and is_certified(person, now=now))


def passed_modules(person: User, *, since: datetime | None = None) -> set[str]:
    """The modules that somebody went through, at all or since an instant."""
    rows = ModulePass.objects.filter(person=person)
    if since is not None:
        rows = rows.filter(passed_at__gte=since)
    return set(rows.values_list("module", flat=True))


def brought(person: User) -> set[str]:
    """What somebody need not do again, because supervisors recognised what they bring."""
    enrolment = Enrolment.objects.filter(person=person).first()
    return set(enrolment.recognised) if enrolment is not None else set()


def has_read_all(person: User) -> bool:
    """Whether every module is done."""
    return MODULES in brought(person) or passed_modules(person) >= {
        module.slug for module in modules()
    }


def has_practised(person: User) -> bool:
    """Whether enough practice went well."""
    went_well = Practice.objects.held_by(person).filter(went_well=True)
    return PRACTICE in brought(person) or went_well.count() >= practice.NEEDED


def has_passed_exam(person: User) -> bool:
    """Whether an exam was enough."""
    passed = ExamTry.objects.filter(person=person, passed=True)
    return EXAM in brought(person) or passed.exists()


def tries_left(person: User) -> int:
    """How often they may still try before a talk; an open try is one that they have begun."""
    allowed = exam.TRIES * (1 + person.exam_talks.count())
    return max(allowed - person.exam_tries.count(), 0)
