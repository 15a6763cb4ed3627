"""Landing, home, joining, settings."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from peerhub.access import access, anyone
from peerhub.accounts import actions
from peerhub.accounts.forms import SettingsForm
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest


@access(anyone)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The landing page for visitors, the own page for people."""
    if isinstance(request.user, User):
        return render(request, "accounts/home.html")
    return render(request, "accounts/landing.html")


@access(anyone)
@require_safe
def join(request: HttpRequest) -> HttpResponse:
    """A short address for joining."""
    del request
    return redirect("account_signup")


@access(is_signed_in)
@require_http_methods(["GET", "POST"])
def settings(request: PersonRequest) -> HttpResponse:
    """Zone, country, and the ways to sign in."""
    person = request.user
    form = SettingsForm(
        request.POST or None, initial={"time_zone": person.time_zone, "country": person.country}
    )
    if request.method == "POST" and form.is_valid():
        actions.change_settings(
            person,
            time_zone=form.cleaned_data["time_zone"],
            country=form.cleaned_data["country"],
        )
        messages.success(request, "Saved. Times are now shown in your zone.")
        return redirect("accounts:settings")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/settings.html", {"form": form}, status=status)
