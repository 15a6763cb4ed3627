"""With whom the plan is shared: one press to begin, one press to end."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from safety.companions import companions_of
from safety.plans import actions
from safety.plans.models import SafetyPlan
from safety.plans.views.common import own_plan

TEAM = "team"
TEAM_NAME = "our moderators"


@dataclass(frozen=True)
class Reader:
    """Somebody with whom the plan is, or could be, shared."""

    key: str  # an id, or TEAM
    name: str
    is_reading: bool


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def sharing(request: PersonRequest) -> HttpResponse:
    """Everybody with whom it can be shared, and with whom it is."""
    found = own_plan(request)
    if request.method == "POST":
        return _change(request, found)
    return render(request, "safety/plans/sharing.html", {"readers": _readers(found)})


def _change(request: PersonRequest, plan: SafetyPlan) -> HttpResponse:
    key = request.POST.get("who", "")
    known = {reader.key: reader for reader in _readers(plan)}
    if key not in known:
        raise Http404
    person_id = None if key == TEAM else int(key)
    now, name = timezone.now(), known[key].name
    if request.POST.get("share") == "yes":
        person = get_object_or_404(User, pk=person_id) if person_id else None
        try:
            actions.share(plan, person=person, by=request.user, now=now)
        except DomainError as error:
            messages.info(request, error.message)
        else:
            messages.success(request, f"Shared with {name}. You can end it here at any time.")
    else:
        actions.unshare(plan, person_id=person_id, by=request.user, now=now)
        messages.success(request, f"Ended. It is closed for {name} from now on.")
    return redirect("safety:plan_sharing")


def _readers(plan: SafetyPlan) -> list[Reader]:
    """The team, whom the member meets, and who reads it although they do not meet any more."""
    active = plan.shares.filter(ended_at=None).select_related("person")
    reading = {share.person_id: share.person for share in active}
    names = {each.person_id: each.name for each in companions_of(plan.member_id)}
    names |= {
        person.pk: person.handle
        for person in reading.values()
        if person is not None and person.pk not in names
    }
    people = [Reader(str(pk), name, pk in reading) for pk, name in names.items()]
    return [Reader(TEAM, TEAM_NAME, None in reading), *people]
