"""What the wallet does when something happened elsewhere."""

from safety.flags.events import FlagRaised
from sessions.wallet import actions, danger


def spare_what_was_about_danger(event: FlagRaised) -> None:
    """A case was opened. What happens while nobody hears this is found by ``tasks``."""
    sessions, at = danger.found_by(event.flag_id)
    for booking in sessions:
        if at is not None:
            actions.spare(booking, now=at)
