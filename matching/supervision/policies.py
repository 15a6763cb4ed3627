"""Who looks after whom, and whether both signed."""

from matching.supervision.models import RoleSignature, Supervision
from peerhub.accounts.models import User


def supervision_of(specialist: User) -> Supervision | None:
    """Who looks after a specialist now."""
    rows = Supervision.objects.current().filter(specialist=specialist)
    return rows.select_related("supervisor").first()


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
