"""Pages about paying: what a session costs, one payment and its receipt, all of them; and events."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import cast

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matching.heaviness import is_heavy
from peerhub.access import access, anyone
from peerhub.accounts.policies import is_administrator, is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do, number
from sessions.availability.rules import LENGTHS, MINUTE, USUAL
from sessions.bookings.actions import SlotTaken, Wish
from sessions.bookings.forms import BookingForm
from sessions.bookings.models import Booking
from sessions.bookings.reading import bookable
from sessions.bookings.states import BookingState
from sessions.payments import actions, free, gateway, policies, shown
from sessions.payments.gateway import Away, Forged, No, Page, PageState
from sessions.payments.models import KEPT_FOR, NO_REASON_FOR, Payment
from sessions.payments.reading import figures
from sessions.payments.receipts import receipt
from sessions.payments.states import TAKEN, PaymentState
from sessions.prices.reading import PARTS, quote
from sessions.prices.sums import in_dollars
from sessions.wallet.shown import pool_way

BAD, GONE, TOO_BIG = 422, 409, 413
MOST = 256 * 1024  # bytes of an event
PAGE = 20  # payments on one page
LATEST = 50  # that need somebody
HEAVY = "What you wrote sounds heavy. You do not have to wait to talk to someone: “Help right now” is above."
HALF = timedelta(minutes=30)
S = PaymentState
NOT_TAKEN = (S.RELEASING, S.RELEASED)
View = Callable[..., HttpResponse]
# A form there leads to the card company: that page alone may.
leads_to_checkout = cast(
    "Callable[[View], View]", csp_update({"form-action": [SELF, settings.STRIPE_CHECKOUT]})
)


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@leads_to_checkout
def pay_slot(request: PersonRequest, slug: str, starts_at: datetime) -> HttpResponse:
    """What the session costs, what happens with the money, and what else there is. Sent: on to pay.

    Whoever tried to book comes here with all that they typed. Nobody comes here who need not pay.
    """
    profile = bookable(slug, request.user)
    if profile is None:
        raise Http404
    wish = Wish(profile, request.user, starts_at, starts_at + _length(request))
    if elsewhere := _need_not(request, wish):
        return elsewhere
    typed = request.POST if request.method == "POST" else None
    form = BookingForm(typed, profile=profile)
    status = 200
    if request.POST.get("do") == "pay" and form.is_valid():
        try:
            begun = actions.begin(wish, form.how(), now=timezone.now())
        except SlotTaken as error:
            form.add_error(None, f"{error.message} Nothing was taken. All free times are above.")
            status = GONE
        except DomainError as error:
            form.add_error(None, error.message)
            status = error.status
        else:
            return _on_to_pay(begun)
    elif "do" in request.POST:
        status = BAD
    else:
        form = BookingForm(initial=typed.dict(), profile=profile) if typed else form
    return render(request, "sessions/payments/slot.html", _slot_words(wish, form), status=status)


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def payment(request: PersonRequest, public_id: str) -> HttpResponse:
    """One payment: how it stands, its receipt, and the way back of the money, in two presses."""
    mine = Payment.objects.of(request.user).select_related("specialist__person", "member")
    found = get_object_or_404(mine, public_id=public_id)
    now = timezone.now()
    match request.POST.get("do"):
        case "let_go":
            said = "The time is free again. Nothing was taken."
            return do(
                request,
                reverse("sessions:payments"),
                lambda: actions.let_go(found, by=request.user, now=now),
                said,
            )
        case "back":
            return _back(request, found, now)
        case "pdf" if found.state in TAKEN:
            headers = {"Content-Disposition": 'attachment; filename="receipt.pdf"'}
            return HttpResponse(receipt(found), content_type="application/pdf", headers=headers)
    found = _looked_at(found, now)
    page = _page(found, now)
    at_bank = page is not None and page.state in {PageState.WAITS, PageState.DONE}
    words = {
        "payment": found,
        "said": shown.said(found, at_bank=at_bank),
        "why": shown.why(found),
        "sum": in_dollars(found.cents),
        "go_on": page.url if page else "",
        "at_bank": at_bank,
        "again": _another_time(found, request) if found.state in NOT_TAKEN else "",
        "can_pay": found.state == S.BEGUN and now < found.closes_at,
        "may_have_it_back": policies.may_have_it_back(request.user, found, now=now),
        "sure": "back" in request.GET,
        "before": found.booking is not None and found.booking.may_be_cancelled(now=now),
        "is_taken": found.state in TAKEN,
        "no_reason_for": NO_REASON_FOR.days,
        "lines": "lines" in request.GET,
    }
    return render(request, "sessions/payments/one.html", words)


@access(is_member)
@require_safe
@never_cache
def payments(request: PersonRequest) -> HttpResponse:
    """All of one's own, the latest first."""
    skip = number(request.GET.get("after"), most=10_000) or 0
    rows = list(Payment.objects.of(request.user)[skip : skip + PAGE + 1])
    words = {
        "rows": [(row, shown.said(row), in_dollars(row.cents)) for row in rows[:PAGE]],
        "older": skip + PAGE if len(rows) > PAGE else None,
        "newer": skip > 0,
    }
    return render(request, "sessions/payments/mine.html", words)


@access(is_administrator)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def looked_after(request: PersonRequest) -> HttpResponse:
    """Payments that need a person, and figures. Nobody's name: the card company's ids are enough."""
    now = timezone.now()
    if request.method == "POST":
        waiting = Payment.objects.in_trouble()
        found = get_object_or_404(waiting, public_id=request.POST.get("payment", ""))
        return do(
            request,
            reverse("sessions:payments_looked_after"),
            lambda: actions.looked_after(found, by=request.user, now=now),
            "Written down. If something is left to do, it is tried once more now.",
        )
    rows = Payment.objects.in_trouble()[:LATEST]
    words = {
        "rows": [(row, in_dollars(row.cents)) for row in rows],
        "figures": figures(now=now),
        "on": gateway.is_set_up(),
    }
    return render(request, "sessions/payments/looked_after.html", words)


@csrf_exempt  # signed by the card company instead, over the body as it came
@access(anyone)
@require_POST
def hook(request: HttpRequest) -> HttpResponse:
    """An event: signed, small, and taken once. What is unknown is taken as well, and wakes nobody."""
    try:
        size = int(request.headers.get("Content-Length") or 0)
        if size > MOST:
            return HttpResponse(status=TOO_BIG)
        body = request.body
    except (RequestDataTooBig, ValueError):
        return HttpResponse(status=TOO_BIG)
    if not gateway.is_set_up():
        return HttpResponse(status=404)
    try:
        actions.hear(body, request.headers.get("Stripe-Signature", ""), now=timezone.now())
    except Forged:
        return HttpResponse(status=400)
    return HttpResponse(status=200)


def _need_not(request: PersonRequest, wish: Wish) -> HttpResponse | None:
    """Whoever has free time left, or pays nothing, is sent back to where one books."""
    if is_heavy(request.POST.get("note", ""), ()):  # said on whichever page comes next
        messages.info(request, HEAVY)
    now, minutes = timezone.now(), wish.length // MINUTE
    if mine := _mine_already(wish):
        messages.info(request, "You have this session already. There is nothing more to pay.")
        return redirect(mine)
    if quote(wish.profile, wish.member, minutes).to_pay_cents <= 0:
        to = reverse("sessions:slot", args=[wish.profile.slug, wish.starts_at])
        messages.info(request, "This session costs you nothing. You can book it as it is.")
        return redirect(f"{to}?minutes={minutes}")
    left = free.left(wish.member, wish.starts_at, now)
    if not left:
        return None
    if left * HALF >= wish.length:
        to = reverse("sessions:slot", args=[wish.profile.slug, wish.starts_at])
        return redirect(f"{to}?minutes={minutes}")
    to = reverse("sessions:times", args=[wish.profile.slug])
    messages.info(
        request,
        f"You have {left * 30} free minutes left in that month. They come before any payment:"
        " choose a session that is no longer than that.",
    )
    return redirect(f"{to}?minutes={min(left * 30, 30)}")


def _mine_already(wish: Wish) -> Booking | None:
    """The session that stands there: whoever paid may come back to the page before by the browser."""
    rows = Booking.objects.filter(
        member=wish.member, specialist=wish.profile, state=BookingState.BOOKED
    )
    return rows.filter(starts_at=wish.starts_at).first()


def _slot_words(wish: Wish, form: BookingForm) -> dict[str, object]:
    now, minutes = timezone.now(), wish.length // MINUTE
    asked = quote(wish.profile, wish.member, minutes)
    return {
        "profile": wish.profile,
        "starts_at": wish.starts_at,
        "ends_at": wish.ends_at,
        "minutes": minutes,
        "form": form,
        "on": gateway.is_set_up(),
        "price": in_dollars(asked.price_cents or 0),
        "to_pay": in_dollars(asked.to_pay_cents),
        "part": PARTS.get(asked.share_percent, ""),
        "way": pool_way(wish, now),
        "no_reason_for": NO_REASON_FOR.days,
        "kept_for": KEPT_FOR // MINUTE,
    }


def _on_to_pay(begun: actions.Begun) -> HttpResponse:
    """To the card company's page; by way of our own where the note calls for help, or none opened."""
    now = timezone.now()
    found = actions.go_on(begun.payment, now=now)
    page = None if begun.show_help else _page(found, now)
    url = page.url if page else ""
    return redirect(url or found.get_absolute_url() + ("?lines=1" if begun.show_help else ""))


def _looked_at(found: Payment, now: datetime) -> Payment:
    """What is on its way is looked at by the page itself: webhooks may be late, or never come."""
    if not gateway.is_set_up() or not shown.moves(found):
        return found
    found.wake(now=now)
    return actions.go_on(found, now=now)


def _another_time(found: Payment, request: PersonRequest) -> str:
    """Where another time with them can be found; "" where they cannot be booked any more."""
    profile = bookable(found.specialist.slug, request.user)
    return reverse("sessions:times", args=[profile.slug]) if profile else ""


def _page(found: Payment, now: datetime) -> Page | None:
    """The page on which it can be paid, or was; None where there is none, or nobody answers."""
    if found.state != S.BEGUN or not found.page_id or now >= found.closes_at:
        return None
    try:
        return gateway.current().page(found.page_id)
    except (Away, No):
        return None


def _back(request: PersonRequest, found: Payment, now: datetime) -> HttpResponse:
    """The second press: it is asked for, and done at once where the card company answers."""

    def deed() -> None:
        row = actions.have_it_back(found, by=request.user, now=now)
        if gateway.is_set_up():
            actions.go_on(row, now=now)

    said = "Done. All of your money goes back to your card. You need not do anything."
    return do(request, found.get_absolute_url(), deed, said)


def _length(request: PersonRequest) -> timedelta:
    minutes = number(request.GET.get("minutes"), most=600) or 0
    return minutes * MINUTE if minutes in LENGTHS else USUAL
