"""The page of friends; asking, answering, ending, blocking."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from peerhub.access import access
from peerhub.accounts import blocking
from peerhub.accounts.blocking import are_apart
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.deeds import do
from rooms.friends import actions, ways
from rooms.friends.models import Friendship
from rooms.friends.reading import page_of
from rooms.friends.standing import Why, standing_of

ON = "People may ask you now. You decide each time."
OFF = "Nobody can ask you now. Your friends stay your friends."
YES = "You are friends now. You can write to each other."
NO = "That is kept. They are not told."
BACK = "Taken back. They do not see it any more."
ENDED = "You are not friends any more. Nobody was told."


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def friends(request: PersonRequest) -> HttpResponse:
    """Who asks, who one's friends are, whether people may ask; nobody is listed who did not agree."""
    now = timezone.now()
    if request.method == "POST":
        on = request.POST.get("asks") == "on"
        said = ON if on else OFF
        here = reverse("rooms:friends")
        return do(request, here, lambda: actions.take_asks(request.user, on=on, now=now), said)
    words = {"page": page_of(request.user, now=now)}
    return render(request, "rooms/friends/friends.html", words)


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask(request: PersonRequest, kind: str, thing: str) -> HttpResponse:
    """Ask whoever wrote something that the reader may see; anything else is not there."""
    now = timezone.now()
    whom = ways.author_of(kind, thing, reader=request.user, now=now)
    if whom is None or not _may_meet(request.user, whom):
        raise Http404
    if request.method == "POST":
        here, said = reverse("rooms:friends"), f"You asked {whom.handle}."
        return do(request, here, lambda: actions.ask(whom, by=request.user, now=now), said)
    standing = standing_of(request.user, whom, now=now)
    words = {
        "whom": whom,
        "standing": standing,
        "why": actions.say(standing, request.user),
        "may": standing.why is None,
        "asked": standing.why == Why.ASKED,
    }
    return render(request, "rooms/friends/ask.html", words)


@access(is_signed_in)
@require_POST
def answer(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Yes or no to an ask; or one's own ask, taken back."""
    found, now, by = _own(request, public_id), timezone.now(), request.user
    deeds = {
        "yes": (lambda: actions.accept(found, by=by, now=now), YES),
        "no": (lambda: actions.say_no(found, by=by, now=now), NO),
        "back": (lambda: actions.take_back(found, by=by, now=now), BACK),
    }
    said = request.POST.get("answer", "")
    if said not in deeds:
        raise Http404
    deed, words = deeds[said]
    return do(request, reverse("rooms:friends"), deed, words)


@access(is_signed_in)
@require_POST
def end(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Be friends no more, from the page on which the two write."""
    found, now = _own(request, public_id), timezone.now()
    here = reverse("rooms:friends")
    return do(request, here, lambda: actions.end(found, by=request.user, now=now), ENDED)


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def block(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask once, then let the two meet no more: a friend, whoever asks, and whoever once was one."""
    whom = _own(request, public_id).other(request.user)
    if request.method == "POST":
        blocking.block(whom, by=request.user, now=timezone.now())
        messages.success(request, f"You blocked {whom.handle}. They are not told.")
        return redirect("rooms:friends")
    words = {"whom": whom, "back": reverse("rooms:friends")}
    return render(request, "accounts/block.html", words)


def _own(request: PersonRequest, public_id: uuid.UUID) -> Friendship:
    """One of the reader's own; a stranger finds nothing."""
    mine = Friendship.objects.of(request.user.pk).with_people()
    return get_object_or_404(mine, public_id=public_id)


def _may_meet(one: User, other: User) -> bool:
    return one.pk != other.pk and other.is_active and not are_apart(one.pk, other.pk)
