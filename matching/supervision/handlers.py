"""What supervision does on events."""

from matching.supervision import actions
from peerhub.accounts.events import RoleRevoked
from peerhub.accounts.models import RoleGrant
from peerhub.accounts.roles import Role


def let_go_who_left(event: RoleRevoked) -> None:
    """Nobody looks after a specialist who is none, and who is no supervisor looks after nobody."""
    if event.role not in {Role.SPECIALIST.value, Role.SUPERVISOR.value}:
        return
    ended = RoleGrant.objects.filter(
        person=event.person_id, role=event.role, revoked_at__isnull=False
    )
    last = ended.order_by("-revoked_at").first()
    if last is not None and last.revoked_at is not None:
        end = actions.end_of if event.role == Role.SPECIALIST.value else actions.end_by
        end(event.person_id, now=last.revoked_at)
