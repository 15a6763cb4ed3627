"""For the specialist alone: working notes, what is heavy, how much it is, and a talk about it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_specialist
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.deeds import do
from sessions.bookings import actions as bookings
from sessions.bookings.models import Booking
from sessions.caseload import actions, policies
from sessions.caseload.carrying import exposure_of
from sessions.caseload.forms import WorkingForm
from sessions.caseload.models import DebriefAsked


@access(is_specialist)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def working_note(request: PersonRequest, member_id: int) -> HttpResponse:
    """What nobody else is shown, and what that does not mean."""
    who, now = get_object_or_404(User, pk=member_id), timezone.now()
    try:
        profile = actions.must_meet(policies.profile_of(request.user), who.pk, now=now)
        kept = actions.working_note_of(profile, who)
        form = WorkingForm(
            request.POST if request.method == "POST" else None,
            initial={"words": kept.words if kept else ""},
        )
        if form.is_bound and form.is_valid():
            actions.keep_working_note(
                profile, who, words=form.cleaned_data["words"], by=request.user, now=now
            )
            gone = not form.cleaned_data["words"]
            messages.success(request, "Deleted." if gone else "Kept, for you alone.")
            return redirect("sessions:working_note", member_id)
    except actions.NotMet as error:
        raise Http404 from error
    words = {"who": who, "form": form, "saved_at": kept.saved_at if kept else None}
    status = 422 if form.errors else 200
    return render(request, "sessions/caseload/working_note.html", words, status=status)


@access(is_specialist)
@require_POST
def heavy(request: PersonRequest, public_id: str) -> HttpResponse:
    """A session is heavy, or not."""
    mine = Booking.objects.filter(specialist__person=request.user).with_people()
    booking, now = get_object_or_404(mine, public_id=public_id), timezone.now()
    is_heavy = request.POST.get("heavy") == "yes"
    said = (
        "Kept, for you alone. Nobody can book the quarter of an hour after it."
        if is_heavy
        else "Kept. The time after it is as free as before."
    )
    return do(
        request,
        booking.get_absolute_url(),
        lambda: bookings.mark_heavy(booking, heavy=is_heavy, by=request.user, now=now),
        said,
    )


@access(is_specialist)
@require_safe
@never_cache
def load(request: PersonRequest) -> HttpResponse:
    """What the week held, and what could help."""
    profile, now = policies.profile_of(request.user), timezone.now()
    if profile is None:
        return redirect("sessions:caseload")
    words = {
        "profile": profile,
        "week": exposure_of(profile, now=now),
        "asked": list(DebriefAsked.objects.of(request.user).standing(now=now)),
        "resting": profile.rests(now=now),
    }
    return render(request, "sessions/caseload/load.html", words)


@access(is_specialist)
@require_POST
def ask_for_debrief(request: PersonRequest) -> HttpResponse:
    """Ask the supervisor for a talk."""
    return do(
        request,
        reverse("sessions:load"),
        lambda: actions.ask_for_debrief(by=request.user, now=timezone.now()),
        "Asked. They name a time, and you are told.",
    )


@access(is_specialist)
@require_POST
def take_debrief_back(request: PersonRequest, debrief_id: int) -> HttpResponse:
    """Need it no more."""
    mine = DebriefAsked.objects.of(request.user)
    found, now = get_object_or_404(mine, pk=debrief_id), timezone.now()
    return do(
        request,
        reverse("sessions:load"),
        lambda: actions.take_back(found, by=request.user, now=now),
        "Taken back. You can ask again at any time.",
    )
