"""Pages about sessions: free times, booking, the own list, one session, cancelling."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matching.heaviness import is_heavy
from matching.models import SpecialistProfile
from matching.price_words import words_for
from peerhub.access import access
from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_member, is_signed_in, is_specialist
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.deeds import do
from sessions.availability.models import DatedHours, Leave
from sessions.availability.rules import LENGTHS, MINUTE, how_long
from sessions.availability.slots import Timetable
from sessions.availability.wall import Interval
from sessions.availability.week import Closed
from sessions.bookings import actions, calendar, openings, parts, policies
from sessions.bookings.covering import NotCovered
from sessions.bookings.forms import BookingForm, StayForm
from sessions.bookings.models import FREE_UNTIL, Booking, MoveProposal
from sessions.bookings.parts import Place
from sessions.bookings.reading import bookable, shown
from sessions.bookings.states import Word
from sessions.bookings.views import pages

PAST = 12  # sessions on one page of the past
TAKE_BACK = "back"  # what the button sends that takes a word back


@access(is_member)
@require_safe
def times(request: PersonRequest, slug: str) -> HttpResponse:
    """Days with their free times, two weeks at once."""
    profile = pages.found(shown(slug, request.user))
    if profile.person_id == request.user.pk:
        return redirect("sessions:hours")
    now = timezone.now()
    offered = openings.coming_timetable(profile, now=now, member=request.user)
    length = _length(request, offered)
    if length not in offered.rules.lengths:
        length = offered.rules.usual
    words = {
        "profile": profile,
        **pages.days_of(request, offered, length=length, now=now),
        "minutes": length // MINUTE,
        "lengths": [each // MINUTE for each in offered.rules.lengths],
        "with_length": _query(length, offered),
        "and_length": _query(length, offered).replace("?", "&"),
        "notice": how_long(offered.rules.notice),
        "horizon": how_long(offered.rules.horizon),
        "zone": pages.zone_words(request, now),
        "price": _price(profile, length, request.user),
    }
    return render(request, "sessions/bookings/times.html", words)


@access(is_member)
@require_POST
def keep(request: PersonRequest, slug: str, starts_at: datetime) -> HttpResponse:
    """A time is chosen: keep it for a few minutes, and go on to its page."""
    profile = pages.found(bookable(slug, request.user))
    now = timezone.now()
    offered = openings.coming_timetable(profile, now=now, member=request.user)
    length = _length(request, offered)
    wish = actions.Wish(profile, request.user, starts_at, starts_at + length)
    try:
        actions.keep(wish, now=now)
    except actions.SlotTaken as error:
        return _taken_page(request, wish, BookingForm(profile=profile), error.message)
    return redirect(_slot_url(profile, starts_at) + _query(length, offered))


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
def slot(request: PersonRequest, slug: str, starts_at: datetime) -> HttpResponse:
    """One time: how to meet, a note, and what happens next. Sent, it books."""
    profile = pages.found(bookable(slug, request.user))
    now = timezone.now()
    offered = openings.coming_timetable(profile, now=now, member=request.user)
    wish = actions.Wish(profile, request.user, starts_at, starts_at + _length(request, offered))
    if request.method == "POST":
        return _book(request, wish)
    form = BookingForm(profile=profile)
    if offered.is_free(starts_at, now=now, length=wish.length):
        return _slot_page(request, wish, form)
    return _taken_page(request, wish, form, "That time is not free any more.")


@access(is_signed_in)
@require_safe
def mine(request: PersonRequest) -> HttpResponse:
    """The next session, those after it, and the past."""
    now = timezone.now()
    own = Booking.objects.for_person(request.user).with_people()
    coming = list(own.coming(now=now))
    skip = pages.number(request, "after")
    past = list(own.past(now=now)[skip : skip + PAST + 1])
    words = {
        "next": coming[0] if coming else None,
        "parts": parts.parts(Place.NEXT, coming[0], request.user, now=now) if coming else (),
        "coming": coming[1:],
        "past": past[:PAST],
        "older": skip + PAST if len(past) > PAST else None,
        "newer": skip > 0,
        "above": parts.above(request.user, now=now),
        "zone": pages.zone_words(request, now),
    }
    return render(request, "sessions/bookings/mine.html", words)


@access(is_signed_in)
@require_safe
def one(request: PersonRequest, public_id: str) -> HttpResponse:
    """One session, as both people see it."""
    now = timezone.now()
    booking = pages.own(request, public_id)
    words = {
        "booking": booking,
        "for_specialist": policies.may_record(request.user, booking),
        "may_cancel": booking.may_be_cancelled(now=now),
        "may_change_time": booking.is_free_to_change(now=now),
        "free_until": how_long(FREE_UNTIL),
        "over": booking.ends_at <= now,
        "lines": "lines" in request.GET and booking.member_id == request.user.pk,
        "asked": MoveProposal.objects.standing(now=now).filter(booking=booking).first(),
        "parts": pages.parts_of(request, booking, now=now),
    }
    return render(request, "sessions/bookings/one.html", words)


@access(is_signed_in)
@require_safe
def ical(request: PersonRequest, public_id: str) -> HttpResponse:
    """The session for a calendar, in words that tell nobody anything."""
    booking = pages.own(request, public_id)
    response = HttpResponse(
        calendar.to_ical(booking.appointment), content_type=calendar.CONTENT_TYPE
    )
    response["Content-Disposition"] = 'attachment; filename="appointment.ics"'
    return response


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: PersonRequest, public_id: str) -> HttpResponse:
    """Ask once, then cancel."""
    booking = pages.own(request, public_id)
    now = timezone.now()
    if request.method == "POST":
        actions.cancel(booking, by=request.user, now=now)
        messages.success(request, "It is cancelled. You both get a short note, without a reason.")
        return redirect(booking)
    if not booking.may_be_cancelled(now=now):
        return redirect(booking)
    words = {
        "booking": booking,
        "for_specialist": policies.may_record(request.user, booking),
        "may_change_time": booking.is_free_to_change(now=now),
        "free_until": how_long(FREE_UNTIL),
        "parts": parts.parts(Place.CANCEL, booking, request.user, now=now),
    }
    return render(request, "sessions/bookings/cancel.html", words)


@access(is_specialist)
@require_http_methods(["GET", "HEAD", "POST"])
def booked_in_leave(request: PersonRequest, leave_id: int) -> HttpResponse:
    """What is booked in one's own leave: keep it, or cancel it and tell the member."""
    leave = get_object_or_404(Leave, pk=leave_id, profile__person=request.user)
    return _decide(request, leave.value.instants(request.user.zone))


@access(is_specialist)
@require_http_methods(["GET", "HEAD", "POST"])
def booked_on_date(request: PersonRequest, date_id: int) -> HttpResponse:
    """The same for a date that is closed, or for a part of it."""
    row = get_object_or_404(
        DatedHours, pk=date_id, profile__person=request.user, kind=DatedHours.Kind.CLOSED
    )
    closed = row.value
    assert isinstance(closed, Closed)  # noqa: S101 - tells the type checker
    return _decide(request, closed.instants(request.user.zone))


def _decide(request: PersonRequest, stretches: list[Interval]) -> HttpResponse:
    now = timezone.now()
    coming = Booking.objects.filter(specialist__person=request.user).with_people().coming(now=now)
    inside = [booking for booking in coming if booking.meets(stretches)]
    if not inside:
        return redirect("sessions:dates")
    form = StayForm(request.POST or None, bookings=inside)
    if form.is_valid():
        for booking in form.to_cancel():
            actions.cancel(booking, by=request.user, now=now)
        messages.success(
            request, "Done. Whoever is cancelled on gets a short note, without a reason."
        )
        return redirect("sessions:dates")
    words = {"form": form, "zone": pages.zone_words(request, now)}
    status = 400 if form.is_bound else 200
    return render(request, "sessions/bookings/inside.html", words, status=status)


@access(is_signed_in)
@require_POST
def meeting(request: PersonRequest, public_id: str) -> HttpResponse:
    """One of the two says whether they met, or takes it back."""
    booking = pages.own(request, public_id)
    said, now = request.POST.get("said", ""), timezone.now()
    if said == TAKE_BACK:
        return do(
            request,
            booking.get_absolute_url(),
            lambda: actions.take_back(booking, by=request.user, now=now),
            "Taken back. It is as if you had not said it.",
        )
    if said not in Word.values:
        raise Http404
    return do(
        request,
        booking.get_absolute_url(),
        lambda: actions.say(booking, Word(said), by=request.user, now=now),
        "Thank you. That is kept.",
    )


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def block(request: PersonRequest, public_id: str) -> HttpResponse:
    """Ask once, then let the two meet no more."""
    booking = pages.own(request, public_id)
    other = (
        booking.member if policies.may_record(request.user, booking) else booking.specialist.person
    )
    if request.method == "POST":
        blocking.block(other, by=request.user, now=timezone.now())
        messages.success(request, f"You blocked {other.handle}. They are not told.")
        return redirect("sessions:mine")
    words = {"whom": other, "back": booking.get_absolute_url()}
    return render(request, "accounts/block.html", words)


def _book(request: PersonRequest, wish: actions.Wish) -> HttpResponse:
    profile = wish.profile
    form = BookingForm(request.POST, profile=profile)
    if not form.is_valid():
        return _slot_page(request, wish, form, status=400)
    try:
        made = actions.fulfil(wish, form.how(), now=timezone.now())
    except actions.SlotTaken as error:
        return _taken_page(request, wish, form, error.message)
    except NotCovered:
        return _what_is_possible(wish)
    messages.success(
        request, f"It is booked. {profile.name} has been told, and we will remind you both."
    )
    return redirect(made.booking.get_absolute_url() + ("?lines=1" if made.show_help else ""))


def _what_is_possible(wish: actions.Wish) -> HttpResponse:
    """Nobody bears it: on to the page that says what is possible.

    The browser sends there what was typed (307): it is kept on no page, and with us nowhere.
    """
    url = reverse("sessions:pay_slot", args=[wish.profile.slug, wish.starts_at])
    return redirect(f"{url}?minutes={wish.length // MINUTE}", preserve_request=True)


def _slot_page(
    request: PersonRequest, wish: actions.Wish, form: BookingForm, *, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    kept_until = actions.kept_until(wish, now=now)
    is_soon = kept_until is None or kept_until <= now + actions.KEPT_FOR
    brought = parts.parts(Place.SLOT, _as_if_booked(wish), request.user, now=now)
    is_free = any(part.is_free for part in brought)
    words = {
        "profile": wish.profile,
        "starts_at": wish.starts_at,
        "ends_at": wish.ends_at,
        "minutes": wish.length // MINUTE,
        "is_free": is_free,
        "price": _price(wish.profile, wish.length, None if is_free else request.user),
        "free_until": how_long(FREE_UNTIL),
        "kept_until": kept_until,
        "kept_shown": "time" if is_soon else "full",  # one that is offered may end tomorrow
        "form": form,
        "heavy": _is_heavy(form),
        "parts": brought,
    }
    return render(request, "sessions/bookings/slot.html", words, status=status)


def _as_if_booked(wish: actions.Wish) -> Booking:
    """The session as it would be; no row."""
    return Booking(
        member=wish.member, specialist=wish.profile, starts_at=wish.starts_at, ends_at=wish.ends_at
    )


def _taken_page(
    request: PersonRequest, wish: actions.Wish, form: BookingForm, message: str
) -> HttpResponse:
    """The same page with the three nearest times; what was typed stays.

    They last as long as was wished, unless that length is not offered any more.
    """
    now, profile = timezone.now(), wish.profile
    offered = openings.coming_timetable(profile, now=now, member=request.user)
    length = wish.length if wish.length in offered.rules.lengths else offered.rules.usual
    nearest = offered.nearest(wish.starts_at, now=now, length=length)
    query = _query(length, offered)
    words = {
        "profile": profile,
        "starts_at": wish.starts_at,
        "minutes": length // MINUTE,
        "price": _price(profile, length, request.user),
        "form": form,
        "taken": message,
        "heavy": _is_heavy(form),
        "zone": pages.zone_words(request, now),
        "nearest": [(start, _slot_url(profile, start) + query) for start in nearest],
    }
    return render(request, "sessions/bookings/slot.html", words, status=pages.CONFLICT)


def _price(profile: SpecialistProfile, length: timedelta, payer: User | None) -> str:
    """What it costs whoever pays, in words; None: the price, where nobody here pays it."""
    return words_for(payer)(profile.price_cents, length // MINUTE)


def _is_heavy(form: BookingForm) -> bool:
    """Whether a note that is not kept yet calls for help all the same."""
    return is_heavy(form.data.get("note", ""), ())


def _slot_url(profile: SpecialistProfile, start: datetime) -> str:
    return reverse("sessions:slot", args=[profile.slug, start])


def _length(request: PersonRequest, offered: Timetable) -> timedelta:
    """The length that the address names, offered or not; without one, the usual."""
    minutes = pages.number(request, "minutes")
    return minutes * MINUTE if minutes in LENGTHS else offered.rules.usual


def _query(length: timedelta, offered: Timetable) -> str:
    return "" if length == offered.rules.usual else f"?minutes={length // MINUTE}"
