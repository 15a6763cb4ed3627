"""Who sees how the pager does."""

from peerhub.accounts.policies import any_of, is_administrator, is_supervisor

looks_after_the_pager = any_of(is_administrator, is_supervisor)
