"""The page on which a person says when and how to be reminded."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.moments import zone_name
from sessions.reminders import actions
from sessions.reminders.forms import RemindersForm
from sessions.reminders.models import wishes_of
from sessions.reminders.notices import planned_for

BAD = 422


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def reminders(request: PersonRequest) -> HttpResponse:
    """What is chosen, what comes of it, and a form to change it."""
    person, now = request.user, timezone.now()
    if request.method == "POST":
        form = RemindersForm(request.POST)
        if form.is_valid():
            actions.choose(person, form.wishes(), now=now)
            messages.success(request, "That is kept. It also holds for what is booked already.")
            return redirect("sessions:reminders")
    else:
        form = RemindersForm(initial=RemindersForm.of(wishes_of(person.pk)))
    page = {
        "form": form,
        "coming": planned_for(person),
        "zone": zone_name(now.astimezone(person.zone)),
    }
    status = BAD if form.is_bound else 200
    return render(request, "sessions/reminders/reminders.html", page, status=status)
