"""What people in a line are told: that it is their turn, never where."""

from datetime import datetime

from django.urls import reverse

from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from peerhub.ui.moments import in_words
from rooms.seats.models import Waiting

OFFERED = Kind(
    key="rooms.seat_offered",
    line="A place is free for you in the room you wait for. We keep it for you until {until}.",
    mail_line="Something you wait for is there now. We keep it for you until {until}.",
)


def tell_offered(waiting: Waiting, *, now: datetime) -> None:
    """Tell who is next that a place is kept for them for a few minutes."""
    until = waiting.offered_until or now
    notifications.schedule(
        waiting.person,
        kind=OFFERED.key,
        reference=f"seat:{waiting.pk}:{until:%Y%m%d%H%M%S}",
        due_at=now,
        url=reverse("rooms:line", args=[waiting.room.public_id]),
        context={"until": in_words(until, "zoned", waiting.person.zone)},
    )
