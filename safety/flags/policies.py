"""Who works the queue."""

from peerhub.accounts.policies import any_of, is_moderator, is_supervisor

works_the_queue = any_of(is_moderator, is_supervisor)
