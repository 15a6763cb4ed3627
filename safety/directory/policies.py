"""Who keeps local help and lines true."""

from peerhub.accounts.policies import any_of, is_administrator, is_moderator, is_supervisor

keeps_up = any_of(is_administrator, is_moderator, is_supervisor)
