"""The page of a person's choices about rooms."""

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from rooms.choices import actions
from rooms.choices.forms import ChoicesForm
from rooms.choices.reading import choices_of


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: PersonRequest) -> HttpResponse:
    """Typing, what is new, single keys, and what a screen reader says."""
    form = ChoicesForm(request.POST or None, initial=model_to_dict(choices_of(request.user)))
    if request.method == "POST" and form.is_valid():
        actions.choose(request.user, **form.cleaned_data)
        messages.success(request, "Kept. It holds in every room from now on.")
        return redirect("rooms:choices")
    status = 422 if form.is_bound else 200
    return render(request, "rooms/choices/choices.html", {"form": form}, status=status)
