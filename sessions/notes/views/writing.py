"""The specialist's page of one note: write, save, sign, read, amend."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from peerhub.access import access
from peerhub.accounts.policies import is_specialist
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from sessions.bookings.companions import meet
from sessions.bookings.models import Booking
from sessions.notes import actions, policies
from sessions.notes.forms import NoteForm
from sessions.notes.models import WRITTEN_WITHIN, SessionNote
from sessions.notes.wording import diagnoses

ASKED_ABOUT = ("goal", "did", "own_story", "response", "risk_done", "next_step", "linked")


@access(is_specialist)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def note(request: PersonRequest, public_id: str) -> HttpResponse:
    """The draft as a form, or the note as it is signed."""
    booking, now = _own(request, public_id), timezone.now()
    if not policies.may_write(request.user, booking, now=now):
        raise Http404
    found = SessionNote.objects.whole().filter(booking=booking).first()
    if found is not None and found.standing is not None and found.draft is None:
        # After a block, what happened is written down all the same; the member's words are theirs.
        meets = meet(booking.specialist, booking.member_id, now=now)
        if meets:
            actions.open_own(found, by=request.user, now=now)
        words = {"note": found, "booking": booking, "meets": meets}
        return render(request, "sessions/notes/signed.html", words)
    return _write(request, booking, found)


@access(is_specialist)
@require_POST
def amend_note(request: PersonRequest, public_id: str) -> HttpResponse:
    """Begin a new version."""
    booking, now = _own(request, public_id), timezone.now()
    return do(
        request,
        reverse("sessions:note", args=[public_id]),
        lambda: actions.amend(booking, by=request.user, now=now),
        "Change what you like. The version before stays readable.",
    )


def _write(request: PersonRequest, booking: Booking, found: SessionNote | None) -> HttpResponse:
    now = timezone.now()
    draft = found.draft if found else None
    amending = draft is not None and draft.number > 1
    form = NoteForm(
        request.POST if request.method == "POST" else None,
        initial=NoteForm.initial_of(draft),
        name=booking.member.handle,
        late=not amending and now > booking.ends_at + WRITTEN_WITHIN,
        amending=amending,
    )
    if form.is_bound and form.is_valid():
        answer = _keep(request, booking, form)
        if answer is not None:
            return answer
    typed = [str(form[name].value() or "") for name in ASKED_ABOUT]
    words = {
        "form": form,
        "booking": booking,
        "amending": amending,
        "saved_at": draft.saved_at if draft else None,
        "diagnoses": diagnoses(*typed),
        "case_told": bool(found and found.case_id),
    }
    status = 422 if form.errors else 200
    return render(request, "sessions/notes/write.html", words, status=status)


def _keep(request: PersonRequest, booking: Booking, form: NoteForm) -> HttpResponse | None:
    """Save, and sign if that was pressed; None where the page has to say what is missing."""
    by, now = request.user, timezone.now()
    try:
        written = actions.save_draft(
            booking, form.given, by=by, seen=form.cleaned_data["seen"] or 0, now=now
        )
    except actions.Overtaken as error:
        form.add_error(None, error.message)
        form.read_again(SessionNote.objects.whole().filter(booking=booking).first())
        return None
    if written.opened_case:
        messages.info(request, "Our team knows of what you saw, and looks after it with you.")
    if "sign" not in request.POST:
        messages.success(request, "Saved. Nobody else reads a draft.")
        return redirect("sessions:note", booking.public_id)
    try:
        actions.sign(booking, by=by, now=now)
    except actions.NotReady as error:
        form.lacks(error.missing, saves=written.version.saves)
        return None
    except DomainError as error:
        form.add_error(None, error.message)
        return None
    messages.success(request, "Signed. It stays as it is; you can amend it with a reason.")
    return redirect("sessions:note", booking.public_id)


def _own(request: PersonRequest, public_id: str) -> Booking:
    mine = Booking.objects.filter(specialist__person=request.user).with_people()
    return get_object_or_404(mine, public_id=public_id)
