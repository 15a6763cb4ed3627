"""The clinician's pages. They are there only for members of whom they may know."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from peerhub.access import access
from peerhub.accounts.policies import is_clinician
from peerhub.accounts.requests import PersonRequest
from safety.letters import actions
from safety.letters.forms import HabitForm
from safety.letters.models import Correspondence, LookingHabit
from safety.letters.notices import new_for
from safety.letters.policies import known_links
from safety.letters.states import Side
from safety.letters.views.common import BAD, opened, own, page


@access(is_clinician)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def for_me(request: PersonRequest) -> HttpResponse:
    """Who can be written to, by name alone, and how often the clinician looks."""
    now, habit = timezone.now(), LookingHabit.objects.filter(clinician=request.user).first()
    initial = {"usual": habit.usual if habit else None}
    form = HabitForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        actions.say_how_often(form.cleaned_data["usual"], by=request.user, now=now)
        messages.success(request, "That is kept. Whoever writes to you reads it from now on.")
        return redirect("safety:letters_for_me")
    begun = {
        each.member_id: each
        for each in Correspondence.objects.with_people().filter(clinician=request.user)
    }
    members = [link.member for link in known_links(request.user, now)]
    people = [(each, begun.get(each.pk), _is_new(begun.get(each.pk))) for each in members]
    words = {"people": people, "form": form}
    status = BAD if form.errors else 200
    return render(request, "safety/letters/for_me.html", words, status=status)


@access(is_clinician)
@require_POST
def begin(request: PersonRequest) -> HttpResponse:
    """To the page with a member who lets this clinician know that they are here."""
    return opened(request, actions.open_as_clinician, Side.CLINICIAN)


@access(is_clinician)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def letter(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """What was written since the link began, as long as it lasts; each look is a line."""
    found = own(request, public_id, Side.CLINICIAN)
    return page(request, found, Side.CLINICIAN, "safety/letters/letter_for_me.html")


def _is_new(found: Correspondence | None) -> bool:
    return found is not None and new_for(found, Side.CLINICIAN).exists()
