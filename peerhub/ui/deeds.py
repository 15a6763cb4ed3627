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
