"""What sharing knows of clinicians: whom a member said yes to, and the names that we checked."""

from collections.abc import Collection, Mapping

from safety.clinic.models import Link, Standing
from safety.clinic.states import State


def names(ids: Collection[int]) -> Mapping[int, str]:
    """Names with organizations, of those who were checked at some time."""
    checked = (State.VERIFIED, State.ENDED)
    rows = Standing.objects.filter(person__in=ids, state__in=checked).exclude(decided_at=None)
    return {each.person_id: each.called for each in rows}


def linked_with(member_id: int) -> list[int]:
    """Ids of the clinicians whom a member said yes to, the newest first."""
    return list(Link.objects.open().filter(member=member_id).values_list("clinician", flat=True))
