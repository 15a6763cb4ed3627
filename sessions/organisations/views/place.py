"""A member's place that somebody pays for: a code, what it gives, yes or no, and leaving."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.often import is_too_often
from peerhub.ui.deeds import do
from sessions.organisations import actions, reading
from sessions.organisations.forms import CodeForm, MeasuresForm
from sessions.organisations.models import JoinCode
from sessions.organisations.states import CONSENT

PLACE = "sessions:place"
OFFER = "place_offer"  # session key: which code was typed; the code stands in no address or page
TRIES = 10  # an hour
BAD = 422


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def place(request: PersonRequest) -> HttpResponse:
    """What they have, or what a code would give them; a code is sent here."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _is_opened(request, form):
        return redirect(PLACE)
    held = reading.belonging_of(request.user)
    offer = None if held or form.errors else _offer(request)
    words = {
        "form": form,
        "held": held,
        "offer": offer,
        "consent": CONSENT,
        "measures": MeasuresForm(
            initial={"measures": held is not None and held.measures_since is not None}
        ),
    }
    status = BAD if form.errors else 200
    return render(request, "sessions/organisations/place.html", words, status=status)


@access(is_member)
@require_POST
def take(request: PersonRequest) -> HttpResponse:
    """The yes, or the no, to what a code gives."""
    code = _offer(request)
    request.session.pop(OFFER, None)
    if code is None or request.POST.get("answer") != "yes":
        messages.info(request, "Nothing was taken, and nobody is told.")
        return redirect(PLACE)
    deed = partial(
        actions.join,
        code,
        measures="measures" in request.POST,
        by=request.user,
        now=timezone.now(),
    )
    return do(request, reverse(PLACE), deed, "You have a place. You can give it back here.")


@access(is_member)
@require_POST
def count(request: PersonRequest) -> HttpResponse:
    """Whether their answers are counted in averages."""
    counted = "measures" in request.POST
    deed = partial(actions.choose_measures, counted=counted, by=request.user, now=timezone.now())
    said = "Answers from now on may be counted." if counted else "Your answers are not counted."
    return do(request, reverse(PLACE), deed, said)


@access(is_member)
@require_POST
def leave(request: PersonRequest) -> HttpResponse:
    """Give the place back, in one press."""
    deed = partial(actions.leave, by=request.user, now=timezone.now())
    return do(request, reverse(PLACE), deed, "You gave it back. Nobody is told.")


def _is_opened(request: PersonRequest, form: CodeForm) -> bool:
    """Remember what the code opens; or say on the form why not."""
    if is_too_often("place-code", str(request.user.pk), most=TRIES):
        form.add_error("code", "That was often. Please wait an hour, then try again.")
        return False
    try:
        code = actions.opened_by(form.cleaned_data["code"], now=timezone.now())
    except DomainError as error:
        form.add_error("code", error.message)
        return False
    request.session[OFFER] = code.pk
    return True


def _offer(request: PersonRequest) -> JoinCode | None:
    """What the code gives that they typed last; whether it still does, the yes will tell."""
    found = JoinCode.objects.filter(pk=request.session.get(OFFER, 0))
    return found.select_related("cohort__organisation").first()
