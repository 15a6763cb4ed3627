"""A specialist hands in, asks for a second reader, takes back, brings back."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from matching.stories import actions
from matching.stories.models import StoryVersion
from matching.stories.standing import marks_of
from peerhub.access import access
from peerhub.accounts.policies import is_specialist
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.deeds import do


@access(is_specialist)
@require_POST
def submitting(request: PersonRequest) -> HttpResponse:
    """Hand the draft in."""
    now = timezone.now()
    return do(
        request,
        reverse("matching:story"),
        lambda: actions.submit(request.user, now=now),
        "Handed in. Somebody from our team reads it, and we tell you. Until then nothing changes.",
    )


@access(is_specialist)
@require_POST
def second_reader(request: PersonRequest) -> HttpResponse:
    """Let somebody else read it too."""
    now = timezone.now()
    return do(
        request,
        reverse("matching:story"),
        lambda: actions.ask_for_a_second(request.user, now=now),
        "Somebody else reads it now, who has not seen it before. You need not say why.",
    )


@access(is_specialist)
@require_POST
def retiring(request: PersonRequest) -> HttpResponse:
    """Take the story back: one press."""
    now = timezone.now()
    return do(
        request,
        reverse("matching:story"),
        lambda: actions.retire(request.user, now=now),
        "Taken back. Nobody else can read or find your story any more. Your words are kept for you.",
    )


@access(is_specialist)
@require_POST
def bringing_back(request: PersonRequest) -> HttpResponse:
    """Show what was approved again."""
    now = timezone.now()
    return do(
        request,
        reverse("matching:story"),
        lambda: actions.bring_back(request.user, now=now),
        "Your story is back, as it was approved.",
    )


@access(is_specialist)
@require_safe
def versions(request: PersonRequest) -> HttpResponse:
    """Everything that was handed in and what was said of it, the newest first."""
    mine = StoryVersion.objects.filter(story__profile__person=request.user).order_by("-number")
    told = [
        (version, [(each, marks_of(each).values()) for each in version.reviews.order_by("pk")])
        for version in mine[:20]
    ]
    return render(request, "matching/stories/versions.html", {"told": told})
