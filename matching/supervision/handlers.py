"""What supervision does on events."""

from matching.supervision import actions
from peerhub.accounts.events import RoleRevoked
from peerhub.accounts.models import RoleGrant
from peerhub.accounts.roles import Role


def let_go_who_left(event: RoleRevoked) -> None:
    """Nobody looks after a specialist who is none: there is room for another one."""
    if event.role != Role.SPECIALIST.value:
        return
    ended = RoleGrant.objects.filter(
        person=event.person_id, role=event.role, revoked_at__isnull=False
    )
    last = ended.order_by("-revoked_at").first()
    if last is not None and last.revoked_at is not None:
        actions.end_of(event.person_id, now=last.revoked_at)
