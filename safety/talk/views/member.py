"""The person's pages: read, answer, be quiet, leave, come back."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.deeds import do
from safety.resources.find import help_for
from safety.talk import actions
from safety.talk.forms import AnswerForm
from safety.talk.models import Talk

SHOW_HELP = "talk_help"  # session key: the last answer of this conversation asks for help


@access(is_signed_in)
@require_safe
@never_cache
def mine(request: PersonRequest) -> HttpResponse:
    """Everything our team wrote to this person."""
    talks = Talk.objects.of(request.user)
    return render(request, "safety/talk/mine.html", {"talks": talks})


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def talk(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """One conversation; opening it tells our team that it was opened, and the page says so."""
    found, now = _mine(request, public_id), timezone.now()
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        heard = actions.answer(found, form.cleaned_data["words"], by=request.user, now=now)
        if heard.show_help:
            request.session[SHOW_HELP] = str(public_id)
        return redirect(f"{reverse('safety:talk', args=[public_id])}#newest")
    words = {
        "talk": found,
        "lines": list(found.lines.in_order()),
        "quiet_until": found.quiet_until(now=now),
        "form": form,
        "show_help": request.session.get(SHOW_HELP) == str(public_id),
        "help": help_for(request.user),
    }
    page = render(request, "safety/talk/talk.html", words, status=422 if form.is_bound else 200)
    if request.method == "GET":  # HEAD shows nobody anything
        actions.look(found, now=now)
    return page


@access(is_signed_in)
@require_safe
@never_cache
def news(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """How many messages there are, for the page's script; it opens none of them."""
    count = _mine(request, public_id).lines.count()
    return HttpResponse(str(count), content_type="text/plain; charset=utf-8")


@access(is_signed_in)
@require_POST
def not_now(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Hear of nothing new for a day."""
    found, now = _mine(request, public_id), timezone.now()
    said = "That is all right. For a day we do not tell you of anything new here."
    return do(request, _url(found), lambda: actions.be_quiet(found, by=request.user, now=now), said)


@access(is_signed_in)
@require_POST
def leave(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Leave the conversation."""
    found, now = _mine(request, public_id), timezone.now()
    said = "You left. Nobody writes to you here any more. You can come back whenever you want."
    return do(request, _url(found), lambda: actions.leave(found, by=request.user, now=now), said)


@access(is_signed_in)
@require_POST
def come_back(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Be there again."""
    found, now = _mine(request, public_id), timezone.now()
    said = "Good to have you here. Our team can write to you again."
    return do(
        request, _url(found), lambda: actions.come_back(found, by=request.user, now=now), said
    )


def _mine(request: PersonRequest, public_id: uuid.UUID) -> Talk:
    return get_object_or_404(Talk.objects.of(request.user), public_id=public_id)


def _url(found: Talk) -> str:
    return reverse("safety:talk", args=[found.public_id])
