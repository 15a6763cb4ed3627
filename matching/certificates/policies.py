"""Who holds a certificate, and who gives one."""

from datetime import datetime

from matching.certificates.models import Certificate
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role


def is_certified(person: User, *, now: datetime) -> bool:
    """Whether a certificate of theirs holds today."""
    return Certificate.objects.of(person).valid(now.date()).exists()


def may_issue(by: User, person: User) -> bool:
    """Supervisors, and never for themselves."""
    return by.has_role(Role.SUPERVISOR) and by != person
