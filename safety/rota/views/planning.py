"""A supervisor keeps the weeks, adds single shifts, and says which clinicians are of the team."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.models import User
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from peerhub.ui.forms import Form
from safety.rota import actions, policies
from safety.rota.forms import ClinicianForm, SingleForm, WeekForm
from safety.rota.models import Weekly
from safety.rota.policies import team_clinicians
from safety.rota.states import Post


@access(policies.keeps_the_rota)
@require_safe
@never_cache
def plan(request: PersonRequest) -> HttpResponse:
    """The weeks that are kept, and forms for more."""
    return _page(request)


@access(policies.keeps_the_rota)
@require_POST
def keep_week(request: PersonRequest) -> HttpResponse:
    """Keep hours every week."""
    form = WeekForm(request.POST, prefix="week")
    if not form.is_valid():
        return _page(request, week=form)
    actions.keep_week(form.week, by=request.user, now=timezone.now())
    messages.success(request, "It is kept. The shifts of the next three weeks are in the rota.")
    return redirect("safety:rota_plan")


@access(policies.keeps_the_rota)
@require_POST
def end_week(request: PersonRequest, week_id: int) -> HttpResponse:
    """Keep them no more."""
    kept, now = get_object_or_404(Weekly, pk=week_id, ended_at=None), timezone.now()
    return do(
        request,
        reverse("safety:rota_plan"),
        lambda: actions.end_week(kept, by=request.user, now=now),
        "It is kept no more. Shifts that somebody has taken stay.",
    )


@access(policies.keeps_the_rota)
@require_POST
def add(request: PersonRequest) -> HttpResponse:
    """Add a single shift."""
    form = SingleForm(request.POST, prefix="single")
    if not form.is_valid():
        return _page(request, single=form)
    post, people = Post(form.cleaned_data["post"]), form.cleaned_data["people"]
    try:
        actions.add(post, form.stretch, people=people, by=request.user, now=timezone.now())
    except DomainError as error:
        form.add_error("day", error.message)
        return _page(request, single=form)
    messages.success(request, "It is in the rota. Nobody has it yet.")
    return redirect("safety:rota")


@access(policies.keeps_the_rota)
@require_POST
def put_on_call(request: PersonRequest) -> HttpResponse:
    """Put a clinician on the on-call list."""
    form = ClinicianForm(request.POST, prefix="clinician")
    if not form.is_valid():
        return _page(request, clinician=form)
    person, now = form.cleaned_data["person"], timezone.now()
    return do(
        request,
        reverse("safety:rota_plan"),
        lambda: actions.put_on_call(person, by=request.user, now=now),
        f"{person.handle} can take shifts now.",
    )


@access(policies.keeps_the_rota)
@require_POST
def take_off_call(request: PersonRequest, person_id: int) -> HttpResponse:
    """Take a clinician off it."""
    person, now = get_object_or_404(User, pk=person_id), timezone.now()
    return do(
        request,
        reverse("safety:rota_plan"),
        lambda: actions.take_off_call(person, by=request.user, now=now),
        f"{person.handle} is on call no more. Their shifts are open again.",
    )


def _page(request: PersonRequest, **bound: Form) -> HttpResponse:
    kept = Weekly.objects.filter(ended_at=None)
    words = {
        "weeks": kept.order_by("weekday", "opens", "post", "pk"),
        "clinicians": team_clinicians().order_by("handle"),
        "wall": settings.ROTA_ZONE.replace("_", " "),
        "week": WeekForm(prefix="week"),
        "single": SingleForm(prefix="single"),
        "clinician": ClinicianForm(prefix="clinician"),
        **bound,
        "form": next(iter(bound.values()), None),
    }
    return render(request, "safety/rota/plan.html", words, status=422 if bound else 200)
