"""The therapists' pages: who waits for their word at the end of the training."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from matching.becoming import actions, policies
from matching.becoming import way as ways
from matching.becoming.forms import SignOffForm
from matching.becoming.models import Application
from matching.becoming.states import Station
from matching.training.models import ExamTry, Practice
from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.deeds import do
from safety.rota.policies import is_team_clinician


@access(is_team_clinician)
@require_safe
@never_cache
def sign_offs(request: PersonRequest) -> HttpResponse:
    """Who has passed the exam and waits; clinicians from outside find no such page."""
    now = timezone.now()
    rows = list(Application.objects.on_the_way().exclude(person=request.user))
    facts = policies.facts_of_all(rows, now=now)
    waiting = [each for each in rows if ways.station(facts[each.pk]) == Station.SIGN_OFF]
    return render(request, "matching/becoming/sign_offs.html", {"waiting": waiting})


@access(is_team_clinician)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def sign_off(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """How training went, and the therapist's word. The application's words are not shown here."""
    rows = Application.objects.on_the_way().exclude(person=request.user)
    found = get_object_or_404(rows, public_id=public_id)
    now = timezone.now()
    if ways.station(policies.facts_of(found, now=now)) != Station.SIGN_OFF:
        raise Http404
    form = SignOffForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        ready, words = form.cleaned_data["ready"] == "yes", form.cleaned_data["words"]
        return do(
            request,
            reverse("matching:sign_offs"),
            lambda: actions.sign_off(found, ready=ready, words=words, by=request.user, now=now),
            "Thank you. They and the supervisors can see it.",
        )
    context = {
        "found": found,
        "practices": Practice.objects.held_by(found.person),
        "exam": ExamTry.objects.filter(person=found.person, passed=True).first(),
        "brought": getattr(found, "recognition", None),
        "earlier": found.sign_offs.order_by("signed_at"),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "matching/becoming/sign_off.html", context, status=status)
