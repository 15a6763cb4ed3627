"""Whether a background check counts."""

from datetime import date

from matching.checks.models import BackgroundCheck
from peerhub.accounts.models import User


def counts_until(person: User, *, on: date) -> date | None:
    """The last day of the check that counts for somebody on a day; None: none does."""
    rows = BackgroundCheck.objects.filter(person=person).in_force(on)
    return rows.values_list("valid_through", flat=True).first()
