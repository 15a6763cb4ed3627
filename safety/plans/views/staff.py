"""The pages of those with whom a plan is shared."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from safety.plans import actions
from safety.plans.forms import ProposalForm
from safety.plans.models import SafetyPlan
from safety.plans.policies import plans_for, reads_plans
from safety.plans.views.common import posted, sections

PAGE = 100  # plans


@access(reads_plans)
@require_safe
@never_cache
def shared_plans(request: PersonRequest) -> HttpResponse:
    """Whose plans are shared with the reader: names alone, no words."""
    plans = plans_for(request.user).select_related("member").order_by("member__handle", "pk")
    return render(request, "safety/plans/shared_plans.html", {"plans": plans[:PAGE]})


@access(reads_plans)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def shared_plan(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """One plan, and a form to suggest a line; each opening is written down for the member."""
    plans = plans_for(request.user).select_related("member")
    found = get_object_or_404(plans, public_id=public_id)
    form = ProposalForm(posted(request))
    if form.is_valid() and _proposed(request, found, form):
        messages.success(request, "Suggested. They take it into their plan, or leave it.")
        return redirect("safety:shared_plan", public_id=public_id)
    try:
        words = actions.read_shared(found, by=request.user, now=timezone.now())
    except actions.NotShared as error:
        raise Http404 from error
    page = {"plan": found, "sections": sections(words), "form": form}
    status = 422 if form.errors else 200
    return render(request, "safety/plans/shared_plan.html", page, status=status)


def _proposed(request: PersonRequest, plan: SafetyPlan, form: ProposalForm) -> bool:
    try:
        actions.propose(plan, **form.cleaned_data, by=request.user, now=timezone.now())
    except actions.NotShared as error:
        raise Http404 from error
    except DomainError as error:
        form.add_error(None, error.message)
        return False
    return True
