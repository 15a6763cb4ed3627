"""Everything accounts listens to and offers, on one page."""

from allauth.mfa.signals import authenticator_added

from peerhub.accounts import addresses, handlers
from peerhub.notifications import recipients


def connect() -> None:
    """Notifications ask us where a person's mail goes; a second step ends older sign-ins."""
    recipients.offer(addresses.mail_address_of)
    authenticator_added.connect(handlers.end_other_sign_ins, dispatch_uid="end other sign-ins")
