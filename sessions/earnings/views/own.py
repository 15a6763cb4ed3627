"""What a specialist earned: since the last statement, statements, payouts."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from matching.models import SpecialistProfile
from peerhub.access import access
from peerhub.accounts.policies import is_specialist
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.moments import zone_name
from sessions.earnings import reading, telling
from sessions.prices.reading import wants_pay
from sessions.prices.sums import in_dollars, terms

NAME = "statement"  # of a file, on a screen that others may see


@access(is_specialist)
@require_safe
@never_cache
def earnings(request: PersonRequest) -> HttpResponse:
    """Sessions that no statement has yet, statements with their lines, and what was paid."""
    profile = _own(request)
    words: dict[str, object] = {"profile": profile}
    if profile is not None:
        so_far = reading.so_far(profile)
        today = timezone.localdate(timezone=request.user.zone)
        words |= {
            "so_far": so_far,
            "so_far_sum": in_dollars(sum(line.cents for line in so_far)),
            "months": reading.months(profile),
            "payouts": [(each, in_dollars(each.sum_cents)) for each in reading.paid(profile)],
            "floor": in_dollars(terms(today).floor),
            "zone": zone_name(timezone.localtime(timezone=request.user.zone)),
            "wants_pay": profile.price_cents is not None or wants_pay(profile),
        }
    return render(request, "sessions/earnings/earnings.html", words)


@access(is_specialist)
@require_safe
@never_cache
def statement(request: PersonRequest, year: int, month: int, form: str) -> HttpResponse:
    """One statement as a file."""
    profile = _own(request)
    if profile is None or not (1 <= month <= 12 and 2000 <= year <= 9999):
        raise Http404
    found = reading.month(profile, date(year, month, 1))
    if found is None or form not in ("csv", "pdf"):
        raise Http404
    if form == "csv":
        answer = HttpResponse(content_type="text/csv; charset=utf-8")
        answer.write("\ufeff" + telling.as_csv(found, request.user.zone))
    else:
        answer = HttpResponse(
            telling.as_pdf(found, request.user.zone), content_type="application/pdf"
        )
    answer["Content-Disposition"] = f'attachment; filename="{NAME}-{year}-{month:02}.{form}"'
    return answer


def _own(request: PersonRequest) -> SpecialistProfile | None:
    mine = SpecialistProfile.objects.select_related("person")
    return mine.filter(person=request.user).first()
