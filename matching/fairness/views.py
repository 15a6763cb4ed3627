"""The report for those who look for new peers."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from matching.fairness import actions
from matching.fairness.counting import SETTLED, SOON, Course, Near
from matching.fairness.hiding import FEWEST
from matching.fairness.models import LOOKS_BACK
from peerhub.access import access
from peerhub.accounts.policies import any_of, is_administrator, is_supervisor
from peerhub.accounts.requests import PersonRequest


@access(any_of(is_supervisor, is_administrator))
@require_safe
def fairness(request: PersonRequest) -> HttpResponse:
    """For whom we have nobody, how long people wait, how many stay; and what nobody knows yet."""
    now = timezone.now()
    counted = actions.report(now=now)
    context = {
        "rows": [
            {
                "label": row.label,
                "people": row.people,
                "near": [(each.value, row.near[each]) for each in Near],
                "course": [(each.value, row.course[each]) for each in Course],
                "wait": -(-row.wait // timedelta(days=1)) if row.wait is not None else None,
                "left": row.left,
            }
            for row in counted.rows
        ],
        "too_few": counted.too_few,
        "near": list(Near),
        "course": list(Course),
        "looked_for": actions.looked_for(now=now),
        "fewest": FEWEST,
        "soon": SOON.days,
        "settled": SETTLED.days,
        "looks_back": LOOKS_BACK.days,
    }
    return render(request, "matching/fairness/fairness.html", context)
