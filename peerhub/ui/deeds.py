"""A press on a button: it is done and said, or it is said why not."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from peerhub.errors import DomainError


def do(request: HttpRequest, to: str, deed: Callable[[], object], said: str) -> HttpResponse:
    """Do it and say so, or say why not; both times go ``to``."""
    try:
        deed()
    except DomainError as error:
        messages.info(request, error.message)
    else:
        messages.success(request, said)
    return redirect(to)


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks."""
    return request.headers.get("Accept", "").startswith("application/json")


def number(given: str | None, *, most: int) -> int | None:
    """A number as an address gives it, ``most`` at most; None when it is none."""
    if given is None or not given.isascii() or not given.isdigit():
        return None
    return min(int(given[:19]), most)
