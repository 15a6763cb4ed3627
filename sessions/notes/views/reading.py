"""The member's pages: notes about their sessions, and how they remember them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from sessions.notes import actions
from sessions.notes.forms import RememberForm
from sessions.notes.models import Promise, SessionNote

PAGE, PROMISES = 20, 30


@access(is_member)
@require_safe
@never_cache
def my_notes(request: PersonRequest) -> HttpResponse:
    """What was promised to the member, and every note about their sessions."""
    promises = Promise.objects.filter(member=request.user).select_related("specialist__person")
    notes = Paginator(SessionNote.objects.of_member(request.user).whole(), PAGE)
    words = {
        "open": promises.open()[:PROMISES],
        "settled": promises.settled()[:PROMISES],
        "page": notes.get_page(request.GET.get("page")),
    }
    return render(request, "sessions/notes/mine.html", words)


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def my_note(request: PersonRequest, public_id: str) -> HttpResponse:
    """One note with its earlier versions, and room for one's own words."""
    mine = SessionNote.objects.of_member(request.user).whole()
    found = get_object_or_404(mine, public_id=public_id)
    form = RememberForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = actions.remember(found, **form.cleaned_data, by=request.user, now=timezone.now())
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "Kept, beside the note.")
            if made.show_help:
                messages.info(request, "If you would like someone now, “Help right now” is there.")
            return redirect("sessions:my_note", public_id)
    standing = found.standing
    shared = standing is not None and standing.shared
    words = {
        "note": found,
        "booking": found.booking,
        "shared": shared,
        "earlier": [each for each in found.earlier if each.shared] if shared else [],
        "full": len(found.recollections.all()) >= actions.MOST_REMEMBERED,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "sessions/notes/one.html", words, status=status)
