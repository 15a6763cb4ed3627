"""What the pages of plans share."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from peerhub.accounts.requests import PersonRequest
from safety.plans.models import SafetyPlan
from safety.plans.states import Part

PLAN = "safety:plan"


@dataclass(frozen=True)
class Section:
    """One part as it is shown; ``words`` is "" where it was skipped."""

    part: Part
    words: str


def sections(words: Mapping[Part, str]) -> list[Section]:
    """The parts in their order, skipped ones included."""
    return [Section(part, words[part]) for part in Part]


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, also when all of it was left empty; None on the first visit."""
    return request.POST if request.method == "POST" else None


def own_plan(request: PersonRequest) -> SafetyPlan:
    """The reader's own plan.

    Raises:
        Http404: they have not begun one.
    """
    return get_object_or_404(SafetyPlan.objects.select_related("member"), member=request.user)
