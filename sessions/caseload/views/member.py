"""The page of one member for their specialist, and what is promised there."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from peerhub.access import access
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_specialist
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from sessions.bookings.companions import meet
from sessions.caseload import actions, policies
from sessions.notes import actions as notes
from sessions.notes.forms import PromiseForm, SettleForm
from sessions.notes.models import Promise


@access(is_specialist)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def member(request: PersonRequest, member_id: int) -> HttpResponse:
    """What they share, and a form to promise something small. Each look is a line for them."""
    who, profile = get_object_or_404(User, pk=member_id), policies.profile_of(request.user)
    now = timezone.now()
    form = PromiseForm(
        request.POST if request.method == "POST" else None,
        today=now.astimezone(request.user.zone).date(),
    )
    try:
        profile = actions.must_meet(profile, who.pk, now=now)
        if form.is_bound and form.is_valid() and _promised(request, who, form):
            return redirect("sessions:member", member_id)
        page = actions.open_page(profile, who, by=request.user, now=now)
    except actions.NotMet as error:
        raise Http404 from error
    words = {
        "who": who,
        "page": page,
        "past": [(each, page.notes.get(each.pk)) for each in page.past],
        "form": form,
        "today": form.today,
    }
    status = 422 if form.errors else 200
    return render(request, "sessions/caseload/member.html", words, status=status)


@access(is_specialist)
@require_POST
def settle_promise(request: PersonRequest, promise_id: int) -> HttpResponse:
    """Done, not now, or open after all."""
    mine = Promise.objects.filter(specialist__person=request.user)
    found, form, now = (
        get_object_or_404(mine, pk=promise_id),
        SettleForm(request.POST),
        timezone.now(),
    )
    if not form.is_valid():
        raise Http404
    if not meet(found.specialist, found.member_id, now=now):
        raise Http404
    return do(
        request,
        reverse("sessions:member", args=[found.member_id]),
        lambda: notes.settle(found, form.cleaned_data["state"], by=request.user, now=now),
        "Kept. They see it, too.",
    )


def _promised(request: PersonRequest, who: User, form: PromiseForm) -> bool:
    profile, now = policies.profile_of(request.user), timezone.now()
    assert profile is not None  # noqa: S101 - asked before
    try:
        notes.promise(profile, who, **form.cleaned_data, by=request.user, now=now)
    except DomainError as error:
        form.add_error(None, error.message)
        return False
    messages.success(request, f"Kept. {who.handle} sees it, too.")
    return True
