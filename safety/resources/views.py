"""The page that helps when nothing else may work: no account, no script, no database."""

from django.conf import settings
from django.db import Error as DatabaseTrouble
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from peerhub.access import access, anyone
from peerhub.database import is_away
from safety.resources.find import HOME, CountryHelp, countries, help_for, lines_for


@access(anyone)
@require_safe
def now(request: HttpRequest) -> HttpResponse:
    """Show the lines of the reader's own country."""
    return _page(_own_help(request))


@access(anyone)
@require_safe
def now_in(request: HttpRequest, country: str) -> HttpResponse:  # noqa: ARG001
    """Show the lines of a country; one we do not know gets the international numbers."""
    return _page(lines_for(country))


def _own_help(request: HttpRequest) -> CountryHelp:
    """Ask who is reading only when someone may be signed in, and never fail over it."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or is_away():
        return lines_for(HOME)
    try:
        return help_for(request.user)
    except DatabaseTrouble:
        return lines_for(HOME)


def _page(found: CountryHelp) -> HttpResponse:
    # No request: the context processors, which may ask the database, stay out.
    html = render_to_string("safety/resources/now.html", {"help": found, "countries": countries()})
    return HttpResponse(html)
