"""For supervisors and administrators: who asks to be a clinician here, and what is late for them."""

import uuid
from collections import Counter
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_supervisor
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from safety.clinic import actions
from safety.clinic.forms import RefuseForm, VerifyForm
from safety.clinic.models import Standing
from safety.clinic.policies import checks_clinicians, our_zone
from safety.clinic.states import State
from safety.clinic.targets import CHECK, business
from safety.sharing.recipients import all_called

PAGE = 100
IN_WORDS = {
    "first_contact": "first contact",
    "first_session": "first session",
    "note": "a note",
}


@access(checks_clinicians)
@require_safe
@never_cache
def clinicians(request: PersonRequest) -> HttpResponse:
    """Who waits, and who is one."""
    others = Standing.objects.exclude(person=request.user).select_related("person")
    words = {
        "waiting": [
            (each, business(each.asked_at, CHECK, zone=our_zone()))
            for each in others.to_check()[:PAGE]
        ],
        "now": timezone.now(),
        "checked": others.counting(timezone.now()).order_by("checked_until", "pk")[:PAGE],
        "sees_late": is_supervisor(request.user),
    }
    return render(request, "safety/clinic/clinicians.html", words)


@access(checks_clinicians)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def clinician(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """One of them: what they say, and yes or no, or the end. Reading it is a line for them."""
    others = Standing.objects.exclude(person=request.user).select_related("person", "decided_by")
    found = get_object_or_404(others, public_id=public_id)
    answer = request.POST.get("answer", "")
    verify = VerifyForm(request.POST if answer == "verify" else None)
    refuse = RefuseForm(request.POST if answer == "refuse" else None)
    deed = _deed(request, found, verify, refuse)
    if deed is not None:
        return _done(request, deed)
    now = timezone.now()
    words = {
        "standing": found,
        "licence": actions.look_at(found, by=request.user, now=now),
        "waits": found.state == State.ASKED,
        "holds": found.counts(now),
        "verify": verify,
        "refuse": refuse,
        "form": next((each for each in (verify, refuse) if each.is_bound), None),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "safety/clinic/clinician.html", words, status=status)


def _deed(
    request: PersonRequest, found: Standing, verify: VerifyForm, refuse: RefuseForm
) -> Callable[[], object] | None:
    """What the reader chose; None: nothing yet, or something is missing."""
    now, by = timezone.now(), request.user
    if request.POST.get("seen", found.asked_at.isoformat()) != found.asked_at.isoformat():
        return _changed
    if request.POST.get("answer") == "end":
        return lambda: actions.leave(found, by=by, now=now)
    if verify.is_bound and verify.is_valid():
        said, until = verify.cleaned_data["said"], verify.until_at(by.zone)
        return lambda: actions.verify(found, said=said, until=until, by=by, now=now)
    if refuse.is_bound and refuse.is_valid():
        why = refuse.cleaned_data["why"]
        return lambda: actions.refuse(found, said=why, by=by, now=now)
    return None


def _changed() -> None:
    raise actions.NotNow("They changed what they say meanwhile. Please read it once more.")


def _done(request: PersonRequest, deed: Callable[[], object]) -> HttpResponse:
    try:
        deed()
    except actions.NotNow as error:
        messages.info(request, error.message)
        return redirect(request.path)
    except DomainError as error:
        messages.info(request, error.message)
    else:
        messages.success(request, "Written down. They are told that there is an answer.")
    return redirect("safety:clinicians")


@access(is_supervisor)
@require_safe
@never_cache
def overdue(request: PersonRequest) -> HttpResponse:
    """What is late, by pseudonym, where the member lets their clinician know; each look is a line."""
    found = actions.look_at_late(by=request.user, now=timezone.now())
    names = all_called([link.clinician for link, _ in found])
    counts = Counter(IN_WORDS[due.target] for _, dues in found for due in dues)
    rows = [
        (link, names[link.clinician_id], [(IN_WORDS[due.target], due.by) for due in dues])
        for link, dues in found
    ]
    words = {"rows": rows, "counts": sorted(counts.items())}
    return render(request, "safety/clinic/overdue.html", words)
