"""The end of the way: a therapist signs off, a supervisor certifies, and renews every year."""

from datetime import datetime

from django.db import transaction

from matching.becoming import notices, policies
from matching.becoming.actions.going import (
    NotForYou,
    NotYet,
    held,
    held_by_supervisor,
    in_order,
    step,
)
from matching.becoming.actions.recognising import recognised_of
from matching.becoming.models import Application, SignOff
from matching.becoming.states import Deed, State, Station
from matching.certificates import actions as certificates
from matching.certificates.models import Certificate
from matching.checks.policies import counts_until
from matching.supervision import actions as supervision
from matching.training.content import EVERY_YEAR
from matching.training.policies import passed_modules
from peerhub.accounts import actions as accounts
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role


@transaction.atomic
def sign_off(
    application: Application, *, ready: bool, words: str = "", by: User, now: datetime
) -> SignOff:
    """A clinician of the team says whether somebody is ready; a "not yet" can be followed by a yes.

    Raises:
        NotForYou: not a clinician of the team, or their own.
        NotYet: a station before it is not done.
        TooLate: it has ended.
    """
    if not policies.may_sign_off(by, application):
        raise NotForYou("A therapist of our team does this.")
    sent = held(application)
    in_order(sent, Station.SIGN_OFF, now=now)
    made = SignOff.objects.create(
        application=sent, ready=ready, words=words, signed_at=now, signed_by=by
    )
    step(sent, Station.SIGN_OFF, Deed.SIGNED_OFF if ready else Deed.NOT_SIGNED, by=by, now=now)
    if ready:
        notices.tell_supervisors(notices.ISSUE, sent, now=now)
    return made


@transaction.atomic
def certify(application: Application, *, supervisor: User, by: User, now: datetime) -> Certificate:
    """Issue the certificate to whoever went the whole way, make them a specialist, give them a supervisor.

    It holds a year, and no longer than what they brought from elsewhere.

    Raises:
        NotForYou: not a supervisor, or their own.
        NotYet: a station is not done.
        TooLate: it has ended.
        matching.supervision.actions.Full: ``supervisor`` looks after eight already.
        matching.supervision.actions.NotASupervisor: ``supervisor`` is none.
    """
    sent = held_by_supervisor(application, Station.CERTIFICATE, by=by, now=now)
    brought = recognised_of(sent)
    until = brought.valid_until if brought else None
    made = certificates.issue(sent.person, until=until, by=by, now=now)
    accounts.grant_role(sent.person, Role.SPECIALIST, by=by, now=now)
    supervision.assign(sent.person, to=supervisor, by=by, now=now)
    sent.state, sent.ended_at = State.CERTIFIED, now
    sent.save(update_fields=["state", "ended_at"])
    step(sent, Station.CERTIFICATE, Deed.CERTIFIED, by=by, now=now)
    return made


@transaction.atomic
def renew(certificate: Certificate, *, by: User, now: datetime) -> Certificate:
    """Certify for another year, after the talk about the year and the parts that are read again.

    Raises:
        NotYet: the two parts were not gone through since renewing is possible, or the background
            check would age before the new year is over.
        matching.certificates.actions.NotForYouToIssue: not a supervisor, or their own.
        matching.certificates.actions.TooEarly: more than 60 days are left.
    """
    since = renewable_since(certificate)
    if now >= since and not passed_modules(certificate.person, since=since) >= set(EVERY_YEAR):
        raise NotYet("First they go through the two parts that are read again every year.")
    if now >= since and not covers_renewal(certificate, now=now):
        raise NotYet(
            "First comes a new background check: the one we have does not count until the end of "
            "the new year."
        )
    return certificates.renew(certificate, by=by, now=now)


def covers_renewal(certificate: Certificate, *, now: datetime) -> bool:
    """Whether the background check of today counts as long as the renewed certificate would hold."""
    last = counts_until(certificate.person, on=now.date())
    return last is not None and last >= certificates.renewed_through(certificate, now=now)


def renewable_since(certificate: Certificate) -> datetime:
    """From when on a certificate can be renewed: midnight of that day in UTC."""
    day = certificate.valid_through - certificates.RENEW_FROM
    return datetime.combine(day, datetime.min.time(), tzinfo=certificate.issued_at.tzinfo)
