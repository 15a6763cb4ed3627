"""Pausing an account from a case, ending that, and the page on which one says it was wrong."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from peerhub.access import access
from peerhub.accounts import pausing
from peerhub.accounts.models import Pause
from peerhub.accounts.policies import is_visitor
from peerhub.accounts.requests import PersonRequest
from peerhub.audit.disclose import looker
from peerhub.audit.words import What, Why, sentence
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from safety.flags import actions
from safety.flags.forms import PauseForm, SureForm, WrongForm
from safety.flags.models import Flag
from safety.flags.policies import moderates
from safety.flags.views.pages import case_page, case_url, found, refused, shown_claim
from safety.resources.find import lines_for

PAUSED = "Done. They are signed out everywhere. You can end it here at any time."


@access(moderates)
@require_POST
def pause(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Pause the account behind a case: first what happens then, and then it happens."""
    flag = found(flag_id, request)
    form = PauseForm(request.POST)
    if not form.is_valid() or "change" in request.POST:
        return case_page(request, flag, pause=form)
    try:
        if "sure" not in request.POST:
            return _preview(request, flag, form)
        actions.under(
            flag,
            shown_claim(request),
            lambda: actions.pause_author(flag, form.chosen, by=request.user, now=timezone.now()),
        )
    except DomainError as error:
        return case_page(request, flag, pause=refused(form, error))
    messages.success(request, PAUSED)
    return redirect("safety:case", flag_id=flag.pk)


@access(moderates)
@require_POST
def end_pause(request: PersonRequest, flag_id: int) -> HttpResponse:
    """Let the person sign in again."""
    flag, now = found(flag_id, request), timezone.now()
    said = "The pause is ended. It stands in the timeline."

    def deed() -> None:
        actions.under(
            flag,
            shown_claim(request),
            lambda: actions.end_pause(flag, by=request.user, now=now),
        )

    return do(request, case_url(flag), deed, said)


@access(is_visitor)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def pause_wrong(request: HttpRequest) -> HttpResponse:
    """Say that a pause was wrong, right after one could not sign in; somebody looks at it."""
    now = timezone.now()
    held = pausing.standing(pausing.proven(request.session, now=now), now=now)
    if held is None:
        return redirect("account_login")
    form = WrongForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            actions.say_pause_was_wrong(held, form.cleaned_data["words"], now=now)
        except DomainError as error:
            form.add_error(None, error.message)
            status = error.status
        else:
            return redirect("safety:pause_wrong")
    return _wrong_page(request, held, form, status=status)


def _preview(request: PersonRequest, flag: Flag, form: PauseForm) -> HttpResponse:
    """What happens then. It is the same for everybody: that somebody works here shows nowhere."""
    actions.under(flag, shown_claim(request), lambda: actions.must_pause(flag, by=request.user))
    words = {
        "flag": flag,
        "rest": form.chosen,
        "until": timezone.now() + form.chosen.lasts.time,
        "form": SureForm(initial=form.cleaned_data),
        "line": sentence(looker(request.user.roles), What.PAUSED, Why.WROTE),
        "in_danger": flag.level >= actions.NEEDS_CONTACT,
    }
    return render(request, "safety/flags/pause.html", words)


def _wrong_page(request: HttpRequest, held: Pause, form: WrongForm, *, status: int) -> HttpResponse:
    words = {
        "pause": held,
        "form": form,
        "told": actions.objections_to(held).exists(),
        "help": lines_for(held.person.country) if actions.needs_help_now(held) else None,
    }
    return render(request, "safety/flags/wrong.html", words, status=status)
