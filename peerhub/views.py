"""Pages of the site itself: health, and what a person sees when something is wrong."""

import logging
import sys

import redis.exceptions
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe
from psycopg_pool import PoolTimeout

from peerhub.access import access, anyone

log = logging.getLogger(__name__)

GONE = (
    *(OperationalError, InterfaceError, PoolTimeout),
    *(redis.exceptions.ConnectionError, redis.exceptions.TimeoutError),
)


@access(anyone)
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers; asks nothing of PostgreSQL or Redis."""
    del request
    return HttpResponse("alive", content_type="text/plain")


@access(anyone)
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """PostgreSQL answers too; 503 when it does not."""
    del request
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ready", content_type="text/plain")


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form whose CSRF token is missing or old."""
    del reason
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """An honest page that needs neither PostgreSQL nor Redis: 503 when one of them is away."""
    del request
    error = sys.exc_info()[1]
    if not isinstance(error, GONE):
        return HttpResponse(render_to_string("500.html"), status=500)
    log.error("a service is away: %s", type(error).__name__)
    return come_back_later()


def come_back_later() -> HttpResponse:
    """An honest page that needs nothing: try again in a moment."""
    response = HttpResponse(render_to_string("503.html"), status=503)
    response["Retry-After"] = "10"
    response["Cache-Control"] = "no-store"
    return response
