"""What was before, after somebody said why they need to know."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from safety.flags import actions
from safety.flags.forms import HistoryForm
from safety.flags.policies import moderates
from safety.flags.views.pages import case_page, found, refused, shown_claim


@access(moderates)
@require_POST
@never_cache
def history(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Earlier cases and pauses; each time is a look that is written down."""
    flag, now = found(flag_id, request), timezone.now()
    form = HistoryForm(request.POST, whoms=actions.whoms(flag))
    if not form.is_valid():
        return case_page(request, flag, history=form)
    try:
        before = actions.under(
            flag,
            shown_claim(request),
            lambda: actions.look_back(flag, by=request.user, now=now, **form.cleaned_data),
        )
    except DomainError as error:
        return case_page(request, flag, history=refused(form, error))
    words = {"flag": flag, "before": before, "whom": form.cleaned_data["whom"]}
    return render(request, "safety/flags/history.html", words)
