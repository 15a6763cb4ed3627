"""What accounts does when allauth tells of something."""

import logging
from typing import Any

from django.http import HttpRequest

from peerhub.accounts import notices, sign_ins
from peerhub.accounts.events import SignInEnded
from peerhub.accounts.models import User
from peerhub.audit.events import ChainBroken
from peerhub.events import publish

log = logging.getLogger(__name__)


def end_other_sign_ins(*, request: HttpRequest, user: User, **about: Any) -> None:
    """A second step or a new password: sign-ins from before end, and with them open sockets."""
    del about
    sign_ins.end_all(user.pk, but=request.session.session_key)


def tell_administrators(event: ChainBroken) -> None:
    """The audit was changed behind its triggers: administrators hear of it."""
    if not notices.tell_of_broken_audit(event.place, now=event.found_at):
        log.error("the audit is broken, and nobody to tell")


def tell_of_sign_out(*, user: User | None, **about: Any) -> None:
    """Somebody signed out, or left by the way out: their sockets close at once."""
    del about
    if user is not None:
        publish(SignInEnded(person_id=user.pk))
