"""What one keeps for oneself: saved posts, followed topics, people one muted."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from peerhub.access import access
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.topics.models import Topic
from peerhub.ui.deeds import do
from rooms.wall import actions
from rooms.wall.forms import OnForm
from rooms.wall.models import TopicFollow, WallMute
from rooms.wall.reading import saved_by


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: PersonRequest) -> HttpResponse:
    """All of it on one page; a POST shows somebody again."""
    muted = WallMute.objects.filter(by=request.user).select_related("whom").order_by("-since")
    if request.method == "POST":
        whom = get_object_or_404(muted, whom__handle=request.POST.get("whom", "")).whom
        deed = partial(actions.unmute, whom, by=request.user)
        return do(request, "rooms:wall_mine", deed, f"You see what {whom.handle} writes again.")
    follows = TopicFollow.objects.filter(person=request.user).select_related("topic")
    context = {
        "saved": saved_by(request.user, now=timezone.now()),
        "follows": follows.order_by("topic__axis", "topic__position"),
        "muted": muted,
    }
    return render(request, "rooms/wall/mine.html", context)


@access(is_signed_in)
@require_POST
def follow(request: PersonRequest, code: str) -> HttpResponse:
    """Want to read more about a topic, or no longer."""
    topic, form = get_object_or_404(Topic, code=code), OnForm(request.POST)
    if not form.is_valid():
        return redirect("rooms:wall_mine")
    on = form.cleaned_data["on"]
    deed = partial(actions.follow, topic, by=request.user, on=on, now=timezone.now())
    said = f"You follow {topic.label}." if on else f"You do not follow {topic.label} any more."
    return do(request, "rooms:wall_mine", deed, said)
