"""What brings a look at a line forward. The job of each minute finds the same without it.

What happened before anybody waited is no news to who waits now.
"""

from sessions.availability.events import HoursChanged
from sessions.bookings.events import SessionBooked, SessionCancelled, SessionMoved
from sessions.waiting import actions
from sessions.waiting.models import Wait


def look_again(event: SessionBooked | SessionCancelled | SessionMoved) -> None:
    """A time is free again, or somebody who waits has booked."""
    waits = Wait.objects.open().filter(since__lte=event.at)
    lines = waits.filter(profile__bookings=event.booking_id)
    for profile_id in lines.order_by().values_list("profile", flat=True).distinct():
        actions.look_at(profile_id, now=event.at)


def look_at_other_hours(event: HoursChanged) -> None:
    """A specialist offers other hours."""
    if Wait.objects.open().filter(profile=event.profile_id, since__lte=event.at).exists():
        actions.look_at(event.profile_id, now=event.at)
