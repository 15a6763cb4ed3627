"""Who reads the rules, and who switches them."""

from django.db.models import QuerySet

from peerhub.accounts.models import User
from peerhub.accounts.policies import any_of, is_clinician, is_moderator, is_supervisor
from peerhub.accounts.roles import Role
from safety.rota.policies import is_team_clinician, team_clinicians

reads_the_board = any_of(is_moderator, is_clinician, is_supervisor)
# A clinician who only refers people in may read how we listen, and changes nothing of it.
switches_rules = any_of(is_team_clinician, is_supervisor)


def who_switches_rules() -> QuerySet[User]:
    """Everybody who may ask for a switch, or be the second person."""
    return User.objects.holding(Role.SUPERVISOR) | team_clinicians()
