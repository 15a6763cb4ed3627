"""Socket addresses of sessions."""

from django.urls import path
from django.urls.resolvers import URLPattern

from sessions.threads.consumers import ThreadConsumer

websocket_urlpatterns: list[URLPattern] = [
    path("ws/words/<slug:public_id>/", ThreadConsumer.as_asgi()),
]
