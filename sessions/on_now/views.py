"""Two pages: talk to whoever is on, and be on."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.policies import is_member, is_specialist
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from sessions.bookings.states import Mode
from sessions.on_now import actions
from sessions.on_now.forms import AskForm, OnForm
from sessions.on_now.models import A_DAY, Ask
from sessions.on_now.states import AskState
from sessions.on_now.usual import usual

BAD = 422


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def talk(request: PersonRequest) -> HttpResponse:
    """Ask to talk now; where one stands; what came of it. POST: ask, or leave the line."""
    now = timezone.now()
    form = AskForm(request.POST if request.POST.get("do") == "ask" else None)
    if request.method == "POST":
        if request.POST.get("do") == "leave":
            actions.leave(request.user, now=now)
            messages.success(request, "You left the line. It has not used up one of your talks.")
            return redirect("sessions:talk")
        if form.is_valid():
            return _ask(request, form, now)
    latest = Ask.objects.filter(member=request.user).order_by("-asked_at", "-pk").first()
    if latest and latest.booking and latest.booking.ends_at > now and not form.is_bound:
        return redirect(latest.booking)
    return _talk_page(request, form, latest, now)


@access(is_specialist)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def on(request: PersonRequest) -> HttpResponse:
    """Be on, or not any more; say yes or "not now" to who asks."""
    now = timezone.now()
    if request.method == "POST":
        match request.POST.get("do"):
            case "off":
                actions.go_off(request.user, by=request.user, now=now)
                actions.look(now=now)
                return redirect("sessions:on")
            case "yes" | "not_now" as answer:
                return _answer(request, answer, now)
    form = OnForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        until = now + timedelta(hours=form.cleaned_data["hours"])
        try:
            actions.go_on(request.user, until=until, now=now)
        except actions.NotShown as error:
            form.add_error("hours", error.message)
        else:
            actions.look(now=now)
            return redirect("sessions:on")
    page = {
        "form": form,
        "on": actions.on_of(request.user, now=now),
        "turn": actions.turn_of(request.user, now=now),
    }
    return render(request, "sessions/on_now/on.html", page, status=BAD if form.errors else 200)


def _ask(request: PersonRequest, form: AskForm, now: datetime) -> HttpResponse:
    mode, line = Mode(form.cleaned_data["mode"]), form.cleaned_data["line"]
    try:
        _, show_help = actions.ask(request.user, mode=mode, line=line, now=now)
    except (actions.NoMoreToday, actions.MeetsSoon) as error:
        form.add_error(None, error.message)
        return _talk_page(request, form, None, now)
    address = redirect("sessions:talk")["Location"]
    return redirect(f"{address}?help=1" if show_help else address)


def _talk_page(
    request: PersonRequest, form: AskForm, latest: Ask | None, now: datetime
) -> HttpResponse:
    waits = latest if latest and latest.state == AskState.WAITING else None
    mode = Mode(waits.mode) if waits else None
    fitting = actions.who_fits(request.user, mode, now=now)
    page = {
        "form": form,
        "waits": waits,
        "ahead": actions.ahead_of(waits) if waits else 0,
        "nobody_came": bool(latest and latest.state == AskState.NOBODY and not form.is_bound),
        "count": len(fitting),
        "usual": usual(actions.stretches(now=now), now=now, zone=request.user.zone),
        "left": max(A_DAY - Ask.objects.talks(request.user, now=now), 0),
        "heavy": "help" in request.GET,
    }
    status = BAD if form.errors else 200
    return render(request, "sessions/on_now/talk.html", page, status=status)


def _answer(request: PersonRequest, answer: str, now: datetime) -> HttpResponse:
    turn = actions.turn_of(request.user, now=now)
    if turn is None:
        messages.info(request, "Your minute is over, or they left. Somebody else may be with them.")
        return redirect("sessions:on")
    if answer == "not_now":
        actions.pass_on(turn, by=request.user, now=now)
        messages.success(request, "All right. Somebody else is asked.")
        return redirect("sessions:on")
    try:
        booking = actions.accept(turn, by=request.user, now=now)
    except DomainError as error:
        messages.info(request, error.message)
        return redirect("sessions:on")
    return redirect(booking)
