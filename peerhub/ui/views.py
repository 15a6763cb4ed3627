"""Pages that belong to no slice: the way out, promises, display, all work places, the gallery."""

from contextlib import suppress
from dataclasses import asdict
from http.cookies import CookieError

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from peerhub.access import SignedInRequest, access, anyone
from peerhub.database import is_away
from peerhub.ui import waits
from peerhub.ui.display import KEPT_FOR, Display, from_cookies
from peerhub.ui.display_forms import DisplayForm
from peerhub.ui.gallery import GalleryForm, samples
from peerhub.ui.navigation import places_for, works_here


# No CSRF token is asked for: leaving must never fail. The beacon of leave.js can carry none, an
# old page may have an old one, and the worst a stranger's page can do is to sign somebody out.
@csrf_exempt
@access(anyone)
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """End the session, forget everything in this browser, and go somewhere ordinary."""
    _sign_out(request)
    response = HttpResponse(status=303, headers={"Location": settings.LEAVE_URL})
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    # Browsers obey Clear-Site-Data only over TLS; the cookies go in any case.
    for name in request.COOKIES:
        with suppress(CookieError):  # a name that no server may write, so none of ours
            response.delete_cookie(name)
    return response


def _sign_out(request: HttpRequest) -> None:
    session: SessionBase = request.session
    if is_away():  # the way out waits for nobody
        request.session = type(session)()
        return
    try:
        logout(request)
    except (OperationalError, InterfaceError):
        # The row stays until it runs out, but this browser loses its key to it.
        request.session = type(session)()


@access(anyone)
@require_safe
def safety_promises(request: HttpRequest) -> HttpResponse:
    """Who reads what, where privacy ends, and when we act."""
    return render(request, "ui/safety_promises.html")


@access(anyone)
@require_http_methods(["GET", "HEAD", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    """Choose light or dark, size of words and movement; kept in this browser only."""
    if request.method != "POST":
        form = DisplayForm(initial=asdict(from_cookies(request.COOKIES)))
        return render(request, "ui/display.html", {"form": form})
    form = DisplayForm(request.POST)
    if not form.is_valid():
        return render(request, "ui/display.html", {"form": form}, status=422)
    messages.success(request, "Kept in this browser. Nobody else sees it.")
    return _with_choices(redirect("ui:display"), form.choices_made())


def _with_choices(response: HttpResponse, choices: Display) -> HttpResponse:
    for name, value in choices.as_cookies().items():
        if value:
            response.set_cookie(
                name,
                value,
                max_age=KEPT_FOR,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        else:
            response.delete_cookie(name)
    return response


@access(works_here)
@require_safe
@never_cache
def work(request: SignedInRequest) -> HttpResponse:
    """All work places of the reader, and what waits in each."""
    person = request.user
    parts = waits.overview(places_for(person.roles), person=person, now=timezone.now())
    return render(request, "ui/work.html", {"parts": parts})


@access(anyone)
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with its arguments, for those who build pages; in the demo only."""
    if not settings.DEMO:
        raise Http404
    form = GalleryForm({"nick": "", "how": "text"})
    context = {"form": form, **samples(timezone.now())}
    return render(request, "ui/gallery.html", context)
