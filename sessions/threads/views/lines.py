"""One line: delete it, or tell our team about it."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from safety.flags.forms import TellForm
from safety.subjects import SubjectRef
from safety.telling import tell
from sessions.threads import actions
from sessions.threads.models import Line, Thread
from sessions.threads.reading import Shown, one
from sessions.threads.views.common import newest, own


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def delete(request: PersonRequest, public_id: str, seq: int) -> HttpResponse:
    """Delete one's own line, after a look at it."""
    found, line = _found(request, public_id, seq, is_own=True)
    if request.method != "POST":
        return render(request, "sessions/threads/delete.html", {"thread": found, "line": line})
    actions.delete(found, seq, by=request.user, now=timezone.now())
    messages.success(request, "Deleted. Neither of you sees it any more.")
    return redirect(newest(found))


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def report(request: PersonRequest, public_id: str, seq: int) -> HttpResponse:
    """Tell our team about a line of the other one: also after a block, or when it was deleted."""
    found, line = _found(request, public_id, seq, is_own=False)
    stored = Line.objects.get(thread=found, seq=seq)
    return tell(
        request,
        TellForm(request.POST if request.method == "POST" else None),
        SubjectRef(kind=actions.SUBJECT, id=stored.public_id),
        back=newest(found),
        template="sessions/threads/report.html",
        context={
            "thread": found,
            "line": line,
            "back": reverse("sessions:thread", args=[found.public_id]),
        },
        hear=partial(actions.hear_unwritten, found, by=request.user),
        now=timezone.now(),
    )


def _found(
    request: PersonRequest, public_id: str, seq: int, *, is_own: bool
) -> tuple[Thread, Shown]:
    """The thread and its line at a place, if it is there and on the side that is asked for."""
    found = own(request, public_id)
    line = one(found, request.user, seq, now=timezone.now())
    if line is None or line.is_own != is_own or line.is_old:
        raise Http404
    return found, line
