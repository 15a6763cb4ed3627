"""Pages about regular sessions: all dates before anything is booked, what became of them, the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from matching.price_words import words_for
from peerhub.access import access
from peerhub.accounts.policies import is_member, is_signed_in
from peerhub.accounts.requests import PersonRequest
from sessions.availability.rules import LENGTHS, MINUTE, USUAL, how_long
from sessions.availability.wall import reads
from sessions.bookings.actions import SlotTaken, Wish
from sessions.bookings.covering import NotCovered
from sessions.bookings.models import FREE_UNTIL
from sessions.bookings.reading import bookable
from sessions.bookings.states import Mode
from sessions.series import actions
from sessions.series.dates import Planned, Standing
from sessions.series.forms import ModeForm, RhythmForm
from sessions.series.models import Series

BAD, CONFLICT = 422, 409
TOO_MANY = (
    "You have fewer free sessions than these take, so nothing is booked. "
    "You can choose fewer, or book them one by one."
)


@dataclass(frozen=True)
class Line:
    """One date as the page shows it before it is booked."""

    date: Planned
    other_clock: bool  # for the reader it is not the time of day of the first one

    @property
    def is_free(self) -> bool:
        """Whether it would be booked now."""
        return self.date.standing == Standing.FREE

    @property
    def is_later(self) -> bool:
        """Whether it would be booked when it comes in reach."""
        return self.date.standing == Standing.LATER


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
def regularly(request: PersonRequest, slug: str, starts_at: datetime) -> HttpResponse:
    """All dates of a rhythm, with what can be said of each. Sent, it books those that are free."""
    profile = bookable(slug, request.user)
    if profile is None:
        raise Http404
    asked = request.POST if request.method == "POST" else request.GET
    rhythm = RhythmForm.read(asked)
    minutes = asked.get("minutes", "")
    length = int(minutes) * MINUTE if minutes in map(str, LENGTHS) else USUAL
    wish = Wish(profile, request.user, starts_at, starts_at + length)
    if not rhythm.is_valid():
        return _page(request, wish, rhythm, ModeForm(profile=profile), status=BAD)
    if request.method != "POST":
        return _page(request, wish, rhythm, ModeForm(profile=profile))
    form = ModeForm(request.POST, profile=profile)
    if not form.is_valid():
        return _page(request, wish, rhythm, form, status=BAD)
    try:
        series = actions.begin(
            wish,
            **rhythm.cleaned_data,
            mode=Mode(form.cleaned_data["mode"]),
            seen=[int(each) for each in request.POST.getlist("seen") if each.isdecimal()],
            now=timezone.now(),
        )
    except (SlotTaken, actions.ChangedMeanwhile, actions.OneIsGoing) as error:
        return _page(request, wish, rhythm, form, taken=error.message, status=CONFLICT)
    except NotCovered:
        return _page(request, wish, rhythm, form, taken=TOO_MANY, status=CONFLICT)
    messages.success(request, f"It is booked. {profile.name} has been told.")
    return redirect(series)


@access(is_signed_in)
@require_safe
def one(request: PersonRequest, public_id: str) -> HttpResponse:
    """What is booked, what was passed over, and what is still to come in reach."""
    series, now = _own(request, public_id), timezone.now()
    dates = list(series.dates.select_related("booking").order_by("number"))
    rhythm = series.rhythm
    later = [rhythm.start(number) for number in range(series.dealt_with, series.count)]
    words = {
        "series": series,
        "for_specialist": series.member_id != request.user.pk,
        "dates": dates,
        "later": later if series.ended_at is None else [],
        "may_end": series.ended_at is None or bool(actions.coming_of(series, now=now)),
        "now": now,
    }
    return render(request, "sessions/series/one.html", words)


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: PersonRequest, public_id: str) -> HttpResponse:
    """Ask once, then end: keep what is booked, or cancel it as well."""
    series, now = _own(request, public_id), timezone.now()
    if request.method == "POST":
        chosen = request.POST.get("coming")
        if chosen not in {"keep", "cancel"}:
            raise Http404
        actions.end(series, by=request.user, cancel=chosen == "cancel", now=now)
        messages.success(request, "They have ended. You both get a short note, without a reason.")
        return redirect(series)
    words = {
        "series": series,
        "for_specialist": series.member_id != request.user.pk,
        "coming": actions.coming_of(series, now=now),
        "free_until": how_long(FREE_UNTIL),
    }
    return render(request, "sessions/series/end.html", words)


def _own(request: PersonRequest, public_id: str) -> Series:
    """The reader's, on either side; a stranger finds nothing."""
    mine = Series.objects.for_person(request.user).with_people()
    return get_object_or_404(mine, public_id=public_id)


def _page(
    request: PersonRequest,
    wish: Wish,
    rhythm: RhythmForm,
    form: ModeForm,
    *,
    taken: str = "",
    status: int = 200,
) -> HttpResponse:
    lines: Sequence[Line] = ()
    if rhythm.is_valid():
        lines = _lines(request, wish, rhythm)
    free = [line for line in lines if line.is_free]
    words = {
        "profile": wish.profile,
        "starts_at": wish.starts_at,
        "ends_at": wish.ends_at,
        "minutes": wish.length // MINUTE,
        "price": words_for(request.user)(wish.profile.price_cents, wish.length // MINUTE),
        "rhythm": rhythm,
        "form": form,
        "lines": lines,
        "free": free,
        "book_words": f"Book these {len(free)}" if len(free) > 1 else "Book the first one",
        "first_is_free": bool(free) and free[0].date.number == 0,
        "any_later": any(line.is_later for line in lines),
        "any_missing": any(not (line.is_free or line.is_later) for line in lines),
        "taken": taken,
        "free_until": how_long(FREE_UNTIL),
    }
    return render(request, "sessions/series/regularly.html", words, status=status)


def _lines(request: PersonRequest, wish: Wish, rhythm: RhythmForm) -> list[Line]:
    zone = request.user.zone
    usual = reads(wish.starts_at, zone).time()
    ahead = actions.look_ahead(
        wish, actions.rhythm_of(wish, **rhythm.cleaned_data), now=timezone.now()
    )
    return [Line(each, reads(each.starts_at, zone).time() != usual) for each in ahead]
