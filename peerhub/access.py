"""Every view says whom it is for: ``@access(policy)``. A view without it fails the suite."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

Policy = Callable[[AbstractBaseUser | AnonymousUser], bool]
View = Callable[..., HttpResponse]


def anyone(user: AbstractBaseUser | AnonymousUser) -> bool:  # noqa: ARG001
    """Open to the whole world."""
    return True


def signed_in(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Anyone with an account that is not closed."""
    return user.is_authenticated and user.is_active


class SignedInRequest(HttpRequest):
    """The request behind ``signed_in``: ``user`` is someone, whoever accounts says."""

    user: Any


def access(policy: Policy) -> Callable[[View], View]:
    """Let in those whom ``policy`` lets in.

    A visitor who has not signed in is sent to sign in. A person who may not see the page gets
    the same 404 as for a page that does not exist.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if policy is not anyone and not policy(request.user):
                if not request.user.is_authenticated:
                    return redirect_to_login(_way_back(request))
                raise Http404
            return view(request, *args, **kwargs)

        guarded.access = policy  # type: ignore[attr-defined]
        return guarded

    return decorate


def _way_back(request: HttpRequest) -> str:
    """Where to go after signing in: this page, or for a form the page that it stood on."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    try:
        return urlsplit(request.headers.get("Referer", "")).path or "/"
    except ValueError:
        return "/"
