"""Where supervisors decide who is shown."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matching.peers import actions
from matching.peers.actions import measures as taking
from matching.peers.forms import MeasureForm
from matching.peers.models import Measure, MeasureKind, SpecialistProfile
from peerhub.access import access
from peerhub.accounts import blocking
from peerhub.accounts.policies import is_signed_in, is_specialist, is_supervisor
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do

PAGE = 50  # specialists


@access(is_supervisor)
@require_safe
def waiting(request: PersonRequest) -> HttpResponse:
    """Specialists with a story whom nobody has published yet, and those who are shown."""
    waits = SpecialistProfile.objects.waiting().select_related("person")
    waits = waits.prefetch_related("measures")
    shown = SpecialistProfile.objects.shown_once().exclude(person=request.user)
    rows = shown.select_related("person").order_by("person__handle")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"profiles": waits, "page": page}
    return render(request, "matching/peers/waiting.html", context)


@access(is_supervisor)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def measures(request: PersonRequest, slug: str) -> HttpResponse:
    """How one specialist is shown, what supervisors changed about it, and room to change it."""
    rows = SpecialistProfile.objects.exclude(person=request.user).select_related("person")
    profile, now = get_object_or_404(rows, slug=slug), timezone.now()
    standing = profile.measures.standing(now=now).select_related("began_by")
    held = {measure.kind for measure in standing}
    hidden = {MeasureKind.OUT_OF_SIGHT} if profile.published_at is None else set()
    offered = [kind for kind in MeasureKind if kind not in held | hidden]
    form = MeasureForm(request.POST if request.method == "POST" else None, offered=offered)
    if form.is_bound and form.is_valid():
        kind, reason = MeasureKind(form.cleaned_data["kind"]), form.cleaned_data["reason"]
        try:
            taking.take(profile, kind, reason=reason, by=request.user, now=now)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, f"Done. {profile.name} is told, and reads why.")
            return redirect("matching:measures", slug)
    context = {
        "profile": profile,
        "standing": standing,
        "paused": profile.is_paused(),
        "resting_until": profile.takes_new_from if profile.rests(now=now) else None,
        "form": form if offered else None,
    }
    status = 422 if form.is_bound else 200
    return render(request, "matching/peers/measures.html", context, status=status)


@access(is_supervisor)
@require_POST
def measure_end(request: PersonRequest, pk: int) -> HttpResponse:
    """Let it be as before."""
    rows = Measure.objects.exclude(profile__person=request.user).select_related("profile__person")
    found, now = get_object_or_404(rows, pk=pk), timezone.now()
    return do(
        request,
        reverse("matching:measures", args=[found.profile.slug]),
        lambda: taking.end(found, by=request.user, now=now),
        f"It is as before. {found.profile.name} is told.",
    )


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
    now = timezone.now()
    return do(
        request,
        reverse("matching:story"),
        lambda: actions.take_new_again(profile, by=request.user, now=now),
        "You can be suggested to new people again.",
    )


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
