"""What every answer carries, and what a person sees when something is wrong."""

from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from peerhub.errors import DomainError

GetResponse = Callable[[HttpRequest], HttpResponse]


class ConnectionBack:
    """The connection to the database is given back when the answer is made.

    Django does that when the answer was sent; in a rush, or to a slow phone, that is seconds later,
    and there are only a few.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass through."""
        try:
            return self.get_response(request)
        finally:
            if not connection.in_atomic_block:  # who asks from inside a transaction keeps it
                connection.close()


class PrivacyHeaders:
    """Nothing of a signed-in person stays in a cache; camera and microphone on one page only."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers that Django has no setting for."""
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response


class DomainErrors:
    """The plain page for a ``DomainError`` that no view answered."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass through."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say the sentence of the error, with its status."""
        if not isinstance(error, DomainError):
            return None
        return render(request, "errors/not_possible.html", {"error": error}, status=error.status)
