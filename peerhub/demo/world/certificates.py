"""Certificates and supervisors of the thirty specialists; one certificate ends in some weeks."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from matching.certificates import actions as certificates
from matching.checks import actions as checks
from matching.checks.actions import Check
from matching.checks.states import Result
from matching.supervision import actions as supervision
from peerhub.accounts.models import User
from peerhub.demo.cast import ADE

SUPERVISORS = ("Ottilie", "Bashir", "Corazon")  # beside Ade; nobody can sign in as one
# Specialists from before there were certificates: one waits to be looked at, one for a second word.
BEFORE = {"before-1": "Morrow", "before-2": "Hale"}
EACH = 8
ADES = 6  # of them, so that Ade has room for somebody new
ENDS_SOON = 3  # the number of the specialist whose year is nearly round
LONG_AGO = timedelta(days=290)
CHECK_ENDS_SOON = 4  # the number of the specialist whose background check ages in some weeks
AGES_SOON = timedelta(days=670)


def certify(person: User, number: int, people: Mapping[str, User], *, now: datetime) -> None:
    """Certify the specialist with this number, and let both sign what the role is."""
    rest = number - ADES
    by = people[ADE.name if rest < 0 else SUPERVISORS[rest // EACH]]
    began = now - LONG_AGO if number == ENDS_SOON else now
    checked_on = (began - AGES_SOON if number == CHECK_ENDS_SOON else began).date()
    check = Check(provider="Oak Screening", checked_on=checked_on, result=Result.CLEAR)
    checks.write_down(person, check, by=by, now=now)
    certificates.issue(person, by=by, now=began)
    given = supervision.assign(person, to=by, by=by, now=now).supervision
    for signer in (person, by):
        supervision.sign(given, by=signer, now=now)
