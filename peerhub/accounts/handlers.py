"""What accounts does when allauth tells of something."""

from typing import Any

from django.http import HttpRequest

from peerhub.accounts import sign_ins
from peerhub.accounts.events import SignInEnded
from peerhub.accounts.models import User
from peerhub.events import publish


def end_other_sign_ins(*, request: HttpRequest, user: User, **about: Any) -> None:
    """A second step or a new password: sign-ins from before end, and with them open sockets."""
    del about
    sign_ins.end_all(user.pk, but=request.session.session_key)


def tell_of_sign_out(*, user: User | None, **about: Any) -> None:
    """Somebody signed out, or left by the way out: their sockets close at once."""
    del about
    if user is not None:
        publish(SignInEnded(person_id=user.pk))
