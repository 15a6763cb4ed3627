"""Addresses of safety, by slice."""

from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

app_name = "safety"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("safety.appeals.urls")),
    path("", include("safety.board.urls")),
    path("", include("safety.flags.urls")),
    path("", include("safety.resources.urls")),
    path("", include("safety.steady.urls")),
    path("", include("safety.referrals.urls")),
    path("", include("safety.sharing.urls")),
    path("", include("safety.clinic.urls")),
    path("", include("safety.letters.urls")),
    path("", include("safety.reviews.urls")),
    path("", include("safety.talk.urls")),
    path("", include("safety.moderation.urls")),
    path("", include("safety.plans.urls")),
    path("", include("safety.asking.urls")),
    path("", include("safety.upkeep.urls")),
    path("", include("safety.directory.urls")),
    path("", include("safety.closing.urls")),
    path("", include("safety.reveals.urls")),
    path("", include("safety.paging.urls")),
    path("", include("safety.rota.urls")),
    path("", include("safety.handover.urls")),
]
