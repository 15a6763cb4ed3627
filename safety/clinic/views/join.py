"""For clinicians: what this is and is not, and asking to be one here."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from peerhub.access import access, anyone
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from safety.clinic import actions
from safety.clinic.forms import ApplyForm
from safety.clinic.models import Standing
from safety.clinic.states import State


@access(anyone)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def join(request: HttpRequest) -> HttpResponse:
    """The words for everybody; for who has signed in, where they stand, or the form."""
    person = request.user
    if not isinstance(person, User):
        if request.method == "POST":
            return redirect_to_login(reverse("safety:clinic_join"))
        return render(request, "safety/clinic/join.html")
    standing = Standing.objects.filter(person=person).first()
    has_second_step = is_mfa_enabled(person)
    may_ask = standing is None or standing.state in (State.REFUSED, State.ENDED)
    form = ApplyForm(request.POST if request.method == "POST" else None)
    if may_ask and has_second_step and form.is_valid():
        return _asked(request, person, form)
    words = {
        "standing": standing,
        "holds": standing is not None and standing.counts(timezone.now()),
        "has_second_step": has_second_step,
        "form": form if may_ask and has_second_step else None,
    }
    return render(request, "safety/clinic/join.html", words, status=422 if form.is_bound else 200)


def _asked(request: HttpRequest, person: User, form: ApplyForm) -> HttpResponse:
    try:
        actions.apply(person, form.said(), now=timezone.now())
    except DomainError as error:
        messages.info(request, error.message)
    else:
        messages.success(request, "Thank you. Somebody of ours looks at it and tells you.")
    return redirect("safety:clinic_join")


@access(is_signed_in)
@require_POST
def leave(request: PersonRequest) -> HttpResponse:
    """Be a clinician here no more, or take back that one asked."""
    mine = get_object_or_404(Standing, person=request.user)
    said = "You are no clinician here any more. Nothing is shared with you."
    to = reverse("safety:clinic_join")
    deed = lambda: actions.leave(mine, by=request.user, now=timezone.now())  # noqa: E731
    return do(request, to, deed, said)
