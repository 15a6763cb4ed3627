"""Certificates and supervisors of the thirty specialists; one certificate ends in some weeks."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from matching.certificates import actions as certificates
from matching.supervision import actions as supervision
from peerhub.accounts.models import User
from peerhub.demo.cast import ADE

SUPERVISORS = ("Ottilie", "Bashir", "Corazon")  # beside Ade; nobody can sign in as one
EACH = 8
ADES = 6  # of them, so that Ade has room for somebody new
ENDS_SOON = 3  # the number of the specialist whose year is nearly round
LONG_AGO = timedelta(days=290)


def certify(person: User, number: int, people: Mapping[str, User], *, now: datetime) -> None:
    """Certify the specialist with this number, and let both sign what the role is."""
    rest = number - ADES
    by = people[ADE.name if rest < 0 else SUPERVISORS[rest // EACH]]
    certificates.issue(person, by=by, now=now - LONG_AGO if number == ENDS_SOON else now)
    given = supervision.assign(person, to=by, by=by, now=now).supervision
    for signer in (person, by):
        supervision.sign(given, by=signer, now=now)
