"""How the pager does, and a way to try it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.requests import PersonRequest
from peerhub.notifications.models import Delivery
from peerhub.ui.deeds import do
from safety.paging import actions
from safety.paging.models import Page
from safety.paging.policies import looks_after_the_pager
from safety.paging.waits import TRIES

SHOWN = 50  # pages


@access(looks_after_the_pager)
@require_safe
@never_cache
def paging(request: PersonRequest) -> HttpResponse:
    """The last pages: sent, tried, given up."""
    words = {
        "is_set_up": actions.is_set_up(),
        "host": urlsplit(settings.PAGER_URL).hostname,
        "pages": Page.objects.order_by("-written_at", "-pk")[:SHOWN],
        "tries": TRIES,
        "lost": Delivery.objects.lost()[:SHOWN],
    }
    return render(request, "safety/paging/paging.html", words)


@access(looks_after_the_pager)
@require_POST
def test(request: PersonRequest) -> HttpResponse:
    """Send a test page."""
    now = timezone.now()
    return do(
        request,
        reverse("safety:paging"),
        lambda: actions.send_test(by=request.user, now=now),
        "A test page is on its way. Open this page again in a few seconds.",
    )
