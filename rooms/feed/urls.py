"""Addresses beside the wall."""

from django.urls import path
from django.urls.resolvers import URLPattern

from rooms.feed import views

urlpatterns: list[URLPattern] = [
    path("wall/near/", views.near, name="wall_near"),
    path("wall/unanswered/", views.unanswered, name="wall_unanswered"),
]
