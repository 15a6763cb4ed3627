"""Pages around threads: the list of all, what is new, who may know what was seen, message hours."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matching.models import SpecialistProfile
from peerhub.access import access
from peerhub.accounts.policies import is_signed_in, is_specialist
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.deeds import do, number
from peerhub.ui.moments import zone_name
from safety.resources.find import help_for
from sessions.bookings.models import Booking
from sessions.threads import actions
from sessions.threads.forms import ExpectationForm
from sessions.threads.models import Expectation, Thread
from sessions.threads.reading import Event, entries, news_of, page_of
from sessions.threads.views.common import FURTHEST, own, place_of


@access(is_signed_in)
@require_safe
@never_cache
def mine(request: PersonRequest) -> HttpResponse:
    """With whom this person writes, and where something new waits; never what."""
    words = {
        "entries": entries(request.user),
        "for_specialist": is_specialist(request.user),
    }
    return render(request, "sessions/threads/mine.html", words)


@access(is_signed_in)
@require_safe
@never_cache
def words_of(request: PersonRequest, public_id: str) -> HttpResponse:
    """From a session to what its two people write to each other."""
    sessions = Booking.objects.for_person(request.user).with_people()
    booking = get_object_or_404(sessions, public_id=public_id)
    opened: list[Thread] = []

    def open_it() -> None:
        opened.append(
            actions.open_thread(
                booking.member, booking.specialist, by=request.user, now=timezone.now()
            )
        )

    answer = do(request, booking.get_absolute_url(), open_it, "")
    return redirect(opened[0]) if opened else answer


@access(is_signed_in)
@require_safe
@never_cache
def messages_after(request: PersonRequest, public_id: str) -> HttpResponse:
    """What came after a place, drawn, for the page's script; it shows nobody anything yet."""
    found, now = own(request, public_id), timezone.now()
    news = news_of(found, request.user, after=place_of(request, "after") or 0, now=now)
    return JsonResponse(
        {
            "events": [_event(request, found, event) for event in news.events],
            "more": news.more,
            "last": news.last,
            "seen": news.seen,
        }
    )


@access(is_signed_in)
@require_safe
def help_now(request: PersonRequest, public_id: str) -> HttpResponse:
    """Where help is, as a piece of the page."""
    own(request, public_id)
    words = {"help": help_for(request.user)}
    return render(request, "sessions/threads/_help.html", words)


@access(is_signed_in)
@require_POST
def seen(request: PersonRequest, public_id: str) -> HttpResponse:
    """The page's script has shown what stands up to a place to somebody who looks."""
    found = own(request, public_id)
    upto = number(request.POST.get("seq"), most=FURTHEST) or 0
    actions.look(found, by=request.user, upto=upto, now=timezone.now())
    return HttpResponse(status=204)


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def choices(request: PersonRequest, public_id: str) -> HttpResponse:
    """Who sees what is written here, how long; and whether the other reads that it was seen."""
    found, now = own(request, public_id), timezone.now()
    if request.method != "POST":
        page = page_of(found, request.user, now=now)
        return render(request, "sessions/threads/choices.html", {"page": page})
    tells = request.POST.get("seen") == "on"
    actions.choose_seen(found, tells=tells, by=request.user)
    messages.success(request, "That is kept.")
    return redirect(request.path)


@access(is_specialist)
@require_http_methods(["GET", "HEAD", "POST"])
def message_hours(request: PersonRequest) -> HttpResponse:
    """When a specialist usually answers, and when they read."""
    person, now = request.user, timezone.now()
    profile = SpecialistProfile.objects.select_related("person").filter(person=person).first()
    kept = Expectation.objects.filter(profile=profile).first() if profile else None
    form = ExpectationForm(
        request.POST if request.method == "POST" else None, initial=ExpectationForm.of(kept)
    )
    if profile and form.is_bound and form.is_valid():
        actions.expect(profile, usual=form.usual_value(), hours=form.hours(), now=now)
        messages.success(request, "That is kept. The people whom you meet read it from now on.")
        return redirect("sessions:message_hours")
    words = {
        "form": form,
        "profile": profile,
        "zone": zone_name(now.astimezone(person.zone)),
    }
    status = 422 if form.is_bound else 200
    return render(request, "sessions/threads/message_hours.html", words, status=status)


def _event(request: PersonRequest, found: Thread, event: Event) -> dict[str, object]:
    """A place, and the line that it shows or changes; without ``html`` that line goes."""
    place: dict[str, object] = {"seq": event.seq, "line": event.line}
    line = event.shown
    if line is None:
        return place | {"html": None}
    html = render_to_string("sessions/threads/_line.html", {"line": line, "thread": found}, request)
    return place | {
        "own": line.is_own,
        "client_id": str(line.client_id) if line.client_id else None,
        "name": line.name,
        "words": line.words,
        "html": html,
    }
