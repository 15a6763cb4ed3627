"""What series does when others change something."""

from sessions.availability.events import HoursChanged
from sessions.series import actions


def look_how_far_ahead(event: HoursChanged) -> None:
    """Other rules can bring dates into reach, or out of it."""
    actions.look_again(event.profile_id, now=event.at)
