"""What the queue does on events: it wakes the open pages of those who work it."""

from peerhub.accounts.events import RoleRevoked, SignInEnded
from peerhub.accounts.models import User
from peerhub.sockets import hint
from safety.flags.events import FlagChanged, FlagRaised
from safety.flags.models import Flag
from safety.flags.policies import WATCHING_ROLES
from safety.flags.shared import CONCERN, is_concern
from safety.sharing import notices as sharing

QUEUE = "safety.queue"  # the group of all open queues


def tell_of_new(event: FlagRaised) -> None:
    """Say that there is a new flag: its id, nothing else."""
    hint(QUEUE, {"type": "flag.raised", "id": event.flag_id})


def tell_of_change(event: FlagChanged) -> None:
    """Say that a row looks different now."""
    hint(QUEUE, {"type": "flag.changed", "id": event.flag_id})


def tell_who_may_know(event: FlagChanged) -> None:
    """A case of danger was closed: whoever the member lets know that we were worried is told."""
    flag = Flag.objects.filter(pk=event.flag_id).first()
    if flag is not None and flag.resolved_at is not None and is_concern(flag):
        sharing.tell_holders(
            flag.author_id, CONCERN.key, why=f"concern:{flag.pk}", now=flag.resolved_at
        )


def look_who_stays(event: SignInEnded | RoleRevoked) -> None:
    """Somebody signed out or lost a role: their open queues close now, not at the next flag.

    Most who sign out never had a queue open; for them nothing is sent.
    """
    if isinstance(event, SignInEnded):
        person = User.objects.filter(pk=event.person_id).first()
        if person is None or not person.roles & WATCHING_ROLES:
            return
    hint(QUEUE, {"type": "queue.look", "person": event.person_id})
