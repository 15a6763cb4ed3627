"""Who may do what with regular sessions."""

from peerhub.accounts.models import User
from sessions.series.models import Series


def may_end(person: User, series: Series) -> bool:
    """Either of the two."""
    return person.pk in {series.member_id, series.specialist.person_id}
