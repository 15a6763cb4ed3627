"""Addresses of messages between friends."""

from django.urls import path
from django.urls.resolvers import URLPattern

from rooms.letters import views

urlpatterns: list[URLPattern] = [
    path("friends/<uuid:public_id>/", views.letters, name="letters"),
    path("friends/<uuid:public_id>/<uuid:line_id>/", views.letter, name="letter"),
]
