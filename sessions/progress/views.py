"""The page "How it has been": a member's own numbers over time, for their eyes alone."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from sessions.progress import actions, lines, reading


@access(is_member)
@require_safe
@never_cache
def progress(request: PersonRequest) -> HttpResponse:
    """All lines in one stretch of time."""
    period = reading.period_of(request.GET.get("show"))
    words = {
        "lines": reading.progress(
            request.user,
            period=period,
            hidden=actions.hidden_by(request.user),
            now=timezone.now(),
        ),
        "period": period,
        "periods": reading.PERIODS,
    }
    return render(request, "sessions/progress/progress.html", words)


@access(is_member)
@require_POST
def hiding(request: PersonRequest) -> HttpResponse:
    """Fold one line away, or show it again."""
    key, period = request.POST.get("line", ""), reading.period_of(request.POST.get("show"))
    known = {each.key for each in lines.lines(request.user, now=timezone.now())}
    if key not in known:
        raise Http404
    deed = actions.hide if request.POST.get("hide") == "yes" else actions.show
    deed(key, by=request.user)
    return redirect(f"{reverse('sessions:progress')}?show={period.key}#{key}")
