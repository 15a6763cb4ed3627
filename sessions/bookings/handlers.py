"""What bookings does on events, and when others ask."""

from datetime import datetime

from matching.models import SpecialistProfile
from sessions.availability.events import HoursChanged
from sessions.bookings import actions, notices


def show_next_open_slot(event: HoursChanged) -> None:
    """Other hours, other next free time."""
    profile = SpecialistProfile.objects.select_related("person").filter(pk=event.profile_id).first()
    if profile is not None:
        actions.refresh_next_open_slot(profile, now=event.at)


def plan_reminders_anew(person_id: int, now: datetime) -> None:
    """Other wishes or another clock: what was not sent yet comes differently."""
    notices.replan_reminders(person_id, now=now)
