"""Who decides about the vocabulary."""

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role


def may_decide(person: User, *, put_by: int) -> bool:
    """Supervisors, and never about what they put forward themselves."""
    return person.has_role(Role.SUPERVISOR) and person.pk != put_by
