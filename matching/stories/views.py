"""A specialist's own page, where they write."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from matching.peers.models import SpecialistProfile
from matching.stories import actions
from matching.stories.actions import Told
from matching.stories.forms import StoryForm, initial_from
from matching.stories.models import Story
from matching.stories.states import StoryState
from peerhub.access import access
from peerhub.accounts.policies import is_specialist
from peerhub.accounts.requests import PersonRequest

KEPT = {
    StoryState.DRAFT: "Kept as a draft. Nobody else sees it.",
    StoryState.HELD: "Kept. A moderator reads it first, because of some of its words. "
    "Nothing is wrong with you or your story.",
    StoryState.SHOWN: "Kept. Others can read it as soon as your page is shown.",
}


@access(is_specialist)
@require_http_methods(["GET", "POST"])
def story(request: PersonRequest) -> HttpResponse:
    """Write or change one's own story; nobody else's can be reached from here."""
    profile = SpecialistProfile.objects.filter(person=request.user).first()
    kept = Story.objects.filter(profile=profile).first() if profile else None
    posted = request.POST if request.method == "POST" else None
    form = StoryForm(posted, initial=initial_from(profile, kept), show="show" in request.POST)
    if request.method == "POST" and form.is_valid():
        told = actions.tell(
            request.user,
            about=form.about(),
            telling=form.telling(),
            show=form.show,
            now=timezone.now(),
        )
        return _kept(request, told)
    context = {
        "form": form,
        "profile": profile,
        "story": kept,
        "paused": profile is not None and profile.is_paused(),
        "resting_until": _resting_until(profile, now=timezone.now()),
    }
    status = 422 if form.is_bound else 200
    return render(request, "matching/stories/story.html", context, status=status)


def _resting_until(profile: SpecialistProfile | None, *, now: datetime) -> datetime | None:
    until = profile.takes_new_from if profile else None
    return until if until and until > now else None


def _kept(request: PersonRequest, told: Told) -> HttpResponse:
    messages.success(request, KEPT[StoryState(told.story.state)])
    if told.watch.show_help:
        messages.info(
            request,
            "Writing this down can be a lot. If you would like someone now, “Help right now” "
            "is at the top of every page.",
        )
    return redirect("matching:story")
