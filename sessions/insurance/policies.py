"""Who bills: administrators, behind their second step, until there is a role for it."""

from peerhub.accounts.policies import is_administrator

does_billing = is_administrator
