"""Sockets of sessions."""

from django.urls import path
from django.urls.resolvers import URLPattern

from sessions.calls.consumers import CallConsumer
from sessions.threads.consumers import ThreadConsumer

websocket_urlpatterns: list[URLPattern] = [
    path("ws/sessions/<slug:public_id>/", CallConsumer.as_asgi()),
    path("ws/words/<slug:public_id>/", ThreadConsumer.as_asgi()),
]
