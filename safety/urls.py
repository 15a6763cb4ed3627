"""Addresses of safety, by slice."""

from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

app_name = "safety"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("safety.flags.urls")),
    path("", include("safety.resources.urls")),
    path("", include("safety.referrals.urls")),
    path("", include("safety.closing.urls")),
]
