"""Who hands people on."""

from peerhub.accounts.policies import any_of, is_moderator, is_specialist, is_supervisor

hands_on = any_of(is_moderator, is_supervisor)
goes_along = any_of(is_specialist, is_moderator, is_supervisor)
