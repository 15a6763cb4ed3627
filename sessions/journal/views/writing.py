"""Writing a note, with words to begin with for whoever wants some; changing and deleting it."""

import uuid
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
from peerhub.ui.deeds import do
from sessions.journal import actions, prompts
from sessions.journal.forms import EntryForm
from sessions.journal.views.common import BAD, NOTES, SHOW_HELP, around, own_entry, posted, remember

ASK = "ask"  # a button that changes the prompt, and keeps nothing


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: PersonRequest) -> HttpResponse:
    """Words, and a prompt that comes and goes by a press; what was typed stays in the field."""
    if ASK in request.POST:
        form = EntryForm(initial={"words": request.POST.get("words", ""), "prompt": _next(request)})
        return _page(request, form, str(form.initial["prompt"]))
    form = EntryForm(posted(request))
    if form.is_valid():
        given = form.cleaned_data
        try:
            kept = actions.write(
                given["words"], prompt=given["prompt"], member=request.user, now=timezone.now()
            )
        except DomainError as error:
            form.add_error("words", error.message)
        else:
            remember(request, kept)
            messages.success(request, "Kept.")
            return redirect(NOTES)
    return _page(request, form, request.POST.get("prompt", prompts.NONE))


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def one(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """One note: read it, change it, delete it."""
    found = own_entry(request, public_id)
    form = EntryForm(posted(request), initial={"words": found.words})
    if form.is_valid():
        change = partial(actions.change, found, form.cleaned_data["words"], by=request.user)
        try:
            kept = change(now=timezone.now())
        except DomainError as error:
            form.add_error("words", error.message)
        else:
            remember(request, kept)
            messages.success(request, "Kept.")
            return redirect(found)
    words = {"form": form, "entry": found, **around(request)}
    status = BAD if form.errors else 200
    return render(request, "sessions/journal/note.html", words, status=status)


@access(is_member)
@require_POST
def forget(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Delete it, at the second press."""
    found = own_entry(request, public_id)
    request.session.pop(SHOW_HELP, None)
    deed = partial(actions.forget, found, by=request.user)
    return do(request, reverse(NOTES), deed, "Deleted. Nothing of that note is left here.")


def _next(request: PersonRequest) -> str:
    if request.POST[ASK] != "another":
        return prompts.NONE
    day = timezone.now().astimezone(request.user.zone).date().toordinal()
    return prompts.another(request.POST.get("prompt", ""), day=day)


def _page(request: PersonRequest, form: EntryForm, prompt: str) -> HttpResponse:
    words = {"form": form, "asked": prompts.words_of(prompt), **around(request)}
    status = BAD if form.errors else 200
    return render(request, "sessions/journal/new.html", words, status=status)
