"""All that a member tells for suggestions on one page, to change it; all of it optional."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from matching.heaviness import is_heavy
from matching.intake import actions
from matching.intake.forms import AnswersForm, initial_from
from matching.intake.models import MemberTopics
from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.topics import lookup
from peerhub.topics.models import Topic
from safety.resources.find import help_for

PAGE = "matching/intake/you.html"


@access(is_member)
@require_http_methods(["GET", "POST"])
def you(request: PersonRequest) -> HttpResponse:
    """Show, search and keep the member's own answers."""
    agreed = actions.has_agreed(request.user)
    if "find" in request.POST:
        return _suggest(request, agreed=agreed)
    told = MemberTopics.objects.of(request.user)
    posted = request.POST if request.method == "POST" else None
    form = AnswersForm(
        posted, initial=initial_from(told), agreed=agreed, wishes=actions.answers_of(told).wish_keys
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _keep(request, form)
        except DomainError as error:
            form.add_error(None, error.message)
    context = {
        "form": form,
        "agreed": agreed,
        "told": told,
        "help": help_for(request.user) if told is not None and told.opens_help() else None,
    }
    return render(request, PAGE, context, status=422 if form.is_bound else 200)


@access(is_member)
@require_POST
def forgetting(request: PersonRequest) -> HttpResponse:
    """One tap: all answers go, and the yes with them."""
    actions.forget(request.user, now=timezone.now())
    messages.success(request, "Your answers are deleted. We keep nothing of them.")
    return redirect("matching:you")


def _suggest(request: PersonRequest, *, agreed: bool) -> HttpResponse:
    """The page again with topics close to the words; what was ticked stays, nothing is kept.

    Sent as a POST, so that the words stand in no address, history or log.
    """
    told = MemberTopics.objects.of(request.user)
    ticked: dict[str, Any] = {name: request.POST.getlist(name) for name in request.POST}
    form = AnswersForm(
        initial={
            **ticked,
            "words": request.POST.get("words", ""),
            "soon": "soon" in request.POST,
            "agrees": "agrees" in request.POST,
        },
        agreed=agreed,
        wishes=actions.answers_of(told).wish_keys,
    )
    words = request.POST.get("words", "")
    meant = lookup.meant(words, Topic.objects.active())
    chosen = {*request.POST.getlist("roots"), *request.POST.getlist("struggles")}
    context = {
        "form": form,
        "agreed": agreed,
        "told": told,
        "searched": words.strip(),
        "suggestions": [topic for topic in meant if topic.code not in chosen],
        "help": help_for(request.user) if is_heavy(words, meant) else None,
    }
    return render(request, PAGE, context)


def _keep(request: PersonRequest, form: AnswersForm) -> HttpResponse:
    if form.tells_nothing_new:
        return redirect("matching:people")
    told = actions.keep(
        request.user, form.answers(), agrees=form.cleaned_data["agrees"], now=timezone.now()
    )
    messages.success(
        request,
        "Kept. People who share something with you now come first. Nobody sees your answers.",
    )
    return redirect("matching:you" if told.opens_help() else "matching:people")
