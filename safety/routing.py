"""Socket addresses of safety."""

from django.urls import path
from django.urls.resolvers import URLPattern

from safety.flags.consumers import QueueConsumer

websocket_urlpatterns: list[URLPattern] = [path("ws/queue/", QueueConsumer.as_asgi())]
