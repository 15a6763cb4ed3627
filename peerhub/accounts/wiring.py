"""Everything accounts listens to and offers, on one page."""

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added
from django.contrib.auth.signals import user_logged_out

from peerhub.accounts import addresses, handlers, notices
from peerhub.audit.events import ChainBroken
from peerhub.events import subscribe
from peerhub.notifications import kinds, recipients


def connect() -> None:
    """Notifications ask us where a person's mail goes; what guards an account ends older sign-ins."""
    recipients.offer(addresses.mail_address_of)
    kinds.offer(notices.PAUSE_LIFTED)
    kinds.offer(notices.AUDIT_BROKEN)
    subscribe(ChainBroken, handlers.tell_administrators)
    for guarded in (authenticator_added, password_changed, password_reset, password_set):
        guarded.connect(handlers.end_other_sign_ins, dispatch_uid="end other sign-ins")
    user_logged_out.connect(handlers.tell_of_sign_out, dispatch_uid="tell of the sign-out")
