"""Socket addresses of rooms."""

from django.urls import path
from django.urls.resolvers import URLPattern

from rooms.live.consumers import RoomConsumer

websocket_urlpatterns: list[URLPattern] = [
    path("ws/r/<slug:public_id>/", RoomConsumer.as_asgi()),
]
