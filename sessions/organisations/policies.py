"""Who looks after organisations, and who sees the figures of one."""

from peerhub.accounts.models import User
from peerhub.accounts.policies import any_of, is_administrator, is_supervisor
from sessions.organisations.models import Organisation, Steward

makes_organisations = any_of(is_supervisor, is_administrator)


def is_steward(person: User, organisation: Organisation) -> bool:
    """Whether they look after it for those who pay."""
    mine = Steward.objects.filter(person=person, ended_at=None, organisation=organisation)
    return person.is_active and organisation.ended_at is None and mine.exists()


def may_see_figures(person: User, organisation: Organisation) -> bool:
    """Its stewards and those who made it; both see the same figures."""
    return makes_organisations(person) or is_steward(person, organisation)
