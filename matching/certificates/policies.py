"""Who holds a certificate, and who gives one."""

from datetime import date, datetime

from matching.certificates.models import Certificate
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role


def is_certified(person: User, *, now: datetime) -> bool:
    """Whether they are a specialist and a certificate of theirs holds today."""
    return Certificate.objects.of(person).in_force(now.date()).exists()


def certified_since(person: User) -> date | None:
    """The first day of their first certificate; None: they have none."""
    rows = Certificate.objects.filter(person=person).order_by("valid_from")
    return rows.values_list("valid_from", flat=True).first()


def certified_until(person: User, *, now: datetime) -> date | None:
    """The last day of the certificate that holds today; None: none does."""
    held = Certificate.objects.of(person).in_force(now.date())
    return held.values_list("valid_through", flat=True).first()


def may_issue(by: User, person: User) -> bool:
    """Supervisors, and never for themselves."""
    return by.has_role(Role.SUPERVISOR) and by != person
