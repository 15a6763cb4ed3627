"""Roles that work with others' data reach nothing until a second factor is set."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from peerhub.accounts.models import User

GetResponse = Callable[[HttpRequest], HttpResponse]

# Signing in and out, setting the factor, help, and the way out stay open.
OPEN = ("/account/", "/static/", "/now/", "/leave/", "/alive/", "/ready/", "/display/")


def lacks_second_factor(user: object) -> bool:
    """Whether this person holds such a role and has no second factor yet."""
    return isinstance(user, User) and user.needs_second_factor and not is_mfa_enabled(user)


class SecondFactorFirst:
    """Sends such a person to set their second factor before anything else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Redirect, unless the page is one of ``OPEN``."""
        if not request.path.startswith(OPEN) and lacks_second_factor(request.user):
            return to_set_it_up(
                request,
                "Your role opens what others wrote. Set up a second step for signing in first.",
            )
        return self.get_response(request)


def to_set_it_up(request: HttpRequest, why: str) -> HttpResponse:
    """Send somebody to set their second factor, and say why."""
    messages.info(request, why)
    return redirect("mfa_activate_totp")
