"""Every way in says whom it is for, and the stranger gets nothing."""

import pytest
from channels.routing import URLRouter
from django.test import Client
from rest_framework.permissions import AllowAny
from rest_framework.views import APIView

from peerhub.access import anyone
from rooms.routing import websocket_urlpatterns as rooms
from safety.routing import websocket_urlpatterns as safety
from sessions.routing import websocket_urlpatterns as sessions
from tests.architecture import walk

PAGES = sorted(dict(walk.urls()).items())

# The whole world may open these; anything new here is a decision.
PUBLIC = {
    "/",
    "/alive/",
    "/calendar/<str:secret>/appointments.ics",  # when, never with whom; a secret of 256 bits
    "/certificates/",
    "/certificates/<str:number>/",  # whether it holds, never whose it is
    "/demo/",
    "/demo/mail/",
    "/demo/session/",  # made-up people alone, and in a demo alone
    "/clinic/join/",  # what it is for clinicians, and nobody of them
    "/display/",
    "/gallery/",
    "/how-we-keep-you-safe/",
    "/invited/",  # that a code is kept until one has signed in
    "/join/",
    "/leave/",
    "/local-help/",
    "/now/",
    "/now/<slug:country>/",
    "/people/",
    "/payments/hook/",  # the card company's events, signed over the body as it came
    "/people/<slug:slug>/",
    "/ready/",
    "/reference/<str:token>/",  # signed, for one answer of somebody without an account
    "/updates/worker.js",  # a script without a word of anybody
    "/steady/",
    "/steady/<slug:slug>/",  # the same for everyone, but for where somebody stopped
    "/steady/kept/<slug:country>/",  # holds nothing of whoever reads it
    "/steady/worker.js",  # a script without a word of anybody
    "/topics/",
    "/topics/<slug:address>/",
}


@pytest.mark.parametrize(("place", "pattern"), PAGES, ids=[place for place, _ in PAGES])
def test_every_view_says_whom_it_is_for(place, pattern):
    view = pattern.callback
    api = getattr(view, "cls", None) or getattr(view, "view_class", None)
    if api and issubclass(api, APIView):
        assert api.permission_classes
        assert AllowAny not in api.permission_classes
    else:
        assert callable(getattr(view, "access", None)), f"{place} has no @access"


def test_only_the_known_pages_are_open_to_the_world():
    public = {
        place for place, pattern in PAGES if getattr(pattern.callback, "access", None) is anyone
    }

    assert public == PUBLIC


def test_every_socket_says_whom_it_is_for():
    for route in (*rooms, *safety, *sessions):
        consumer = route.callback.consumer_class
        assert callable(consumer.policy)
        assert consumer.policy is not anyone


def test_the_sockets_can_be_routed():
    assert URLRouter([*rooms, *safety, *sessions])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "place", [place for place, _ in PAGES if place not in PUBLIC and "<" not in place]
)
def test_a_visitor_is_sent_to_sign_in_from_every_page_of_our_own(place):
    answer = Client().get(place)

    assert answer.status_code in {302, 401, 403, 405}, place
    if answer.status_code == 302:
        assert answer.headers["Location"].startswith("/account/login/"), place


FOR_STAFF = (
    "/appeals/",
    "/checks/",
    "/directory/",
    "/directory/new/",
    "/plans/",
    "/queue/hand-over/",
    "/queue/hand-over/write/",
    "/queue/",
    "/referrals/",
    "/rota/",
    "/rota/plan/",
    "/hours/",
    "/paging/",
    "/rules/",
    "/stories/",
    "/stories/rules/",
    "/story/",
    "/becoming/",
    "/billing/",
    "/certificate/",
    "/changes/",
    "/clinic/",
    "/clinic/checks/",
    "/clinic/overdue/",
    "/clinic/refer/",
    "/fairness/",
    "/letters/for-me/",
    "/reviews/for-me/",
    "/sharing/for-me/",
    "/sign-offs/",
    "/supervision/",
    "/supervision/sessions/",
    "/training/",
    "/training/exam/",
    "/training/practice/",
    "/requests/",
    "/organisations/",
    "/prices/",
    "/earnings/",
    "/payouts/",
    "/wallet/gifts/",
    "/payments/looked-after/",
    "/requests/waiting/",
    "/topics/words/",
    "/topics/words/waiting/",
    "/words/hours/",
)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "place", [place for place, _ in PAGES if place in FOR_STAFF or place == "/queue/rows/"]
)
def test_the_stranger_finds_no_staff_page(client_of, noor, place):
    assert client_of(noor).get(place).status_code == 404
