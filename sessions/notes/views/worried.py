"""The specialist is worried about the member: one choice, one press, and what to do until somebody comes."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.policies import is_specialist
from peerhub.accounts.requests import PersonRequest
from safety.asking import duty, reading
from sessions.bookings.models import Booking
from sessions.notes import actions, policies
from sessions.notes.forms import WorriedForm
from sessions.notes.states import Risk


@access(is_specialist)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def worried(request: PersonRequest, public_id: str) -> HttpResponse:
    """Sent, it opens a case about the member; the page then says what helps meanwhile."""
    mine = Booking.objects.filter(specialist__person=request.user).with_people()
    booking, now = get_object_or_404(mine, public_id=public_id), timezone.now()
    if not policies.may_worry(request.user, booking, now=now):
        raise Http404
    form = WorriedForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        actions.worry(booking, given["level"], given["words"], by=request.user, now=now)
        return redirect(reverse("sessions:worried", args=[public_id]) + "?told=1")
    words = {
        "booking": booking,
        "form": form,
        "told": "told" in request.GET,
        "on_duty": duty.is_anyone_on_duty(now=now),
        "goal": reading.goal(Risk.NOW),
    }
    status = 422 if form.errors else 200
    return render(request, "sessions/notes/worried.html", words, status=status)
