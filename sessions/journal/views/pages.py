"""The months of notes, all of them as a file, deleting all, and whether a program looks at them."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerhub import months
from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.deeds import do
from sessions.journal import actions, reading
from sessions.journal.forms import ChoiceForm, SureForm
from sessions.journal.views.common import BAD, NOTES, SHOW_HELP, around, posted

YEARS = range(2000, 2200)
# Each form of the copy: its type, and its file name, which says nothing.
FORMS = {
    "text": (reading.as_text, "text/plain; charset=utf-8", "notes.txt"),
    "json": (reading.as_json, "application/json", "notes.json"),
}
KEPT = {
    "on": "Kept. From now on a program looks at what you write here.",
    "off": "Kept. No program looks at what you write here, and nobody reads it.",
}


@access(is_member)
@require_safe
@never_cache
def notes(request: PersonRequest) -> HttpResponse:
    """One month, each note folded, so that nobody beside reads along."""
    asked = request.GET.get("month")
    here = months.month_of(timezone.now(), request.user.zone)
    month = reading.month_of(request.user, _month(asked) if asked else here)
    if not asked and not month.entries and month.older:
        month = reading.month_of(request.user, month.older)
    words = {"month": month, "sure": SureForm(), **around(request)}
    return render(request, "sessions/journal/notes.html", words)


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def who_reads(request: PersonRequest) -> HttpResponse:
    """What it would mean on either side, and two buttons."""
    form = ChoiceForm(posted(request))
    if form.is_valid():
        chosen = form.cleaned_data["screening"]
        if chosen == "on":
            actions.turn_on(by=request.user, now=timezone.now())
        else:
            actions.turn_off(by=request.user)
            request.session.pop(SHOW_HELP, None)
        messages.success(request, KEPT[chosen])
        return redirect(NOTES)
    words = {"form": form, **around(request)}
    status = BAD if form.errors else 200
    return render(request, "sessions/journal/who_reads.html", words, status=status)


@access(is_member)
@require_POST
def forget_all(request: PersonRequest) -> HttpResponse:
    """Delete all of them, once the box is ticked."""
    if not SureForm(request.POST).is_valid():
        messages.info(request, "Nothing was deleted. Tick the box first, if you want to.")
        return redirect(NOTES)
    request.session.pop(SHOW_HELP, None)
    said = "Deleted. Nothing of your notes is left here."
    return do(request, reverse(NOTES), lambda: actions.forget_all(by=request.user), said)


@access(is_member)
@require_safe
@never_cache
def copy(request: PersonRequest, form: str) -> HttpResponse:
    """All of them as one file."""
    make, kind, name = FORMS[form]
    return HttpResponse(
        make(request.user, now=timezone.now()),
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _month(asked: str) -> date:
    """The first day of a month as an address gives it: "2026-11".

    Raises:
        Http404: that is no month.
    """
    try:
        first = date.fromisoformat(f"{asked}-01")
    except ValueError as error:
        raise Http404 from error
    if first.year not in YEARS:
        raise Http404
    return first
