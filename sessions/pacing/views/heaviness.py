"""How heavy things feel: one tap before, one after, and both over time."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from sessions.bookings.models import Booking
from sessions.pacing import actions, lighter
from sessions.pacing.forms import HeavinessForm
from sessions.pacing.models import Heaviness
from sessions.pacing.states import Moment

PAGE = 50  # sessions in the table


@access(is_signed_in)
@require_POST
def heaviness(request: PersonRequest, public_id: str, moment: str) -> HttpResponse:
    """Keep a number, or take it back."""
    booking = _own(request, public_id)
    if moment not in Moment.values:
        raise Http404
    when, now = Moment(moment), timezone.now()
    if "back" in request.POST:
        return do(
            request,
            booking.get_absolute_url(),
            lambda: actions.take_back(booking, when, by=request.user),
            "Taken back. Nothing of it is left.",
        )
    form = HeavinessForm(request.POST)
    if not form.is_valid():
        messages.info(request, str(form.errors["value"][0]))
        return redirect(booking)
    value = form.cleaned_data["value"]
    return do(
        request,
        booking.get_absolute_url(),
        lambda: actions.say_heaviness(booking, when, value, by=request.user, now=now),
        "Kept. It is yours, and nobody else sees it unless you let them.",
    )


@access(is_signed_in)
@require_POST
def sharing(request: PersonRequest, public_id: str) -> HttpResponse:
    """Let the specialist see both numbers of one session, or not any more."""
    booking = _own(request, public_id)
    name, shares = booking.specialist.name, request.POST.get("share") == "yes"
    try:
        if shares:
            actions.share(booking, by=request.user, now=timezone.now())
        else:
            actions.unshare(booking, by=request.user)
    except DomainError as error:
        messages.info(request, error.message)
        return redirect(booking)
    can = "can see both numbers now" if shares else "does not see them any more"
    messages.success(request, f"{name} {can}.")
    return redirect(booking)


@access(is_signed_in)
@require_safe
@never_cache
def over_time(request: PersonRequest) -> HttpResponse:
    """The member's own numbers, session by session."""
    own = Heaviness.objects.of(request.user)
    words = {"rows": own[:PAGE], "sentence": lighter.sentence(own.pairs())}
    return render(request, "sessions/pacing/over_time.html", words)


def _own(request: PersonRequest, public_id: str) -> Booking:
    """The member's session; for the specialist there is nothing here."""
    mine = Booking.objects.filter(member=request.user).with_people()
    return get_object_or_404(mine, public_id=public_id)
