"""The list of what has to be checked again."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from safety.directory.policies import keeps_up
from safety.upkeep import reading


@access(keeps_up)
@require_safe
def checks(request: PersonRequest) -> HttpResponse:
    """Everything that nobody has checked for half a year, the oldest first."""
    entries = reading.stale_entries(on=timezone.now().date())
    words = {"entries": entries, "next_due": reading.next_due()}
    return render(request, "safety/upkeep/checks.html", words)
