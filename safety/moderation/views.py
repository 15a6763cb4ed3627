"""Choosing steps, seeing what happens then, and letting it happen."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from peerhub.audit.disclose import looker
from peerhub.audit.words import What, Why, sentence
from peerhub.errors import DomainError
from safety import subjects
from safety.flags import actions as flags
from safety.flags.models import Flag
from safety.flags.policies import may_pause, moderates
from safety.moderation import actions
from safety.moderation.forms import StepsForm, SureForm

DONE = "Done. What was done stands in the timeline, and can be undone on the case at any time."


@access(moderates)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def steps(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Several steps at once: first what happens then, and then it happens."""
    flag = get_object_or_404(Flag, pk=flag_id)
    if not flag.is_held_by(request.user.pk) or not may_pause(flag):
        messages.info(request, "Steps are taken by whoever took the case, for words others saw.")
        return redirect("safety:case", flag_id=flag.pk)
    owner = subjects.adapter_for(flag.subject_kind)
    can = {"can_hide": owner.can_hide, "can_mute": owner.can_mute}
    if request.method != "POST":
        return _page(request, flag, StepsForm(**can))
    form = StepsForm(request.POST, **can)
    if not form.is_valid():
        return _page(request, flag, form, status=422)
    if "change" in request.POST:
        return _page(request, flag, form)
    claim = flags.claim_number(request.POST.get("claim", ""))
    try:
        if "sure" not in request.POST:
            flags.under(flag, claim, lambda: flags.must_pause(flag, by=request.user))
            return _preview(request, flag, form, SureForm(initial=form.cleaned_data, **can))
        flags.under(
            flag,
            claim,
            lambda: actions.take(flag, form.chosen, by=request.user, now=timezone.now()),
        )
    except DomainError as error:
        form.add_error(None, error.message)
        return _page(request, flag, form, status=error.status)
    messages.success(request, DONE)
    return redirect("safety:case", flag_id=flag.pk)


def _page(
    request: PersonRequest, flag: Flag, form: StepsForm, *, status: int = 200
) -> HttpResponse:
    words = {"flag": flag, "form": form}
    return render(request, "safety/moderation/steps.html", words, status=status)


def _preview(request: PersonRequest, flag: Flag, form: StepsForm, sure: SureForm) -> HttpResponse:
    chosen, now = form.chosen, timezone.now()
    words = {
        "flag": flag,
        "steps": chosen,
        "has_left": actions.has_left(flag),
        "mute_until": chosen.mute and now + chosen.mute.time,
        "pause_until": chosen.pause and now + chosen.pause.time,
        "line": sentence(looker(request.user.roles), What.PAUSED, Why.WROTE),
        "in_danger": flag.level >= flags.NEEDS_CONTACT,
        "form": sure,
    }
    return render(request, "safety/moderation/sure.html", words)
