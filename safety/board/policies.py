"""Who reads the rules, and who switches them."""

from peerhub.accounts.policies import any_of, is_clinician, is_moderator, is_supervisor
from peerhub.accounts.roles import Role

SWITCHING_ROLES = (Role.CLINICIAN, Role.SUPERVISOR)
reads_the_board = any_of(is_moderator, is_clinician, is_supervisor)
switches_rules = any_of(is_clinician, is_supervisor)
