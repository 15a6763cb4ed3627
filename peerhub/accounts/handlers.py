"""What accounts does when allauth tells of something."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from peerhub.accounts.events import SignInEnded
from peerhub.accounts.models import User
from peerhub.events import publish


def end_other_sign_ins(*, request: HttpRequest, user: User, **about: Any) -> None:
    """A second step or a new password: sign-ins from before end, and with them open sockets."""
    del about
    others = Session.objects.exclude(pk=request.session.session_key)
    for session in others.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
    publish(SignInEnded(person_id=user.pk))


def tell_of_sign_out(*, user: User | None, **about: Any) -> None:
    """Somebody signed out, or left by the way out: their sockets close at once."""
    del about
    if user is not None:
        publish(SignInEnded(person_id=user.pk))
