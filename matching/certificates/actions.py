"""A certificate is issued, and renewed every year."""

from datetime import date, datetime, timedelta
from typing import ClassVar

from django.db import transaction

from matching.certificates import notices, numbers, policies
from matching.certificates.models import Certificate
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError

HOLDS = timedelta(days=365)
RENEW_FROM = timedelta(days=60)  # before its last day


class NotForYouToIssue(DomainError):
    """A supervisor issues certificates, and never their own."""

    code: ClassVar[str] = "not_for_you"
    status: ClassVar[int] = 403


class TooEarly(DomainError):
    """The year is young."""

    code: ClassVar[str] = "too_early"


@transaction.atomic
def issue(person: User, *, until: date | None = None, by: User, now: datetime) -> Certificate:
    """Certify somebody for a year from today; who holds a certificate today gets that one.

    Whether the whole way was gone is for the caller to know (``becoming.certify``). ``until``: the
    last day of what it rests on, where that comes before the year is over.

    Raises:
        NotForYouToIssue: not a supervisor, or their own.
    """
    _allowed(by, person)
    known = Certificate.objects.of(person).valid(now.date()).first()
    return known or _write(person, begins=now, until=until, by=by, now=now)


@transaction.atomic
def renew(certificate: Certificate, *, by: User, now: datetime) -> Certificate:
    """Certify for another year, which begins after the last day, or today where that has passed.

    A second press gives what the first one gave.

    Raises:
        NotForYouToIssue: not a supervisor, or their own.
        TooEarly: more than 60 days are left.
    """
    person = certificate.person
    _allowed(by, person)
    known = Certificate.objects.filter(renews=certificate).first()
    if known is not None:
        return known
    if now.date() < certificate.valid_through - RENEW_FROM:
        raise TooEarly("A certificate can be renewed from 60 days before its last day.")
    made = _write(person, begins=_next_begins(certificate, now), renews=certificate, by=by, now=now)
    notices.cancel_reminders(certificate, now=now)
    return made


def renewed_through(certificate: Certificate, *, now: datetime) -> date:
    """The last day (of UTC) of the year that ``renew`` would give now."""
    return (_next_begins(certificate, now) + HOLDS).date()


def _next_begins(certificate: Certificate, now: datetime) -> datetime:
    day_after = datetime.combine(certificate.valid_through, now.timetz()) + timedelta(days=1)
    return max(day_after, now)


def _allowed(by: User, person: User) -> None:
    if not policies.may_issue(by, person):
        raise NotForYouToIssue("Another supervisor decides this.")
    # Held until the end, so that two presses at the same moment make one.
    User.objects.locked(person.pk)


def _write(
    person: User,
    *,
    begins: datetime,
    until: date | None = None,
    renews: Certificate | None = None,
    by: User,
    now: datetime,
) -> Certificate:
    year = (begins + HOLDS).date()
    made = Certificate.objects.create(
        person=person,
        number=numbers.fresh(),
        issued_at=now,
        issued_by=by,
        valid_from=begins.date(),
        valid_through=min(year, until or year),
        renews=renews,
    )
    verb = Verb.CERTIFICATE_RENEWED if renews else Verb.CERTIFICATE_ISSUED
    record(verb, by=by, on=made, person=person.pk)
    notices.plan_reminders(made)
    return made
