"""The supervisor's pages: notes that wait for a second signature."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from matching.supervision.models import Supervision
from peerhub.access import access
from peerhub.accounts.policies import is_supervisor
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.deeds import do
from sessions.notes import actions
from sessions.notes.models import NoteVersion, NoteVersionQuerySet, SessionNote

PAGE = 100


@access(is_supervisor)
@require_safe
@never_cache
def notes_to_co_sign(request: PersonRequest) -> HttpResponse:
    """What waits, by specialist and day; no member is named before one is opened."""
    waiting = _waiting(request).select_related("note__booking__specialist__person")
    return render(request, "sessions/notes/to_co_sign.html", {"waiting": waiting[:PAGE]})


@access(is_supervisor)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def note_to_co_sign(request: PersonRequest, public_id: str) -> HttpResponse:
    """One note, and the button that signs it. Each look is a line for the member."""
    found = get_object_or_404(SessionNote.objects.whole(), public_id=public_id)
    version = _waiting(request).filter(note=found).first()
    if version is None:
        raise Http404
    now = timezone.now()
    if request.method == "POST":
        return do(
            request,
            reverse("sessions:notes_to_co_sign"),
            lambda: actions.co_sign(version, by=request.user, now=now),
            "Co-signed. The specialist sees it.",
        )
    actions.open_to_co_sign(found, by=request.user, now=now)
    words = {"note": found, "booking": found.booking, "version": version}
    return render(request, "sessions/notes/co_sign.html", words)


def _waiting(request: PersonRequest) -> NoteVersionQuerySet:
    mine = Supervision.objects.current().filter(supervisor=request.user)
    people = mine.values("specialist")
    return NoteVersion.objects.to_co_sign().filter(note__booking__specialist__person__in=people)
