"""A member's own check-ins: all of them, who may see the numbers, a copy, and deleting."""

import csv
import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do, number
from sessions.bookings.companions import met_by
from sessions.checkins import actions
from sessions.checkins.forms import SharingForm, SureForm
from sessions.checkins.models import DayCheckIn, DayCheckInShare

BAD = 422
PAGE = 20  # days
PAGES_MOST = 1000
OWN = "sessions:check_ins"
HEAD = ("Day", "How the day was", "In the graph", "Sleep", "Closeness", "Your line")
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def check_ins(request: PersonRequest) -> HttpResponse:
    """The list, and who may see the numbers of the last ones."""
    people = [(each.person_id, each.name) for each in met_by(request.user.pk)]
    shares = DayCheckInShare.objects.filter(member=request.user).select_related("person")
    shared = {each.person_id: each.person.handle for each in shares}
    # Whoever is not met any more stays in the list for as long as they could be unticked.
    choices = people + [each for each in shared.items() if each[0] not in dict(people)]
    form = SharingForm(
        request.POST if request.method == "POST" else None,
        people=choices,
        initial={"people": [str(each) for each in shared]},
    )
    if form.is_valid() and _shared(request, form, set(shared)):
        return redirect(OWN)
    pages = Paginator(DayCheckIn.objects.of(request.user), PAGE)
    words = {
        "form": form,
        "people": choices,
        "page": pages.get_page(number(request.GET.get("page"), most=PAGES_MOST)),
    }
    status = BAD if form.errors else 200
    return render(request, "sessions/checkins/own.html", words, status=status)


@access(is_member)
@require_POST
def forget(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Delete one day."""
    found = get_object_or_404(DayCheckIn.objects.of(request.user), public_id=public_id)
    return do(
        request,
        reverse(OWN),
        lambda: actions.forget(found, by=request.user),
        "Deleted. Nothing of that day is left here.",
    )


@access(is_member)
@require_POST
def forget_all(request: PersonRequest) -> HttpResponse:
    """Delete all of them, once the box is ticked."""
    if not SureForm(request.POST).is_valid():
        messages.info(request, "Nothing was deleted. Tick the box first, if you want to.")
        return redirect(OWN)
    return do(
        request,
        reverse(OWN),
        lambda: actions.forget_all(by=request.user),
        "Deleted. Nothing of your check-ins is left here.",
    )


@access(is_member)
@require_safe
@never_cache
def copy(request: PersonRequest) -> HttpResponse:
    """All of it as a table for a spreadsheet. Its name says nothing."""
    answer = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="notes.csv"'},
    )
    answer.write("\ufeff")  # or some spreadsheets read it in another alphabet
    rows = csv.writer(answer)
    rows.writerow(HEAD)
    for each in DayCheckIn.objects.of(request.user):
        value = "" if each.value is None else each.value
        said = (each.said_day, value, each.said_sleep, each.said_close, _plain(each.line))
        rows.writerow([each.on.isoformat(), *said])
    return answer


def _shared(request: PersonRequest, form: SharingForm, before: set[int]) -> bool:
    """Share with whom was ticked newly, and no more with whom was unticked."""
    by, now, chosen = request.user, timezone.now(), form.chosen
    try:
        for person_id in sorted(chosen - before):
            actions.share(person_id, by=by, now=now)
    except DomainError as error:
        form.add_error(None, error.message)
        return False
    for person_id in sorted(before - chosen):
        actions.unshare(person_id, by=by)
    messages.success(request, "Kept." if chosen else "Kept. Nobody but you sees your check-ins.")
    return True


def _plain(words: str) -> str:
    """Words that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{words}" if words.startswith(FORMULAS) else words
