"""A warm hand-over, on the pages of the three: who asks, who decides, and who takes it on."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.blocking import are_apart
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_member, is_specialist
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from sessions.caseload import actions, policies
from sessions.caseload.forms import AgreeForm, HandOverForm
from sessions.caseload.models import WarmHandOver
from sessions.caseload.states import HandingState


@access(is_specialist)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def hand_on(request: PersonRequest, member_id: int) -> HttpResponse:
    """Ask a member whether another peer may go on."""
    who, now = get_object_or_404(User, pk=member_id), timezone.now()
    try:
        profile = actions.must_meet(policies.profile_of(request.user), who.pk, now=now)
    except actions.NotMet as error:
        raise Http404 from error
    known = WarmHandOver.objects.open().filter(giver=profile, member=who).first()
    if known is not None:
        return redirect("sessions:giving", known.public_id)
    could = actions.what_could_move(profile, who)
    posted = request.POST if request.method == "POST" else None
    form = HandOverForm(posted, profile=profile, could=could)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.hand_over(
                profile,
                who,
                taker=given["taker"],
                words=given["words"],
                offered=form.offered(),
                by=request.user,
                now=now,
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, f"{who.handle} is asked. Nothing moves before a yes.")
            return redirect("sessions:giving", made.public_id)
    words = {"who": who, "form": form}
    status = 422 if form.errors else 200
    return render(request, "sessions/caseload/hand_on.html", words, status=status)


@access(is_specialist)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def giving(request: PersonRequest, public_id: str) -> HttpResponse:
    """Where it stands, for whoever asked; and back, before it has moved."""
    mine = WarmHandOver.objects.whole().filter(giver__person=request.user)
    found, now = get_object_or_404(mine, public_id=public_id), timezone.now()
    if are_apart(found.member_id, request.user.pk):
        raise Http404
    if request.method == "POST":
        return do(
            request,
            reverse("sessions:giving", args=[public_id]),
            lambda: actions.take_hand_over_back(found, by=request.user, now=now),
            "Taken back. You go on.",
        )
    words = {"found": found, "is_open": WarmHandOver.objects.open().filter(pk=found.pk).exists()}
    return render(request, "sessions/caseload/giving.html", words)


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def my_hand_over(request: PersonRequest, public_id: str) -> HttpResponse:
    """All of it as the other peer would read it; the member says to what, or no."""
    mine = WarmHandOver.objects.whole().filter(member=request.user)
    found, now = get_object_or_404(mine, public_id=public_id), timezone.now()
    items = list(found.items.all())
    form = AgreeForm(request.POST if request.method == "POST" else None, items=items)
    here = reverse("sessions:my_hand_over", args=[public_id])
    if form.is_bound and "no" in request.POST:
        said = f"Thank you for saying so. {found.taker.name} reads nothing."
        return do(request, here, lambda: actions.refuse(found, by=request.user, now=now), said)
    if form.is_bound and form.is_valid():
        ticked = form.cleaned_data["items"]
        said = f"Thank you. {found.taker.name} is asked, and reads nothing before they say yes."
        return do(
            request, here, lambda: actions.agree(found, ticked, by=request.user, now=now), said
        )
    words = {
        "found": found,
        "items": list(zip(items, form["items"], strict=True)) if items else [],
        "form": form,
        "state": HandingState(found.state),
    }
    status = 422 if form.errors else 200
    return render(request, "sessions/caseload/my_hand_over.html", words, status=status)


@access(is_specialist)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def taking(request: PersonRequest, public_id: str) -> HttpResponse:
    """For the other peer: take it on or not; then what the member let move."""
    now = timezone.now()
    mine = WarmHandOver.objects.for_taker(request.user, now=now).whole()
    found = get_object_or_404(mine, public_id=public_id)
    if are_apart(found.member_id, request.user.pk):
        raise Http404
    if request.method == "POST":
        if "no" in request.POST:
            return do(
                request,
                reverse("sessions:caseload"),
                lambda: actions.decline(found, by=request.user, now=now),
                "That is all right. Nobody asks why.",
            )
        return do(
            request,
            reverse("sessions:taking", args=[public_id]),
            lambda: actions.take_on(found, by=request.user, now=now),
            "You take it on. What was agreed is here.",
        )
    handed = actions.read_handed(found, by=request.user, now=now)
    words = {"found": found, "handed": handed, "done": found.state == HandingState.DONE}
    return render(request, "sessions/caseload/taking.html", words)
