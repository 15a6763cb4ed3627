"""``python -m tests.faults.money_people SEED``: what people do while the till and our own parts fail.

They begin to pay, pay, leave, cancel, want their money back, ask their bank; use free time; and
somebody sends our web server what no card company sends. Until SIGTERM; then one JSON line.
"""

import json
import os
import random
import sys
import urllib.error
import urllib.request
from datetime import timedelta
from typing import Any

from tests.faults.money_world import MONTH
from tests.faults.reminders_people import act

BIG = 10_000_000  # bytes
REFUSALS = (400, 413)


def main(seed: str) -> None:
    """Whoever pays."""
    acts = [_begin, _begin, _pay, _pay, _pay, _let_go, _cancel, _have_it_back, _ask_the_bank]
    act(seed, [*acts, _use_free_time, _use_free_time, _send_nonsense])


def control(name: str, **given: object) -> dict[str, Any]:
    """Ask something of the stand-in."""
    url = f"{os.environ['STRIPE_API_BASE']}/control/{name}"
    request = urllib.request.Request(url, json.dumps(given).encode())
    with urllib.request.urlopen(request, timeout=10) as answer:
        found: dict[str, Any] = json.loads(answer.read())
    return found


def _now() -> Any:
    from peerhub.database import clock

    return clock()


def _some(**having: object) -> Any:
    from sessions.payments.models import Payment

    rows = Payment.objects.filter(**having).select_related("member", "booking__specialist__person")
    return rows.order_by("?").first()


def _begin(chance: random.Random) -> bool:
    from peerhub.accounts.models import User
    from sessions.bookings import openings
    from sessions.bookings.actions import How, Wish
    from sessions.bookings.states import Mode
    from sessions.payments import actions
    from sessions.payments.models import Payment

    now = _now()
    busy = Payment.objects.filter(state="begun").values("member")
    idle = User.objects.filter(handle__startswith="Member").exclude(pk__in=busy)
    member = idle.order_by("?").first()
    if member is None:
        return False
    profile = _profile()
    free = openings.coming_timetable(profile, now=now, member=member).all_free(now=now)
    starts_at = chance.choice(free)
    wish = Wish(profile, member, starts_at, starts_at + timedelta(minutes=30))
    actions.begin(wish, How(Mode.TEXT), now=now)
    return True


def _profile() -> Any:
    from matching.models import SpecialistProfile

    return SpecialistProfile.objects.select_related("person").order_by("?").first()


def _pay(_: random.Random) -> bool:
    found = _some(state="begun", page_id__startswith="cs_")
    if found is None:
        return False
    control("pay", session=found.page_id)
    return True


def _let_go(chance: random.Random) -> bool:
    from sessions.payments import actions

    found = _some(state="begun") if chance.random() < 0.3 else None
    if found is not None:
        actions.let_go(found, by=found.member, now=_now())
    return found is not None


def _cancel(chance: random.Random) -> bool:
    from sessions.bookings import actions
    from sessions.bookings.models import Booking

    if chance.random() > 0.6:
        return False
    booked = Booking.objects.with_people().filter(state="booked").order_by("?").first()
    if booked is not None:
        actions.cancel(booked, by=booked.member, now=_now())
    return booked is not None


def _have_it_back(chance: random.Random) -> bool:
    from sessions.payments import actions

    found = _some(state="captured") if chance.random() < 0.6 else None
    if found is not None:
        actions.have_it_back(found, by=found.member, now=_now())
    return found is not None


def _ask_the_bank(chance: random.Random) -> bool:
    found = _some(state__in=("captured", "disputed")) if chance.random() < 0.3 else None
    if found is not None:
        status = chance.choice(("needs_response", "won", "lost"))
        control("dispute", payment_intent=found.hold_id, status=status)
    return found is not None


def _use_free_time(chance: random.Random) -> bool:
    """Kept for a session, used, or given back; by the ledger alone, as its slice does it."""
    from peerhub.accounts.models import User
    from sessions.ledger.actions import Move, NotEnough, Place, Reason, post
    from sessions.ledger.states import Kind

    member = User.objects.filter(handle__startswith="Member").order_by("?").first()
    assert member is not None
    ways = ((Kind.FREE, Kind.KEPT), (Kind.KEPT, Kind.FREE), (Kind.KEPT, Kind.USED))
    source, target = chance.choice(ways)
    move = Move(1, Place(source, member.pk, MONTH), Place(target, member.pk, MONTH))
    reference = f"{target}:booking:of-a-test:{chance.randrange(10**9)}"
    try:
        post(Reason(reference, target.value, member), [move], now=_now())
    except NotEnough:
        return False
    return True


def _send_nonsense(chance: random.Random) -> bool:
    """Forged, a byte more than was signed, too big: all are refused, and nothing comes of them."""
    from stripe import WebhookSignature

    from peerhub.stack.till import shapes

    body = json.dumps(shapes.event("charge.refunded", {"id": "ch_x", "object": "charge"}))
    secret = os.environ["STRIPE_WEBHOOK_SECRET"]
    signed = WebhookSignature.generate_signature_header(body, secret)
    forged = WebhookSignature.generate_signature_header(body, "whsec_other")
    given, header = chance.choice(((body, forged), (body + " ", signed), ("x" * BIG, signed)))
    request = urllib.request.Request(
        os.environ["STRIPE_HOOK_URL"], given.encode(), {"Stripe-Signature": header}
    )
    try:
        urllib.request.urlopen(request, timeout=20)
    except urllib.error.HTTPError as error:
        if error.code in REFUSALS:
            return True
        raise
    raise AssertionError("nonsense was taken")


if __name__ == "__main__":
    main(*sys.argv[1:])
