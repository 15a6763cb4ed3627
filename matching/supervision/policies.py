"""Who looks after whom, and whether both signed."""

from django.db.models import F, Max, QuerySet

from matching.supervision.models import RoleSignature, Supervision
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role


def supervision_of(specialist: User) -> Supervision | None:
    """Who looks after a specialist now."""
    rows = Supervision.objects.current().filter(specialist=specialist)
    return rows.select_related("supervisor").first()


def alone() -> QuerySet[User]:
    """Specialists whom nobody looks after: those first whose supervisor left, the longest ago first.

    Each has ``left_at``: when the last one stopped, None for those who never had one.
    """
    looked_after = Supervision.objects.current().values("specialist")
    people = User.objects.holding(Role.SPECIALIST).exclude(pk__in=looked_after)
    return people.annotate(left_at=Max("supervisions__ended_at")).order_by(
        F("left_at").asc(nulls_last=True), "handle"
    )


def both_signed(specialist: User) -> bool:
    """Whether the specialist and the supervisor who looks after them now signed the same words."""
    supervision = supervision_of(specialist)
    if supervision is None:
        return False
    signed = RoleSignature.objects.filter(supervision=supervision)
    by: dict[str, set[int]] = {}
    for version, signer in signed.values_list("version", "signed_by_id"):
        by.setdefault(version, set()).add(signer)
    both = {supervision.specialist_id, supervision.supervisor_id}
    return any(both <= signers for signers in by.values())
