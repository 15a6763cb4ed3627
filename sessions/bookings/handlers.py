"""What bookings does on events."""

from matching.models import SpecialistProfile
from sessions.availability.events import HoursChanged
from sessions.bookings import actions


def show_next_open_slot(event: HoursChanged) -> None:
    """Other hours, other next free time."""
    profile = SpecialistProfile.objects.select_related("person").filter(pk=event.profile_id).first()
    if profile is not None:
        actions.refresh_next_open_slot(profile, now=event.at)
