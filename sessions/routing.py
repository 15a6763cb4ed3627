"""Socket addresses of sessions."""

from django.urls import path
from django.urls.resolvers import URLPattern

from sessions.calls.consumers import CallConsumer

websocket_urlpatterns: list[URLPattern] = [
    path("ws/sessions/<slug:public_id>/", CallConsumer.as_asgi()),
]
