"""The page that helps when nothing else may work: no account, no script, no database."""

from django.conf import settings
from django.db import Error as DatabaseTrouble
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from peerhub.access import access, anyone
from peerhub.database import is_away
from safety.resources.find import HOME, CountryHelp, Reader, countries, help_for, lines_for


@access(anyone)
@require_safe
def now(request: HttpRequest) -> HttpResponse:
    """Show the lines of the reader's own country."""
    reader = _reader(request)
    return _page(help_for(reader) if reader else lines_for(HOME), reader)


@access(anyone)
@require_safe
def now_in(request: HttpRequest, country: str) -> HttpResponse:
    """Show the lines of a country; one we do not know gets the international numbers."""
    reader = _reader(request)
    return _page(lines_for(country, getattr(reader, "language", "en")), reader)


def _reader(request: HttpRequest) -> Reader | None:
    """Who is reading; asked only when someone may be signed in, and never a reason to fail."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or is_away():
        return None
    try:
        return request.user if request.user.is_authenticated else None
    except DatabaseTrouble:
        return None


def _page(found: CountryHelp, reader: Reader | None) -> HttpResponse:
    # No request: the context processors, which may ask the database, stay out.
    words = {"help": found, "countries": countries(), "is_signed_in": reader is not None}
    return HttpResponse(render_to_string("safety/resources/now.html", words))
