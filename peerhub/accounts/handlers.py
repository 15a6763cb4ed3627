"""What accounts does when allauth tells of something."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from peerhub.accounts.models import User


def end_other_sign_ins(*, request: HttpRequest, user: User, **about: Any) -> None:
    """A second step or a new password: sign-ins from before end, and with them open sockets."""
    del about
    others = Session.objects.exclude(pk=request.session.session_key)
    for session in others.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
