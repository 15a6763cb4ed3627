"""What one keeps for oneself: saved posts, followed topics, people one muted."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from peerhub.access import access
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.text import storable
from peerhub.topics.models import Topic
from peerhub.ui.deeds import do
from rooms.wall import actions
from rooms.wall.forms import OnForm
from rooms.wall.models import Post, PutAway, TopicFollow, WallMute
from rooms.wall.reading import saved_by
from rooms.wall.views.common import found_post


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
    away = PutAway.objects.active(now=timezone.now()).filter(person=request.user)
    context = {
        "saved": saved_by(request.user, now=timezone.now()),
        "follows": follows.order_by("topic__axis", "topic__position"),
        "muted": muted,
        "away": away.select_related("post", "topic").order_by("pk"),
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


BACK = {"near": "rooms:wall_near", "mine": "rooms:wall_mine"}  # where a press came from


@access(is_signed_in)
@require_POST
def away(request: PersonRequest) -> HttpResponse:
    """Not today: a post (``post``) or all about a topic (``topic``) until tomorrow, or again."""
    given, form = request.POST, OnForm(request.POST)
    if not form.is_valid():
        raise Http404
    if "topic" in given:
        topic = get_object_or_404(Topic, code=storable(given["topic"]))
        what: Post | Topic = topic
        named = topic.label
    else:
        what, named = _post(request, given.get("post", "")), "That post"
    to = BACK.get(given.get("back", ""), "rooms:wall")
    if not form.cleaned_data["on"]:
        deed = partial(actions.bring_back, what, by=request.user)
        return do(request, to, deed, f"{named}: in your lists again.")
    deed = partial(actions.put_away, what, by=request.user, now=timezone.now())
    said = f"{named}: left out until tomorrow. “What you keep” brings it back before."
    return do(request, to, deed, said)


def _post(request: PersonRequest, public_id: str) -> Post:
    """One that the reader may see, or one that they put away before it went."""
    public_id = storable(public_id)
    row = PutAway.objects.filter(person=request.user, post__public_id=public_id).first()
    return row.post if row is not None and row.post is not None else found_post(request, public_id)
