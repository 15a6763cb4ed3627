"""What people are told about sharing: that there is something to look at, never what or with whom."""

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.urls import reverse

from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from safety.sharing.models import Sharing

if TYPE_CHECKING:
    from peerhub.accounts.models import User

RECEIPT = Kind(
    key="safety.sharing_receipt", line="You said yes to something. This is your receipt."
)
ENDED = Kind(key="safety.sharing_ended", line="You ended something. This is your receipt.")
OVER = Kind(key="safety.sharing_over", line="Something that you shared has ended.")
OPENED = Kind(key="safety.sharing_opened", line="Somebody shares something with you.")
CHANGED = Kind(key="safety.sharing_changed", line="Something that is shared with you has changed.")
KINDS = (RECEIPT, ENDED, OVER, OPENED, CHANGED)


def send_receipt(sharing: Sharing, *, now: datetime) -> None:
    """Tell the member what they said yes to."""
    _tell_member(sharing, RECEIPT, now=now)


def send_ending(sharing: Sharing, *, by_member: bool, now: datetime) -> None:
    """Tell the member that it ended, by themselves or not. Nobody else is told."""
    _tell_member(sharing, ENDED if by_member else OVER, now=now)


def tell_recipient(sharing: Sharing, *, now: datetime) -> None:
    """Tell a clinician of ours that there is something to read."""
    if sharing.recipient is not None:
        notifications.schedule(
            sharing.recipient,
            kind=OPENED.key,
            reference=f"sharing:{sharing.pk}",
            due_at=now,
            url=reverse("safety:shared_with_me", args=[sharing.public_id]),
        )


def tell_holders(member_id: int, key: str, *, why: str, now: datetime) -> None:
    """Tell each clinician of ours who gets the field of ``key`` that it says something else now.

    ``why`` names the change: of the same one nobody hears twice.
    """
    held = Sharing.objects.holding(now).filter(member=member_id, keys__contains=[key])
    for sharing in held.exclude(recipient=None).select_related("recipient"):
        notifications.schedule(
            cast("User", sharing.recipient),
            kind=CHANGED.key,
            reference=f"sharing:{sharing.pk}:{why}",
            due_at=now,
            url=reverse("safety:shared_with_me", args=[sharing.public_id]),
        )


def _tell_member(sharing: Sharing, kind: Kind, *, now: datetime) -> None:
    notifications.schedule(
        sharing.member,
        kind=kind.key,
        reference=f"{kind.key}:{sharing.pk}",
        due_at=now,
        url=reverse("safety:sharing", args=[sharing.public_id]),
    )
