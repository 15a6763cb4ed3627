"""A talk after a hard case: one's own offers, and for supervisors who would like one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_supervisor
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.deeds import do
from safety.closing import actions
from safety.closing.forms import DebriefForm
from safety.closing.models import Debrief
from safety.closing.policies import may_need_a_talk
from safety.closing.states import DebriefAnswer

PAGE = 50  # rows


@access(may_need_a_talk)
@require_safe
@never_cache
def debriefs(request: PersonRequest) -> HttpResponse:
    """What was offered; a supervisor also sees who would like to talk, and nothing of why."""
    wanted = Debrief.objects.wanted().select_related("person").exclude(person=request.user)
    words = {
        "mine": Debrief.objects.filter(person=request.user, held_at=None).order_by("-offered_at")[
            :PAGE
        ],
        "answers": DebriefAnswer.choices,
        "wanted": wanted[:PAGE] if is_supervisor(request.user) else (),
        "is_supervisor": is_supervisor(request.user),
    }
    return render(request, "safety/closing/debriefs.html", words)


@access(may_need_a_talk)
@require_POST
def debrief_answer(request: PersonRequest, debrief_id: int) -> HttpResponse:
    """Yes, later, or no."""
    found = get_object_or_404(Debrief, pk=debrief_id, person=request.user)
    form = DebriefForm(request.POST)
    here = reverse("safety:debriefs")
    if not form.is_valid():
        return do(request, here, lambda: None, "Nothing was changed.")
    said, now = form.cleaned_data["answer"], timezone.now()
    return do(
        request,
        here,
        lambda: actions.answer_debrief(found, said, by=request.user, now=now),
        "Thank you. You can change it here at any time.",
    )


@access(is_supervisor)
@require_POST
def debrief_held(request: PersonRequest, debrief_id: int) -> HttpResponse:
    """A supervisor had the talk."""
    found, now = get_object_or_404(Debrief, pk=debrief_id), timezone.now()
    return do(
        request,
        reverse("safety:debriefs"),
        lambda: actions.hold_debrief(found, by=request.user, now=now),
        "It is written down that you talked.",
    )
