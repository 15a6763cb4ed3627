"""What ends or begins links from elsewhere."""

from peerhub.accounts.events import RoleRevoked
from peerhub.accounts.roles import Role
from peerhub.database import clock
from safety.clinic import actions
from safety.sharing.events import SharingGiven


def end_without_role(event: RoleRevoked) -> None:
    """Somebody is no clinician any more: all that members share with them ends.

    Until then nothing is read either: ``sharing.policies.held_by`` asks for the role.
    """
    if event.role == Role.CLINICIAN:
        actions.end_all_held_by(event.person_id, now=clock())


def link_who_was_named(event: SharingGiven) -> None:
    """A member shares with a clinician of their own choice."""
    if event.recipient_id:
        actions.link_by_sharing(event.member_id, event.recipient_id, now=event.at)
