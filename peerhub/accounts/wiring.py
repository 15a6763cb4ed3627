"""Everything accounts listens to and offers, on one page."""

from peerhub.accounts import addresses
from peerhub.notifications import recipients


def connect() -> None:
    """Notifications ask us where a person's mail goes."""
    recipients.offer(addresses.mail_address_of)
