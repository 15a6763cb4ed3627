"""Where nothing free bears a session: the pool in one press, and what else is possible.

Payments puts its own page at ``pay_slot``; ``pool_slot`` and ``_way.html`` stay.
"""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from matching.heaviness import is_heavy
from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import number
from sessions.availability.rules import LENGTHS, MINUTE, USUAL
from sessions.bookings.actions import Wish
from sessions.bookings.forms import BookingForm
from sessions.bookings.reading import bookable
from sessions.wallet import actions, reading, shown
from sessions.wallet.allowance import name_of


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


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def pay_slot(request: PersonRequest, slug: str, starts_at: datetime) -> HttpResponse:
    """Another month, somebody who asks nothing, the pool; nobody gets here who has enough left."""
    wish, now = _wish(request, slug, starts_at), timezone.now()
    taking = reading.taking(shown.as_if_booked(wish), now)
    slot = _url("sessions:slot", wish)
    if taking.is_borne:
        return redirect(slot)
    form = BookingForm(request.POST or None, profile=wish.profile)
    words = {
        "profile": wish.profile,
        "starts_at": wish.starts_at,
        "ends_at": wish.ends_at,
        "minutes": wish.length // MINUTE,
        "taking": taking,
        "month": name_of(taking.month),
        "slot": slot,
        "form": form,
        "heavy": is_heavy(form.data.get("note", ""), ()),
        "way": shown.pool_way(wish, now),
    }
    return render(request, "sessions/wallet/pay_slot.html", words)


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
