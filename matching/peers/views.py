"""Where supervisors decide who is shown."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matching.peers import actions
from matching.peers.models import SpecialistProfile
from peerhub.access import access
from peerhub.accounts import blocking
from peerhub.accounts.policies import is_signed_in, is_specialist, is_supervisor
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError


@access(is_supervisor)
@require_safe
def waiting(request: PersonRequest) -> HttpResponse:
    """Specialists with a story whom nobody has published yet."""
    profiles = SpecialistProfile.objects.waiting().select_related("person")
    return render(request, "matching/peers/waiting.html", {"profiles": profiles})


@access(is_supervisor)
@require_POST
def publication(request: PersonRequest, slug: str) -> HttpResponse:
    """Show a specialist to everybody."""
    profile = get_object_or_404(SpecialistProfile.objects.waiting(), slug=slug)
    try:
        actions.publish(profile, by=request.user, now=timezone.now())
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"{profile.name} can be seen by everybody now.")
    return redirect("matching:waiting")


@access(is_specialist)
@require_POST
def pausing(request: PersonRequest) -> HttpResponse:
    """Take one's own page out of sight for a while."""
    profile = get_object_or_404(SpecialistProfile, person=request.user)
    actions.pause(profile, by=request.user, now=timezone.now())
    messages.success(request, "You are on a break. Nobody sees your page until you come back.")
    return redirect("matching:story")


@access(is_specialist)
@require_POST
def nobody_new(request: PersonRequest) -> HttpResponse:
    """Not this month: nobody new is led to this page."""
    profile = get_object_or_404(SpecialistProfile, person=request.user)
    actions.take_nobody_new(profile, by=request.user, now=timezone.now())
    messages.success(
        request, "Nobody new is led to you this month. Whoever you meet already goes on."
    )
    return redirect("matching:story")


@access(is_specialist)
@require_POST
def new_again(request: PersonRequest) -> HttpResponse:
    """Take it back."""
    profile = get_object_or_404(SpecialistProfile, person=request.user)
    actions.take_new_again(profile, by=request.user)
    messages.success(request, "You can be suggested to new people again.")
    return redirect("matching:story")


@access(is_specialist)
@require_POST
def comeback(request: PersonRequest) -> HttpResponse:
    """Show one's own page again; after a long break, ask for the talk that comes first."""
    profile = get_object_or_404(SpecialistProfile, person=request.user)
    now = timezone.now()
    try:
        actions.comeback(profile, by=request.user, now=now)
    except actions.TalkFirst as error:
        actions.ask_comeback(profile, by=request.user, now=now)
        messages.info(request, f"{error.message} They know now that you would like to come back.")
    else:
        messages.success(request, "Welcome back. Your page can be seen again.")
    return redirect("matching:story")


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def block(request: PersonRequest, slug: str) -> HttpResponse:
    """Ask once, then let the reader and this specialist meet no more."""
    shown = SpecialistProfile.objects.published().exclude(person=request.user)
    profile = get_object_or_404(shown.select_related("person"), slug=slug)
    if request.method == "POST":
        blocking.block(profile.person, by=request.user, now=timezone.now())
        messages.success(request, f"You blocked {profile.name}. They are not told.")
        return redirect("matching:people")
    words = {"whom": profile.person, "back": profile.get_absolute_url()}
    return render(request, "accounts/block.html", words)
