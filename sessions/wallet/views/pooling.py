"""The sponsors' pool in one press, from the page that says what a session costs."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import number
from sessions.availability.rules import LENGTHS, MINUTE, USUAL
from sessions.bookings.actions import Wish
from sessions.bookings.reading import bookable
from sessions.wallet import actions


@access(is_member)
@require_POST
def pool_slot(request: PersonRequest, slug: str, starts_at: datetime) -> HttpResponse:
    """One press: the pool is asked, and what was typed goes back to where it is booked (307)."""
    wish, to = _wish(request, slug, starts_at), "sessions:slot"
    try:
        actions.take_from_pool(request.user, now=timezone.now())
    except DomainError as error:
        messages.info(request, error.message)
        to = "sessions:pay_slot"
    return redirect(_url(to, wish), preserve_request=True)


def _wish(request: PersonRequest, slug: str, starts_at: datetime) -> Wish:
    profile = bookable(slug, request.user)
    if profile is None:
        raise Http404
    minutes = number(request.GET.get("minutes"), most=max(LENGTHS))
    length = minutes * MINUTE if minutes in LENGTHS else USUAL
    return Wish(profile, request.user, starts_at, starts_at + length)


def _url(name: str, wish: Wish) -> str:
    url = reverse(name, args=[wish.profile.slug, wish.starts_at])
    return f"{url}?minutes={wish.length // MINUTE}"
