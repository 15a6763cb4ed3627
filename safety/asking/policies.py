"""Who answers."""

from peerhub.accounts.models import User
from safety.flags.policies import QUEUE_ROLES


def somebody_could_answer(person: User) -> bool:
    """Whether anybody but ``person`` works the queue at all."""
    return any(User.objects.holding(role).exclude(pk=person.pk).exists() for role in QUEUE_ROLES)
