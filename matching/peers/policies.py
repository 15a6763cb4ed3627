"""Who may do what with a profile."""

from matching.peers.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role


def may_publish(person: User, profile: SpecialistProfile) -> bool:
    """Supervisors, and never for themselves."""
    return person.has_role(Role.SUPERVISOR) and person != profile.person


def may_pause(person: User, profile: SpecialistProfile) -> bool:
    """The specialist, or a supervisor for them."""
    return person == profile.person or person.has_role(Role.SUPERVISOR)


def may_decide(person: User, profile: SpecialistProfile) -> bool:
    """Supervisors, and never about themselves: how somebody is shown, with a reason."""
    return person.has_role(Role.SUPERVISOR) and person != profile.person
