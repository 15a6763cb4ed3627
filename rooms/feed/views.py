"""The page near one, and the page of posts without an answer."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from peerhub.access import access
from peerhub.accounts.not_today import shown_how
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.deeds import do
from rooms.feed import actions
from rooms.feed.forms import OrderForm
from rooms.feed.policies import sees_now
from rooms.feed.reading import answered, feed_of, unanswered_for
from rooms.feed.states import Order
from rooms.roster.there import may_be_there
from rooms.wall.reading import items_of

NEAR = "rooms:wall_near"
MOST = 50  # posts of the page without an answer


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def near(request: PersonRequest) -> HttpResponse:
    """What others wrote, near what one told us and follows, with the reason at each.

    A POST chooses the order, or says that one has seen what is new. A look changes nothing.
    """
    if request.method == "POST":
        return _choose(request)
    before, again = request.GET.get("before", ""), "again" in request.GET
    feed = feed_of(request.user, before=before, again=again, now=timezone.now())
    is_first = not before and not again
    return render(
        request,
        "rooms/feed/near.html",
        {"feed": feed, "orders": Order, "is_first": is_first, "tab": "near"},
    )


def _choose(request: PersonRequest) -> HttpResponse:
    given, by = request.POST, request.user
    if "seen" in given:
        seen = partial(actions.mark_seen, given["seen"], by=by, now=timezone.now())
        return do(request, NEAR, seen, "Next time this page begins with what came after.")
    if "forget" in given:
        return do(
            request, NEAR, partial(actions.forget_seen, by=by), "All of it stands here again."
        )
    form = OrderForm(given)
    if not form.is_valid():
        return redirect(NEAR)
    order = form.cleaned_data["order"]
    said = "Kept. You can change it whenever you like."
    return do(request, NEAR, partial(actions.choose, order, by=by), said)


@access(may_be_there)
@require_safe
def unanswered(request: PersonRequest) -> HttpResponse:
    """Posts that nobody has answered for two hours, and how often somebody does."""
    person, now = request.user, timezone.now()
    is_there = sees_now(person, now=now)
    posts = unanswered_for(person, now=now).for_page()[:MOST] if is_there else []
    context = {
        "is_there": is_there,
        "items": items_of(posts, person, shown_how(person, now=now), now=now),
        "answered": answered(now=now),
    }
    return render(request, "rooms/feed/unanswered.html", context)
