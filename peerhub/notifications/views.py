"""The page of updates, and where else a person is told of them."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from peerhub.access import SignedInRequest, access, anyone, signed_in
from peerhub.notifications import actions, kinds, vapid
from peerhub.notifications.browsers import label_of
from peerhub.notifications.channels.web_push import WORDS
from peerhub.notifications.forms import BrowserForm
from peerhub.notifications.models import Notice, PushSubscription
from peerhub.ui.deeds import do

PAGE = 40


@access(signed_in)
@require_safe
def updates(request: SignedInRequest) -> HttpResponse:
    """The newest updates of the person; opening the page marks them read."""
    notices = [
        {"notice": notice, "line": kinds.in_words(kinds.stored(notice.kind).line, notice.context)}
        for notice in Notice.objects.shown_to(request.user.pk)[:PAGE]
    ]
    response = render(request, "notifications/updates.html", {"notices": notices})
    if request.method == "GET":  # HEAD shows nobody anything
        actions.mark_read(request.user, now=timezone.now())
    return response


@access(signed_in)
@require_safe
@never_cache
def settings_page(request: SignedInRequest) -> HttpResponse:
    """Where a person is told of updates beside this site, and how to change it."""
    words = {
        "is_set_up": vapid.is_set_up(),
        "public_key": vapid.public_key() if vapid.is_set_up() else "",
        "browsers": PushSubscription.objects.filter(person=request.user.pk).order_by("made_at"),
        "words": WORDS.decode(),
    }
    return render(request, "notifications/settings.html", words)


@access(signed_in)
@require_POST
def browser_on(request: SignedInRequest) -> HttpResponse:
    """Turn it on in the browser that asks."""
    form = BrowserForm(request.POST)
    label, now = label_of(request.headers.get("User-Agent", "")), timezone.now()

    def turn_on() -> None:
        if not form.is_valid():
            raise actions.NotABrowser(
                "This browser did not tell us where to send notifications. Please try again."
            )
        actions.subscribe(request.user, form.browser(), label=label, now=now)

    return do(request, reverse("notifications:settings"), turn_on, "It is on in this browser.")


@access(signed_in)
@require_POST
def browser_off(request: SignedInRequest, browser_id: int) -> HttpResponse:
    """Turn it off in one of the person's own browsers."""
    found = get_object_or_404(PushSubscription, pk=browser_id, person=request.user.pk)
    return do(
        request,
        reverse("notifications:settings"),
        lambda: actions.unsubscribe(found, by=request.user),
        "It is off in that browser.",
    )


@access(anyone)
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that a browser keeps to show a notification; its scope ends below /updates/."""
    del request
    response = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@cache
def _worker() -> str:
    return (settings.BASE_DIR / "static" / "js" / "push-worker.js").read_text()
