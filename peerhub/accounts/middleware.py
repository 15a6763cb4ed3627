"""Times are shown in the reader's own zone."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from peerhub.accounts.models import User

# These work while PostgreSQL is away, so nobody is looked up for them.
NEEDS_NOBODY = ("/now/", "/leave/", "/alive/", "/ready/")
GetResponse = Callable[[HttpRequest], HttpResponse]


class OwnTimeZone:
    """Activates the person's zone for the request."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Their zone, or UTC for a visitor."""
        if request.path.startswith(NEEDS_NOBODY):
            return self.get_response(request)
        if isinstance(request.user, User):
            with timezone.override(request.user.zone):
                return self.get_response(request)
        with timezone.override(timezone.get_default_timezone()):
            return self.get_response(request)
