"""For administrators: what sponsors gave, and how much is there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.policies import is_administrator
from peerhub.accounts.requests import PersonRequest
from sessions.wallet import actions, reading
from sessions.wallet.forms import GiftForm
from sessions.wallet.having import in_pool

BAD = 422


@access(is_administrator)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def gifts(request: PersonRequest) -> HttpResponse:
    """How much is in the pool, who wrote in what, and a form for another gift. Never who took one."""
    form = GiftForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        actions.sponsor(given["number"], key=given["key"], by=request.user, now=timezone.now())
        messages.success(request, "Kept. It is in the pool now.")
        return redirect("sessions:gifts")
    words = {"form": form, "pool": in_pool(), "gifts": reading.gifts()}
    status = BAD if form.errors else 200
    return render(request, "sessions/wallet/gifts.html", words, status=status)
