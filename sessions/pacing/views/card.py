"""The card: the member writes it, the specialist reads it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matching.heaviness import is_heavy
from peerhub.access import access
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from sessions.bookings.models import Booking
from sessions.pacing import actions, policies, reading
from sessions.pacing.forms import CardForm
from sessions.pacing.models import PacingCard


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def card(request: PersonRequest, public_id: str) -> HttpResponse:
    """The member's form; for the specialist what it says."""
    booking, now = _own(request, public_id), timezone.now()
    shown = reading.shown(booking, request.user, now=now)
    if not shown.is_written:
        return redirect(booking)
    if shown.for_specialist:
        if request.method == "POST":
            raise Http404
        return render(request, "sessions/pacing/read.html", {"card": shown, "booking": booking})
    if request.method == "POST":
        return _write(request, booking, shown)
    return _page(request, booking, CardForm(wish=shown.wish), shown)


@access(is_signed_in)
@require_POST
def again(request: PersonRequest, public_id: str) -> HttpResponse:
    """The same as last time, in one tap."""
    booking = _own(request, public_id)
    try:
        written = actions.write_again(booking, by=request.user, now=timezone.now())
    except DomainError as error:
        messages.info(request, error.message)
        return redirect(booking)
    return _kept(request, booking, show_help=written.show_help)


@access(is_signed_in)
@require_POST
def read(request: PersonRequest, public_id: str) -> HttpResponse:
    """The specialist has read it, and will keep to it."""
    booking = _own(request, public_id)
    number = request.POST.get("number", "")
    if not number.isdecimal() or len(number) > 4:
        raise Http404
    to = reverse("sessions:card", args=[public_id])
    return do(
        request,
        to,
        lambda: actions.read(booking, int(number), by=request.user, now=timezone.now()),
        f"Thank you. {booking.member.handle} sees that you have read it.",
    )


@access(is_signed_in)
@require_safe
@never_cache
def in_room(request: PersonRequest, public_id: str) -> HttpResponse:
    """The card in short, alone: a page that stands open asks for it now and then."""
    booking, now = _own(request, public_id), timezone.now()
    shown = reading.shown(booking, request.user, now=now)
    if shown.for_specialist and not policies.is_kept_to(booking, now=now):
        raise Http404  # it was for that session
    return render(request, "sessions/pacing/_in_room.html", {"part": {"card": shown}})


def _own(request: PersonRequest, public_id: str) -> Booking:
    """The reader's session, on either side; a stranger finds nothing."""
    mine = Booking.objects.for_person(request.user).with_people()
    return get_object_or_404(mine, public_id=public_id)


def _write(request: PersonRequest, booking: Booking, shown: reading.Shown) -> HttpResponse:
    form = CardForm(request.POST, wish=shown.wish)
    if not form.is_valid():
        return _page(request, booking, form, shown)
    try:
        written = actions.write(booking, form.wish, by=request.user, now=timezone.now())
    except DomainError as error:
        messages.info(request, error.message)
        return redirect(booking)
    return _kept(request, booking, show_help=written.show_help)


def _kept(request: PersonRequest, booking: Booking, *, show_help: bool) -> HttpResponse:
    name = booking.specialist.name
    messages.success(request, f"Kept. {name} reads it before you meet, and you see when they have.")
    return redirect(booking.get_absolute_url() + ("?lines=1" if show_help else ""))


def _page(
    request: PersonRequest, booking: Booking, form: CardForm, shown: reading.Shown
) -> HttpResponse:
    typed = " ".join(form.data.get(each, "") for each in ("off_table", "pause_word", "call_me"))
    words = {
        "form": form,
        "booking": booking,
        "card": shown,
        "again": not shown.number and PacingCard.objects.before(booking) is not None,
        "versions": reading.versions(booking),
        "heavy": form.is_bound and is_heavy(typed, ()),
    }
    status = 422 if form.is_bound else 200
    return render(request, "sessions/pacing/write.html", words, status=status)
