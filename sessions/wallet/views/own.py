"""A member's own page: what is left, what happened line by line, the pool in one press."""

import csv
from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.deeds import do, number
from sessions.wallet import actions, reading, seats
from sessions.wallet.allowance import in_words
from sessions.wallet.having import in_pool

WALLET = "sessions:wallet"
PAGE = 20  # lines
FURTHEST = 100_000
FILE_NAME = "lines.csv"  # says nothing


@access(is_member)
@require_safe
@never_cache
def wallet(request: PersonRequest) -> HttpResponse:
    """This month and the next, what counts, the pool, and the lines."""
    member, now = request.user, timezone.now()
    skip = number(request.GET.get("after"), most=FURTHEST) or 0
    lines = reading.lines(member, now, skip=skip, most=PAGE + 1)
    months = reading.months(member, now)
    by_place = sum(seat.halves for seat in seats.seats_of(member, now))
    words = {
        "months": months,
        "has_free": any(month.left for month in months),
        "by_place": in_words(by_place) if by_place else "",
        "lines": lines[:PAGE],
        "older": skip + PAGE if len(lines) > PAGE else None,
        "newer": skip > 0,
        "pool": in_pool(),
        "pressed": reading.has_pressed(member),
    }
    return render(request, "sessions/wallet/wallet.html", words)


@access(is_member)
@require_safe
@never_cache
def lines_file(request: PersonRequest) -> HttpResponse:
    """All lines as a table, for oneself."""
    answer = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{FILE_NAME}"'},
    )
    answer.write("\ufeff")  # or some spreadsheets read it in another alphabet
    rows = csv.writer(answer)
    rows.writerow(["day", "time", "clock", "what", "free half hours"])
    zone = request.user.zone
    for line in reading.lines(request.user, timezone.now()):
        at = line.at.astimezone(zone)
        rows.writerow([f"{at:%Y-%m-%d}", f"{at:%H:%M}", zone.key, line.words, line.free])
    return answer


@access(is_member)
@require_POST
def pool(request: PersonRequest) -> HttpResponse:
    """One press: take one from the pool, or leave it. Nothing is asked."""
    press, member = request.POST.get("press"), request.user
    deeds = {
        "take": (
            partial(actions.take_from_pool, member, now=timezone.now()),
            "You can have one from the pool. Book it whenever you like.",
        ),
        "leave": (partial(actions.leave_pool, member), "You take nothing from the pool now."),
    }
    if press not in deeds:
        raise Http404
    return do(request, reverse(WALLET), *deeds[press])
