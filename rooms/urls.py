"""Addresses of rooms, by slice."""

from django.urls import include, path
from django.urls.resolvers import URLPattern, URLResolver

app_name = "rooms"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("rooms.hosting.urls")),
    path("", include("rooms.seats.urls")),
    path("", include("rooms.choices.urls")),
    path("", include("rooms.friends.urls")),
    path("", include("rooms.letters.urls")),
    path("", include("rooms.guide.urls")),
    path("", include("rooms.live.urls")),
    path("", include("rooms.feed.urls")),  # before the wall, where any word is the id of a post
    path("", include("rooms.wall.urls")),
]
