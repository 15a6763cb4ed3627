"""The page on which one of two people tells our team about a message of the other one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from peerhub.accounts.requests import PersonRequest
from safety.flags import actions
from safety.resources.find import help_for
from safety.subjects import SubjectRef

TOLD = "Thank you. A person will look. We will tell you what we decided."
BAD = 422


class Hear(Protocol):
    """Hears words that were not sent; whether they call for help right now."""

    def __call__(self, words: str, /, *, now: datetime) -> bool:
        """Given: the words, and when."""


def tell(
    request: PersonRequest,
    form: forms.Form,
    subject: SubjectRef,
    *,
    back: str,
    template: str,
    context: Mapping[str, Any],
    hear: Hear,
    now: datetime,
) -> HttpResponse:
    """Ask what worries them, and tell it; a cry for help in their own words is heard either way.

    Args:
        request: of whoever may see the message; the caller has looked.
        form: a ``TellForm``; bound where something was sent.
        subject: the message.
        back: where they came from.
        template: extends ``safety/flags/tell.html``.
        context: what the template shows of the message.
        hear: for what a form that could not be taken holds.
        now: an aware instant.
    """
    if form.is_bound and form.is_valid():
        worry = actions.Worry(form.cleaned_data["reason"], form.cleaned_data["words"])
        made = actions.report(subject, worry, by=request.user, now=now)
        if actions.needs_help(made):
            return redirect(f"{request.path}?told")
        messages.success(request, TOLD)
        return redirect(back)
    told = actions.told_last(subject, by=request.user) if "told" in request.GET else None
    thanked = told is not None and actions.needs_help(told)
    heavy = thanked or hear(request.POST.get("words", ""), now=now)
    words = {
        **context,
        "form": form,
        "said": TOLD if thanked else "",
        "help": help_for(request.user) if heavy else None,
    }
    return render(request, template, words, status=BAD if form.is_bound else 200)
