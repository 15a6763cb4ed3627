"""The page of the address, and what a calendar reads there."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    condition,
    require_http_methods,
    require_POST,
    require_safe,
)

from peerhub.access import access, anyone
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.often import is_too_often
from sessions.bookings import calendar
from sessions.feed import actions
from sessions.feed.models import CalendarFeed

OF_ONE_ADDRESS = 60  # an hour; calendars ask a few times a day
OF_NO_ADDRESS = 30  # an hour from one network address, of secrets that open nothing


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def own(request: PersonRequest) -> HttpResponse:
    """What the address is for, and a button for one. A new one is shown on this answer alone."""
    words: dict[str, object] = {}
    if request.method == "POST":
        secret = actions.make_address(request.user, now=timezone.now())
        address = request.build_absolute_uri(reverse("sessions:feed", args=[secret]))
        words["address"] = address
        words["subscribe"] = address.replace("https:", "webcal:").replace("http:", "webcal:")
    words["feed"] = CalendarFeed.objects.filter(person=request.user).first()
    return render(request, "sessions/feed/own.html", words)


@access(is_signed_in)
@require_POST
def off(request: PersonRequest) -> HttpResponse:
    """Take the address away."""
    actions.take_address_away(request.user)
    messages.success(request, "That address opens nothing any more.")
    return redirect("sessions:own_feed")


@access(anyone)
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The appointments, for whoever has the address; nothing else of the person.

    Raises:
        Http404: no such address, or no more; it looks the same.
    """
    found = actions.feed_for(secret, now=timezone.now())
    if found is None:
        asked = get_adapter().get_client_ip(request)
        if is_too_often("no-feed", asked, most=OF_NO_ADDRESS):
            return HttpResponse(status=429)
        raise Http404
    if is_too_often("feed", str(found.pk), most=OF_ONE_ADDRESS):
        return HttpResponse(status=429)
    words = calendar.to_feed(actions.appointments_of(found.person, now=timezone.now()))
    return _quiet(_answer(request, words))


def _answer(request: HttpRequest, words: str) -> HttpResponse:
    """The calendar, or "not modified" where it is what the reader has already."""

    @condition(etag_func=lambda _: f'"{calendar.fingerprint(words)}"')
    def written(_: HttpRequest) -> HttpResponse:
        return HttpResponse(words, content_type=calendar.CONTENT_TYPE)

    return written(request)


def _quiet(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-cache"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
