"""One question at a time, each of which can be skipped, and a quiet end."""

from datetime import date, datetime
from urllib.parse import urlencode

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from safety.resources.find import help_for
from sessions.checkins import actions
from sessions.checkins.forms import DayForm, LineForm, NumberForm
from sessions.checkins.models import DayCheckIn
from sessions.checkins.states import Part, Word

BAD = 422
SHOW_HELP = "check_in_help"  # session key: the line that was kept last asks for help to be shown
END = "end"
ORDER = [part.value for part in Part]


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def how_today(request: PersonRequest) -> HttpResponse:
    """Ask one thing, keep it, and go on to the next."""
    now = timezone.now()
    on = _day(request, now)
    if request.GET.get("part") == END:
        return _end(request, on)
    part = _part(request)
    kept = DayCheckIn.objects.of(request.user).filter(on=on).first()
    form = _form(part, kept, request.POST if request.method == "POST" else None)
    if "back" in request.POST:
        actions.take_back(part, on=on, by=request.user)
        if part == Part.LINE:
            request.session.pop(SHOW_HELP, None)
        return redirect(_to(part.value, on))
    if form.is_valid():
        try:
            _keep(request, part, form, on=on, now=now)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            return redirect(_to(_after(part), on))
    words = {
        "form": form,
        "part": part,
        "on": on,
        "number": ORDER.index(part.value) + 1,
        "of": len(ORDER),
        "said": kept is not None and kept.given(part) not in {None, ""},
        "skip_url": _to(_after(part), on),
        "end_url": _to(END, on),
    }
    status = BAD if form.errors else 200
    return render(request, "sessions/checkins/ask.html", words, status=status)


def _end(request: PersonRequest, on: date) -> HttpResponse:
    kept = DayCheckIn.objects.of(request.user).filter(on=on).first()
    words = {
        "kept": kept,
        "again_url": _to(Part.DAY.value, on),
        "show_help": kept is not None and request.session.get(SHOW_HELP) == str(kept.public_id),
        "help": help_for(request.user),
    }
    return render(request, "sessions/checkins/end.html", words)


def _form(part: Part, kept: DayCheckIn | None, data: QueryDict | None) -> BaseForm:
    given = kept.given(part) if kept else None
    if part == Part.LINE:
        return LineForm(data, initial={"line": given or ""})
    if part == Part.DAY:
        word = kept.word if kept else ""
        value = "" if word or given is None else str(given)
        return DayForm(data, part=part, initial={"value": value, "word": word})
    return NumberForm(data, part=part, initial={"value": "" if given is None else str(given)})


def _keep(request: PersonRequest, part: Part, form: BaseForm, *, on: date, now: datetime) -> None:
    by = request.user
    if part == Part.LINE:
        if actions.write(form.cleaned_data["line"], on=on, by=by, now=now):
            kept = DayCheckIn.objects.of(by).get(on=on)
            request.session[SHOW_HELP] = str(kept.public_id)
        else:
            request.session.pop(SHOW_HELP, None)
    elif part == Part.DAY and form.cleaned_data["word"]:
        actions.say_word(Word(form.cleaned_data["word"]), on=on, by=by, now=now)
    else:
        actions.say(part, form.cleaned_data["value"], on=on, by=by, now=now)


def _part(request: HttpRequest) -> Part:
    """Which question; the first unless the address says another.

    Raises:
        Http404: there is no such question.
    """
    asked = request.GET.get("part", Part.DAY.value)
    if asked not in ORDER:
        raise Http404
    return Part(asked)


def _day(request: PersonRequest, now: datetime) -> date:
    """The day that the questions began on, so that midnight does not tear them apart.

    Raises:
        Http404: that is no date.
    """
    asked = request.GET.get("on")
    if asked is None:
        return now.astimezone(request.user.zone).date()
    try:
        return date.fromisoformat(asked)
    except ValueError as error:
        raise Http404 from error


def _after(part: Part) -> str:
    """What comes next; after the last question the end."""
    return [*ORDER, END][ORDER.index(part.value) + 1]


def _to(part: str, on: date) -> str:
    return f"{reverse('sessions:how_today')}?{urlencode({'part': part, 'on': on.isoformat()})}"
