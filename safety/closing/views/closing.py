"""Making a case ready to close, agreeing as a second person, and opening it again."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_supervisor
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.deeds import do
from safety.closing import actions
from safety.closing.forms import AttemptForm, BookForm, HelpForm
from safety.closing.models import Incident
from safety.closing.states import About
from safety.closing.views.pages import closing_page, deed, found, words_form
from safety.flags.policies import works_the_queue


@access(works_the_queue)
@require_safe
@never_cache
def closing(request: PersonRequest, flag_id: int) -> HttpResponse:
    """What was done for the person, and what is still missing."""
    return closing_page(request, found(flag_id, request))


@access(works_the_queue)
@require_POST
def attempt(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Write down an attempt to reach the person."""
    flag, form = found(flag_id, request), AttemptForm(request.POST)

    def do() -> object:
        return actions.try_contact(flag, form.attempt(), by=request.user, now=timezone.now())

    return deed(request, flag, form, "attempt", do, "It is written down.")


@access(works_the_queue)
@require_POST
def give_help(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Write down help that the person was given."""
    flag, form = found(flag_id, request), HelpForm(request.POST)

    def do() -> object:
        what, words = form.cleaned_data["what"], form.cleaned_data["words"]
        return actions.give_help(flag, what, words=words, by=request.user, now=timezone.now())

    return deed(request, flag, form, "help", do, "It is written down.")


@access(works_the_queue)
@require_POST
def book(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Book the caring contacts."""
    flag, form = found(flag_id, request), BookForm(request.POST)

    def do() -> object:
        to = request.user if form.cleaned_data["who"] == "me" else None
        return actions.book(flag, to=to, by=request.user, now=timezone.now())

    return deed(request, flag, form, "book", do, "The caring contacts are booked.")


@access(works_the_queue)
@require_POST
def incident(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Write the incident record."""
    flag, form = found(flag_id, request), words_form(request.POST, "incident")

    def do() -> object:
        words = form.cleaned_data["words"]
        return actions.write_incident(flag, words, by=request.user, now=timezone.now())

    return deed(request, flag, form, "incident", do, "The supervisors are asked to read it.")


@access(is_supervisor)
@require_POST
def review(request: PersonRequest, flag_id: int, incident_id: int) -> HttpResponse:
    """A supervisor says that they have read a record."""
    written = get_object_or_404(Incident, flag=flag_id, pk=incident_id)
    return do(
        request,
        reverse("safety:closing", args=[flag_id]),
        lambda: actions.review_incident(written, by=request.user, now=timezone.now()),
        "Thank you. It is written down that you read it.",
    )


@access(works_the_queue)
@require_POST
def agree(request: PersonRequest, flag_id: int, about: str) -> HttpResponse:
    """Agree as a second person."""
    if about not in About.values:
        raise Http404
    flag, name = found(flag_id, request), f"agree_{about}"
    form = words_form(request.POST, name)

    def do() -> object:
        words = form.cleaned_data["words"]
        return actions.agree(flag, About(about), words=words, by=request.user, now=timezone.now())

    return deed(request, flag, form, name, do, "You agreed. Somebody else can close it now.")


@access(works_the_queue)
@require_POST
def reopen(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Open a closed case again."""
    flag, form = found(flag_id, request), words_form(request.POST, "reopen")

    def do() -> object:
        words = form.cleaned_data["words"]
        return actions.reopen(flag, words=words, by=request.user, now=timezone.now())

    return deed(request, flag, form, "reopen", do, "It is open again, and back in the list.")
