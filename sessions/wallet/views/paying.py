"""What is possible for a session that nothing free bears. Payments puts its own page here."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from matching.heaviness import is_heavy
from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import number
from sessions.availability.rules import LENGTHS, MINUTE, USUAL
from sessions.bookings.actions import Wish, fulfil
from sessions.bookings.forms import BookingForm
from sessions.bookings.models import Booking
from sessions.bookings.reading import bookable
from sessions.wallet import actions, reading
from sessions.wallet.allowance import name_of
from sessions.wallet.having import in_pool


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def pay_slot(request: PersonRequest, slug: str, starts_at: datetime) -> HttpResponse:
    """Another month, somebody who asks nothing, the pool; nobody gets here who has enough left.

    What was typed comes along from the page before, and goes on with each press.
    """
    profile = bookable(slug, request.user)
    if profile is None:
        raise Http404
    minutes = number(request.GET.get("minutes"), most=max(LENGTHS))
    length = minutes * MINUTE if minutes in LENGTHS else USUAL
    wish = Wish(profile, request.user, starts_at, starts_at + length)
    form = BookingForm(request.POST or None, profile=profile)
    if request.POST.get("way") == "pool" and form.is_valid():
        return _from_pool(request, wish, form)
    return _page(request, wish, form)


def _from_pool(request: PersonRequest, wish: Wish, form: BookingForm) -> HttpResponse:
    """One press: the pool bears it, and it is booked."""
    now = timezone.now()
    try:
        actions.take_from_pool(request.user, now=now)
        made = fulfil(wish, form.how(), now=now)
    except DomainError as error:
        messages.info(request, error.message)
        return _page(request, wish, form)
    messages.success(request, "It is booked. The sponsors’ pool bears it, and only you know.")
    return redirect(made.booking.get_absolute_url() + ("?lines=1" if made.show_help else ""))


def _page(request: PersonRequest, wish: Wish, form: BookingForm) -> HttpResponse:
    as_booked = Booking(
        member=wish.member, specialist=wish.profile, starts_at=wish.starts_at, ends_at=wish.ends_at
    )
    taking = reading.taking(as_booked, timezone.now())
    slot = reverse("sessions:slot", args=[wish.profile.slug, wish.starts_at])
    minutes = wish.length // MINUTE
    if taking.is_borne and request.method != "POST":
        return redirect(f"{slot}?minutes={minutes}")
    words = {
        "profile": wish.profile,
        "starts_at": wish.starts_at,
        "ends_at": wish.ends_at,
        "minutes": minutes,
        "taking": taking,
        "month": name_of(taking.month),
        "slot": slot,
        "form": form,
        "heavy": is_heavy(form.data.get("note", ""), ()),
        "pool": in_pool() + taking.left >= taking.needed,
    }
    return render(request, "sessions/wallet/pay_slot.html", words)
