"""Writing to the person, from a case."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from safety.flags import actions as flags
from safety.flags import ladder
from safety.flags.models import Flag
from safety.flags.policies import cases_for, works_the_queue
from safety.talk import actions, ready
from safety.talk.forms import ReadyForm, WriteForm
from safety.talk.models import Talk


@access(works_the_queue)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def write(request: PersonRequest, flag_id: int) -> HttpResponse:
    """The conversation of a case, and a field to write; ready words come through the address."""
    flag = _found(request, flag_id)
    if request.method != "POST":
        began = ready.chosen(request.GET.get("ready", ""), level=flag.level)
        initial = {"words": began.words, "ready": began.id} if began else {}
        return _page(request, flag, WriteForm(initial=initial))
    form = WriteForm(request.POST)
    if not form.is_valid():
        return _page(request, flag, form, status=422)
    began = ready.chosen(form.cleaned_data["ready"], level=flag.level)
    try:
        flags.under(
            flag,
            flags.claim_number(request.POST.get("claim", "")),
            lambda: actions.write(
                flag,
                form.cleaned_data["words"],
                by=request.user,
                ready_id=began.id if began else "",
                now=timezone.now(),
            ),
        )
    except DomainError as error:
        form.add_error("words" if isinstance(error, actions.Unfilled) else None, error.message)
        return _page(request, flag, form, status=error.status)
    messages.success(request, "Sent. They are told that somebody from our team wrote.")
    return redirect("safety:write", flag_id=flag.pk)


def _page(
    request: PersonRequest, flag: Flag, form: WriteForm, *, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    lines = actions.read(flag, by=request.user, now=now)
    talk = Talk.objects.filter(flag=flag).first()
    pause = flags.pause_of(flag)
    words = {
        "flag": flag,
        "rung": ladder.rung(flag.level),
        "talk": talk,
        "lines": lines,
        "voice": talk and talk.voices.filter(person=request.user).first(),
        "quiet_until": talk and talk.quiet_until(now=now),
        "on_it": flag.is_held_by(request.user.pk),
        "pause": pause if pause is not None and pause.holds(now=now) else None,
        "form": form,
        "ready_form": ReadyForm(level=flag.level, initial={"ready": form["ready"].value() or ""}),
    }
    return render(request, "safety/talk/write.html", words, status=status)


def _found(request: PersonRequest, flag_id: int) -> Flag:
    """A case about somebody else."""
    others = cases_for(request.user).exclude(author=request.user).select_related("claimed_by")
    return get_object_or_404(others, pk=flag_id)
